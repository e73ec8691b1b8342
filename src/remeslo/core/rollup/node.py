"""Figures of nodes, rolled up: SUM / SUM over leaves, each leaf once a hierarchy, with how complete and how sure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.ratios import FigureState, completeness_of, value_of
from remeslo.core.rollup.leaf import LeafFigure, Path, Paths, Spot

NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFigure:
    """
    One indicator of one node of a hierarchy in a period.

    Parameters
    ----------
    depth
        0 for the country; the longest path has the unit itself at its end. Of a node that paths reach by ways of
        different lengths, the longest.
    editions
        First days of the definitions that its leaves were counted by: more than one is worth a remark.
    above, below
        Sums over leaves that count (see `LeafFigure.counts`); ``below`` is ``None`` for a plain sum.
    known, expected
        Sums over all leaves; ``None`` where no leaf has them.
    people
        Subjects of the leaves that count.
    people_left_out
        Subjects of leaves of which nothing is known yet.
    units_expected, units_reported
        How many units lie under the node, and how many of them tell anything of this indicator.
    states
        How many units are in which state; those that have not reported are under ``NO_DATA``.
    """

    hierarchy: str
    node: str
    depth: int
    indicator: str
    period: str
    editions: tuple[date, ...]
    above: Decimal
    below: Decimal | None
    known: Decimal | None
    expected: Decimal | None
    people: int
    people_left_out: int
    to_confirm: int
    confirmed: int
    disputed: int
    units_expected: int
    units_reported: int
    states: Mapping[FigureState, int]

    @property
    def value(self) -> Fraction | None:
        """SUM / SUM, exact; ``None`` where there is no data."""
        return value_of(self.above, self.below, self.known, self.expected) if self.units_reported else None

    @property
    def completeness(self) -> Fraction | None:
        """Facts known ÷ facts expected; ``None`` where nothing is expected."""
        return completeness_of(self.known, self.expected)

    @property
    def reported(self) -> Fraction | None:
        """Units that reported ÷ units expected; ``None`` where none is expected."""
        return Fraction(self.units_reported, self.units_expected) if self.units_expected else None

    @property
    def state(self) -> FigureState:
        """The worst state of a unit that reported; while any has not, incomplete at best."""
        told = [s for s, count in self.states.items() if count and s is not FigureState.NO_DATA]
        if not told or self.value is None:
            return FigureState.NO_DATA
        worst = min(told, key=lambda s: s.rank)
        waits = self.units_reported < self.units_expected and worst.rank > FigureState.INCOMPLETE.rank
        return FigureState.INCOMPLETE if waits else worst


def roll_up(leaves: Iterable[LeafFigure], paths: Paths) -> tuple[NodeFigure, ...]:
    """
    Figures of every node of every hierarchy that the paths name, ordered by hierarchy, depth, node, indicator, period.

    Sums are made of leaves, never of shares, and a leaf counts exactly once at each node on its unit's path. A node has
    a figure of an indicator and period as soon as one of its units has.

    Raises
    ------
    ProblemError
        When a leaf is given twice, or its unit has no path in a hierarchy that has paths for the period.
    """
    by_key: dict[tuple[str, str], dict[str, list[LeafFigure]]] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for leaf in leaves:
        identity = (leaf.unit, leaf.programme, leaf.indicator, leaf.period)
        if identity in seen:
            raise ProblemError(f"leaf {identity} is given twice.")
        seen.add(identity)
        by_key.setdefault((leaf.indicator, leaf.period), {}).setdefault(leaf.unit, []).append(leaf)
    trees: dict[str, dict[str, dict[str, Path]]] = {}
    for spot, path in paths.items():
        trees.setdefault(spot.period, {}).setdefault(spot.hierarchy, {})[spot.unit] = path
    under = {(p, h): _units_under(tree) for p, some in trees.items() for h, tree in some.items()}
    figures: list[NodeFigure] = []
    for (indicator, period), units in by_key.items():
        sums = {unit: UnitSums.of(some) for unit, some in units.items()}
        for hierarchy, tree in trees.get(period, {}).items():
            parts, depths = _parts(sums, tree, Spot(hierarchy, "", period))
            for node, some_sums in parts.items():
                spot = Spot(hierarchy, node, period)
                figures.append(_figure(spot, depths[node], indicator, some_sums, under[period, hierarchy][node]))
    return tuple(sorted(figures, key=lambda f: (f.hierarchy, f.depth, f.node, f.indicator, f.period)))


class UnitSums(NamedTuple):
    """The sums of a unit's leaves of one indicator and period; fields as in `NodeFigure`."""

    editions: frozenset[date]
    above: Decimal
    below: Decimal | None
    known: Decimal | None
    expected: Decimal | None
    people: int
    people_left_out: int
    to_confirm: int
    confirmed: int
    disputed: int
    state: FigureState

    @classmethod
    def of(cls, leaves: Sequence[LeafFigure]) -> "UnitSums":
        """Leaves of which nothing is known stand neither above nor below the line."""
        counted = [leaf for leaf in leaves if leaf.counts]
        below = [leaf.below for leaf in counted]
        if all(b is None for b in below) and any(leaf.below is not None for leaf in leaves):
            below.append(NOTHING)
        return cls(
            editions=frozenset(leaf.edition for leaf in leaves),
            above=sum((leaf.above for leaf in counted), NOTHING),
            below=_sum(below),
            known=_sum([leaf.known for leaf in leaves]),
            expected=_sum([leaf.expected for leaf in leaves]),
            people=sum(leaf.people for leaf in counted),
            people_left_out=sum(leaf.people for leaf in leaves if not leaf.counts),
            to_confirm=sum(leaf.to_confirm for leaf in leaves),
            confirmed=sum(leaf.confirmed for leaf in leaves),
            disputed=sum(leaf.disputed for leaf in leaves),
            state=state_of_unit(leaves),
        )


