"""Blocking factor, delay factor, structural complexity, centrality and degree, of units and of the whole."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.curriculum.analytics.graph import System, UnitGraph
from remeslo.core.curriculum.analytics.paths import Neighbours, depths, knots, on_circles, reach
from remeslo.core.curriculum.analytics.requisites import UnitKey

QUARTER_FACTOR = Fraction(2, 3)
"""Complexity of a plan in quarters is put on the scale of semesters (CurricularAnalytics.jl, `complexity`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMeasures:
    """
    What one unit means for the order of all; whole numbers >= 0.

    Parameters
    ----------
    blocking
        b(v) = |{w : a path leads from v to w}|: units that cannot be taken while this one is not passed.
    delay
        d(v) = number of units on the longest path through v, v counted, >= 1. ``None``: the path runs into a circle.
    centrality
        q(v) = sum of #(p) over all paths p from a source to a sink on which v is neither; 0 for sources and sinks.
        ``None`` as for delay.
    complexity
        The cruciality of the unit: h(v) = b(v) + d(v), in quarter systems two thirds of it rounded to tenths.
    requires, required_by
        In-degree and out-degree: units it names, units that name it.
    ancestors
        Units that must (or, in choices, may have to) come before it.
    """

    blocking: int
    delay: int | None
    centrality: int | None
    complexity: Fraction | None
    requires: int
    required_by: int
    ancestors: int

    @property
    def degree(self) -> int:
        """Arcs that touch it."""
        return self.requires + self.required_by


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphMeasures:
    """
    The measures of a curriculum: sums over its units; ``None`` where a circle leaves a unit without.

    Parameters
    ----------
    arcs
        Pairs of units joined by a requisite.
    """

    units: Mapping[UnitKey, UnitMeasures]
    arcs: int
    blocking: int
    delay: int | None
    centrality: int | None
    complexity: Fraction | None


def measures(graph: UnitGraph) -> GraphMeasures:
    """
    The measures of a graph, each branch of a choice counted as an arc, as the public definitions do.

    Sources: arXiv:1811.09676 §3; CurricularAnalytics.jl, `blocking_factor`, `delay_factor`, `centrality`, `complexity`.
    Paths are counted, not walked: O(units x arcs).
    """
    circles = on_circles(graph.after)
    below = {u.key: reach(u.key, graph.after) for u in graph.units}
    above = {u.key: reach(u.key, graph.before) for u in graph.units}
    down_ways = _within(graph.after, {k for k in below if not circles & (below[k] | {k})})
    up_ways = _within(graph.before, {k for k in above if not circles & (above[k] | {k})})
    down, up = depths(down_ways), depths(up_ways)
    downs, ups = _paths(down_ways), _paths(up_ways)
    units = {
        u.key: _unit(graph, u.key, len(below[u.key]), len(above[u.key]), down, up, downs, ups) for u in graph.units
    }
    return GraphMeasures(
        units=units,
        arcs=len(graph.arcs),
        blocking=sum(m.blocking for m in units.values()),
        delay=_total([m.delay for m in units.values()]),
        centrality=_total([m.centrality for m in units.values()]),
        complexity=_sum([m.complexity for m in units.values()]),
    )


def _unit(
    graph: UnitGraph,
    key: UnitKey,
    blocking: int,
    ancestors: int,
    down: Mapping[UnitKey, int],
    up: Mapping[UnitKey, int],
    downs: "Paths",
    ups: "Paths",
) -> UnitMeasures:
    sound = key in down and key in up
    delay = up[key] + down[key] - 1 if sound else None
    return UnitMeasures(
        blocking=blocking,
        delay=delay,
        centrality=_centrality(key, downs, ups) if sound else None,
        complexity=None if delay is None else _complexity(blocking + delay, graph.system),
        requires=len(graph.before[key]),
        required_by=len(graph.after[key]),
        ancestors=ancestors,
    )


Paths = Mapping[UnitKey, tuple[int, int]]
"""Unit -> number of paths from it to an end, and the units on all of them together."""


def _paths(neighbours: Neighbours) -> Paths:
    found: dict[UnitKey, tuple[int, int]] = {}
    for (key,) in reversed(knots(neighbours)):
        nexts = [found[n] for n in neighbours[key]]
        count = sum(n for n, _ in nexts) if nexts else 1
        found[key] = count, count + sum(length for _, length in nexts)
    return found


def _centrality(key: UnitKey, downs: Paths, ups: Paths) -> int:
    """Every way down joined with every way up, the unit itself counted once; ends of paths have none."""
    (count_down, units_down), (count_up, units_up) = downs[key], ups[key]
    if (count_down, units_down) == (1, 1) or (count_up, units_up) == (1, 1):
        return 0
    return units_down * count_up + units_up * count_down - count_up * count_down


def _complexity(whole: int, system: System) -> Fraction:
    return Fraction(whole) if system is System.SEMESTER else Fraction(round(whole * QUARTER_FACTOR * 10), 10)


def _within(neighbours: Neighbours, kept: Set[UnitKey]) -> Neighbours:
    return {k: tuple(n for n in v if n in kept) for k, v in neighbours.items() if k in kept}


def _total(values: list[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def _sum(values: list[Fraction | None]) -> Fraction | None:
    known = [v for v in values if v is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None
