"""What must be hidden of boards over leaves: all nodes of all hierarchies, units, programmes, and sums over periods."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from remeslo.core.base.findings import ProblemError
from remeslo.core.rollup.leaf import LeafFigure, Path, Paths
from remeslo.core.rollup.suppress.board import Board
from remeslo.core.rollup.suppress.protect import LEAST_PEOPLE, protect


class BoardCell(NamedTuple):
    """
    A figure of a board.

    Parameters
    ----------
    period
        Label of a period, or of a sum over periods.
    node
        A node of any hierarchy, also a unit's own.
    programme
        ``None`` for the node's figure; at a unit's node the programme's alone (blank: what no programme says).
    """

    indicator: str
    period: str
    node: str
    programme: str | None = None


def hidden_cells(
    leaves: Iterable[LeafFigure],
    paths: Paths,
    *,
    people: Callable[[str], bool] = lambda _indicator: True,
    least: int = LEAST_PEOPLE,
    held: Collection[BoardCell] = frozenset(),
    sums: Mapping[str, Sequence[str]] | None = None,
) -> frozenset[BoardCell]:
    """
    Cells that must be hidden when every node of every hierarchy, every unit and every programme of it may be seen.

    A hidden cell shows nothing: neither value, nor what stands above and below the line, nor what is known and
    expected. All these are sums over the same leaves; where leaves of which nothing is known are left out of some of
    them (see `LeafFigure.counts`), both ways of adding up are audited.

    Parameters
    ----------
    paths
        The places of every unit that has leaves.
    people
        True for the key of an indicator whose figures are about people; others are never hidden.
    held
        Cells hidden before: they stay so.
    sums
        Sums over several periods that are shown as well: label to labels of periods.
    """
    boards: dict[str, list[LeafFigure]] = {}
    for leaf in leaves:
        if people(leaf.indicator):
            boards.setdefault(leaf.indicator, []).append(leaf)
    known: dict[object, frozenset[tuple[str, str, str | None]]] = {}
    found: set[BoardCell] = set()
    for indicator, some in boards.items():
        kept = frozenset((c.period, c.node, c.programme) for c in held if c.indicator == indicator)
        for group in _apart(some, sums or {}):
            counts = frozenset((f.unit, f.programme, f.period, f.people, f.counts) for f in group)
            if (counts, kept) not in known:
                known[counts, kept] = _hidden(group, paths, least, kept, sums or {})
            found.update(BoardCell(indicator, *cell) for cell in known[counts, kept])
    return frozenset(found)


_Cell = tuple[str, str, str | None]


def _apart(leaves: Sequence[LeafFigure], sums: Mapping[str, Sequence[str]]) -> Iterable[Sequence[LeafFigure]]:
    """Leaves of periods that no sum joins share no cell."""
    home: dict[str, str] = {}
    for label, periods in sums.items():
        for period in periods:
            if home.setdefault(period, label) != label:
                raise ProblemError(f"period {period} stands in two sums: {home[period]} and {label}.")
    groups: dict[str, list[LeafFigure]] = {}
    for leaf in leaves:
        groups.setdefault(home.get(leaf.period, leaf.period), []).append(leaf)
    return groups.values()


def _hidden(
    leaves: Sequence[LeafFigure],
    paths: Paths,
    least: int,
    held: frozenset[_Cell],
    sums: Mapping[str, Sequence[str]],
) -> frozenset[_Cell]:
    every = _board(leaves, paths, sums, lambda leaf: leaf.people)
    hidden = protect(every, least=least, held=held).hidden
    if all(leaf.counts for leaf in leaves):
        return hidden
    counted = _board(leaves, paths, sums, lambda leaf: leaf.people if leaf.counts else 0)
    while True:
        both = hidden | protect(counted, least=least, held=hidden).hidden
        if both == hidden:
            return hidden
        hidden = both | protect(every, least=least, held=both).hidden


def _board(
    leaves: Sequence[LeafFigure],
    paths: Paths,
    sums: Mapping[str, Sequence[str]],
    count: Callable[[LeafFigure], int],
) -> Board[_Cell]:
    ways: dict[tuple[str, str], dict[str, Path]] = {}
    for spot, path in paths.items():
        ways.setdefault((spot.unit, spot.period), {})[spot.hierarchy] = path
    hierarchies = sorted({spot.hierarchy for spot in paths})
    label_of = {period: label for label, periods in sums.items() for period in periods}
    atoms: dict[_Cell, int] = {}
    trees: list[dict[_Cell, list[_Cell]]] = [{} for _ in range(len(hierarchies) * (2 if label_of else 1))]
    for leaf in leaves:
        way = ways.get((leaf.unit, leaf.period), {})
        if lost := [h for h in hierarchies if h not in way]:
            raise ProblemError(f"no path for {leaf.unit}, {leaf.period}, in {', '.join(lost)}.")
        atom = (leaf.period, way[hierarchies[0]][-1], leaf.programme)
        atoms[atom] = count(leaf)
        for number, hierarchy in enumerate(hierarchies):
            trees[number][atom] = [(leaf.period, node, None) for node in way[hierarchy]]
            if label_of:
                label = label_of.get(leaf.period)
                wide: list[_Cell] = [(label, node, None) for node in way[hierarchy]] if label else []
                if label:
                    wide.append((label, way[hierarchy][-1], leaf.programme))
                trees[number + len(hierarchies)][atom] = wide
    return Board(atoms, trees)