def state_of_unit(leaves: Sequence[LeafFigure]) -> FigureState:
    """The worst state of a unit's programmes that have data; incomplete at best while nothing is known of others."""
    states = [state for leaf in leaves if (state := leaf.state) is not FigureState.NO_DATA]
    if states and not all(leaf.counts for leaf in leaves):
        states.append(FigureState.INCOMPLETE)
    return min(states, key=lambda s: s.rank, default=FigureState.NO_DATA)


def _units_under(tree: Mapping[str, Path]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for path in tree.values():
        for node in set(path):
            counts[node] = counts.get(node, 0) + 1
    return counts


def _parts(
    sums: Mapping[str, UnitSums], tree: Mapping[str, Path], where: Spot
) -> tuple[Mapping[str, list[UnitSums]], Mapping[str, int]]:
    """By node the sums of its units, and how deep it lies."""
    parts: dict[str, list[UnitSums]] = {}
    depths: dict[str, int] = {}
    for unit, some in sums.items():
        if unit not in tree:
            raise ProblemError(f"{where.hierarchy}, {where.period}: no path for {unit}.")
        for depth, node in enumerate(tree[unit]):
            parts.setdefault(node, []).append(some)
            depths[node] = max(depths.get(node, 0), depth)
    return parts, depths


def _figure(spot: Spot, depth: int, indicator: str, units: Sequence[UnitSums], expected: int) -> NodeFigure:
    states: dict[FigureState, int] = {}
    for unit in units:
        states[unit.state] = states.get(unit.state, 0) + 1
    reported = len(units) - states.get(FigureState.NO_DATA, 0)
    if silent := expected - len(units):
        states[FigureState.NO_DATA] = states.get(FigureState.NO_DATA, 0) + silent
    return NodeFigure(
        hierarchy=spot.hierarchy,
        node=spot.unit,
        depth=depth,
        indicator=indicator,
        period=spot.period,
        editions=tuple(sorted({e for u in units for e in u.editions})),
        above=sum((u.above for u in units), NOTHING),
        below=_sum([u.below for u in units]),
        known=_sum([u.known for u in units]),
        expected=_sum([u.expected for u in units]),
        people=sum(u.people for u in units),
        people_left_out=sum(u.people_left_out for u in units),
        to_confirm=sum(u.to_confirm for u in units),
        confirmed=sum(u.confirmed for u in units),
        disputed=sum(u.disputed for u in units),
        units_expected=expected,
        units_reported=reported,
        states=states,
    )


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    told = [a for a in amounts if a is not None]
    return sum(told, NOTHING) if told else None
