"""Requisites that say nothing new: others imply them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from remeslo.core.curriculum.analytics.feasibility import circles
from remeslo.core.curriculum.analytics.graph import UnitGraph
from remeslo.core.curriculum.analytics.paths import reach
from remeslo.core.curriculum.analytics.requisites import (
    AllOf,
    AnyOf,
    Basis,
    Need,
    Requisite,
    RequisiteKind,
    UnitKey,
    conjuncts,
    mandatory,
    needs,
    without,
)


@dataclass(frozen=True, slots=True)
class RedundantRequisite:
    """
    A requisite that may be dropped: what can be taken when stays the same.

    Parameters
    ----------
    dropped
        One need, or a choice of which some branch is met anyway.
    through
        The chain that implies it: from the required unit to this one, both included.
    public
        True when `extraneous_requisites` of CurricularAnalytics.jl lists it too: it keeps a prerequisite wherever the
        required unit is also a corequisite of something on a way here, though the chain implies it all the same.
    """

    unit: UnitKey
    dropped: Need | AnyOf
    through: tuple[UnitKey, ...]
    public: bool


def redundant(graph: UnitGraph) -> tuple[RedundantRequisite, ...]:
    """
    Requisites implied by the others, each in turn: all of them together may be dropped.

    A need of u in v is implied when the outright requisites left lead from u to v, with a prerequisite among them where
    the need is one; a strict corequisite when other strict ones join the two. Of requisites that make a circle none is
    called redundant: one of them has to go anyway. Only requisites that somebody gave are asked, and only they imply.
    """
    left: dict[UnitKey, Requisite] = {u.key: u.requisite for u in graph.units}
    knot_of = {key: n for n, circle in enumerate(circles(graph)) for key in circle.knot}
    found: list[RedundantRequisite] = []
    for unit in graph.units:
        for part in (p for p in conjuncts(unit.requisite) if _is_given(p)):
            rest = {**left, unit.key: without(left[unit.key], part)}
            chain = _implied(part, unit.key, _ways(rest))
            if chain is not None and len({knot_of.get(k, -n) for n, k in enumerate(chain, start=1)}) == len(chain):
                left = rest
                found.append(RedundantRequisite(unit.key, part, chain, _is_public(graph, unit.key, part)))
    return tuple(found)


def trimmed(graph: UnitGraph) -> UnitGraph:
    """The graph without what is redundant."""
    units = {u.key: u for u in graph.units}
    for r in redundant(graph):
        unit = units[r.unit]
        units[r.unit] = replace(unit, requisite=without(unit.requisite, r.dropped))
    return replace(graph, units=tuple(units.values()))


def _is_given(part: Need | AnyOf) -> bool:
    return all(n.basis is Basis.GIVEN for n in needs(part))


Ways = Mapping[UnitKey, tuple[tuple[UnitKey, RequisiteKind], ...]]


def _ways(requisites: Mapping[UnitKey, Requisite]) -> Ways:
    """Outright given requisites as steps from the required unit; strict ones both ways."""
    ways: dict[UnitKey, list[tuple[UnitKey, RequisiteKind]]] = {k: [] for k in requisites}
    for key, requisite in requisites.items():
        for need in mandatory(requisite):
            if need.unit in ways and need.basis is Basis.GIVEN:
                ways[need.unit].append((key, need.kind))
                if need.kind is RequisiteKind.STRICT:
                    ways[key].append((need.unit, need.kind))
    return {k: tuple(v) for k, v in ways.items()}


def _implied(part: Requisite, unit: UnitKey, ways: Ways) -> tuple[UnitKey, ...] | None:
    """A chain by which the part is met anyway; of a choice that of its first branch that is."""
    if isinstance(part, Need):
        return _chain(part, unit, ways)
    chains = [_implied(p, unit, ways) for p in part.parts]
    if isinstance(part, AllOf):
        return None if any(c is None for c in chains) else next((c for c in chains if c), None)
    return next((c for c in chains if c is not None), None)


def _chain(need: Need, unit: UnitKey, ways: Ways) -> tuple[UnitKey, ...] | None:
    """Shortest way from the required unit here, in a walk over (unit, whether a prerequisite was passed)."""
    if need.unit == unit:
        return None if need.kind is RequisiteKind.PRE else (unit,)
    if need.unit not in ways:
        return None
    strict = need.kind is RequisiteKind.STRICT
    start = (need.unit, 0)
    came: dict[tuple[UnitKey, int], tuple[UnitKey, int]] = {start: start}
    waiting = [start]
    for here in waiting:
        for other, kind in ways[here[0]]:
            there = (other, max(here[1], kind.steps))
            if there not in came and (not strict or kind is RequisiteKind.STRICT):
                came[there] = here
                waiting.append(there)
    for end in ((unit, n) for n in (0, 1) if n >= need.kind.steps):
        if end in came:
            return tuple(_back(end, came))
    return None


def _back(end: tuple[UnitKey, int], came: Mapping[tuple[UnitKey, int], tuple[UnitKey, int]]) -> Iterator[UnitKey]:
    path = [end]
    while came[path[-1]] != path[-1]:
        path.append(came[path[-1]])
    yield from (key for key, _passed in reversed(path))


def _is_public(graph: UnitGraph, unit: UnitKey, part: Need | AnyOf) -> bool:
    """The public rule: a longer way, and no unit on a way here that takes the required one as a corequisite."""
    if isinstance(part, AnyOf):
        return False
    kinds = {a.after: a.need.kind for a in graph.arcs if a.before == part.unit}
    leads = {n for n in kinds if n == unit or unit in reach(n, graph.after)}
    return len(leads) > 1 and all(kinds[n] is RequisiteKind.PRE for n in leads)
