"""
Leaves into cells: what every node adds up to in both views of the past, what is locked, what must stay hidden.

One place decides what is hidden: all nodes of all hierarchies, programmes, and both views are looked at together.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from remeslo.core.registry.paths import View
from remeslo.core.rollup.approval import Difference, changed_since, in_force
from remeslo.core.rollup.leaf import LeafFigure, Path, Spot
from remeslo.core.rollup.node import NodeFigure, roll_up
from remeslo.web.apps.boards.protecting import LEAST, Cell, counts_of, hidden_cells
from remeslo.web.apps.boards.trees import PROGRAMME, Forest, programme_node


@dataclass(frozen=True, slots=True)
class CellKey:
    """Which cell of a year."""

    view: str
    node: str
    indicator: str


@dataclass(frozen=True, slots=True)
class CellValue:
    """What stands in it: the sums in force, and what the facts of today would give."""

    figure: NodeFigure
    hidden: bool
    num_locked: int
    now: NodeFigure | None
    change_hidden: bool


def cells_of(
    forests: Mapping[View, Forest],
    *,
    now: Sequence[LeafFigure],
    locked: Mapping[str, Sequence[LeafFigure]],
    expected: frozenset[str],
    people: Mapping[str, bool],
) -> dict[CellKey, CellValue]:
    """
    Cells of a year.

    Parameters
    ----------
    expected
        Colleges that should report; the cluster's own figures are expected where there are any.
    people
        Of each indicator, whether it is about people.
    """
    counted, today = _by_indicator(in_force(locked, now)), _by_indicator(now)
    held = [leaf for leaves in locked.values() for leaf in leaves]
    changes = _differences(changed_since(held, [leaf for leaf in now if leaf.unit in locked]))
    found: dict[CellKey, CellValue] = {}
    hidden_by: dict[Hashable, frozenset[Cell]] = {}
    for indicator in sorted(counted.keys() | today.keys()):
        leaves = counted.get(indicator, [])
        changed = changes.get(indicator, [])
        tables = {view: _table(wood, leaves, expected) for view, wood in forests.items()}
        fresh = {v: _table(w, today.get(indicator, []), expected) for v, w in forests.items()} if changed else {}
        about = counts_of(leaves) if people.get(indicator, True) else ()
        if about not in hidden_by:  # many indicators share a denominator, and equal counts are hidden alike
            hidden_by[about] = hidden_cells(leaves, forests, people=bool(about))
        hidden = hidden_by[about]
        telling = _telling(forests, changed, people=people.get(indicator, True))
        for view, table in tables.items():
            touched = {n for d in changed for n in _nodes(forests[view], _leaf_of(d))}
            gates = _num_locked(forests[view], table, leaves, locked)
            for node, figure in table.items():
                key = CellKey(view.value, node, indicator)
                found[key] = CellValue(
                    figure=figure,
                    hidden=(view.value, node) in hidden,
                    num_locked=gates.get(node, 0),
                    now=fresh[view].get(node) if node in touched else None,
                    change_hidden=(view.value, node) in hidden or node in telling[view],
                )
    return found


def _by_indicator(leaves: Iterable[LeafFigure]) -> dict[str, list[LeafFigure]]:
    found: dict[str, list[LeafFigure]] = {}
    for leaf in leaves:
        found.setdefault(leaf.indicator, []).append(leaf)
    return found


def _differences(changes: Iterable[Difference]) -> dict[str, list[Difference]]:
    found: dict[str, list[Difference]] = {}
    for one in changes:
        found.setdefault(_leaf_of(one).indicator, []).append(one)
    return found


def _leaf_of(change: Difference) -> LeafFigure:
    leaf = change.now or change.locked
    assert leaf is not None
    return leaf


def _table(wood: Forest, leaves: Sequence[LeafFigure], expected: frozenset[str]) -> dict[str, NodeFigure]:
    """Every node's figure of one indicator, and every programme's."""
    if not leaves:
        return {}
    units = {leaf.unit for leaf in leaves}
    own = {u for u in units if u.endswith("/")}
    wanted = units | expected if units - own else units
    spots = wood.spots(wanted)
    found = {f.node: f for f in roll_up(leaves, spots)}
    parts: dict[Spot, Path] = {}
    placed: list[LeafFigure] = []
    for leaf in leaves:
        node = programme_node(wood.stands[leaf.unit], leaf.programme)
        parts[Spot(PROGRAMME, node, leaf.period)] = (node,)
        placed.append(_under(leaf, node, len(placed)))
    found |= {f.node: f for f in roll_up(placed, parts)}
    return found


def _under(leaf: LeafFigure, node: str, number: int) -> LeafFigure:
    """The leaf as one of a programme's node; two of a merged college stand apart by a number."""
    return replace(leaf, unit=node, programme=str(number))


def _nodes(wood: Forest, leaf: LeafFigure) -> set[str]:
    """All nodes that a leaf counts in."""
    paths = (path for (_h, unit), path in wood.of_unit(leaf.unit))
    return {node for path in paths for node in path} | {programme_node(wood.stands[leaf.unit], leaf.programme)}


def _telling(
    forests: Mapping[View, Forest], changed: Sequence[Difference], *, people: bool
) -> Mapping[View, frozenset[str]]:
    """Nodes whose change would tell of few people: one leaf under them changed by fewer than may be told."""
    few = [_leaf_of(d) for d in changed if people and _is_few(d)]
    return {view: frozenset(n for leaf in few for n in _nodes(wood, leaf)) for view, wood in forests.items()}


def _is_few(change: Difference) -> bool:
    heads = Decimal((change.now.people if change.now else 0) - (change.locked.people if change.locked else 0))
    return any(0 < abs(n) < LEAST for n in (change.above, change.below, heads, change.below - change.above))


def _num_locked(
    wood: Forest,
    table: Mapping[str, NodeFigure],
    leaves: Sequence[LeafFigure],
    locked: Mapping[str, Sequence[LeafFigure]],
) -> dict[str, int]:
    """How many locked units lie under each node."""
    found: dict[str, set[str]] = {}
    for unit in locked:
        for (_hierarchy, _unit), path in wood.of_unit(unit):
            for node in path:
                found.setdefault(node, set()).add(unit)
    for leaf in leaves:
        if leaf.unit in locked:
            node = programme_node(wood.stands[leaf.unit], leaf.programme)
            found.setdefault(node, set()).add(leaf.unit)
    return {node: len(units) for node, units in found.items() if node in table}
