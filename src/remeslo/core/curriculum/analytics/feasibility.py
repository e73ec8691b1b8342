"""Which units can ever be taken, how early, and what stands in the way of the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from remeslo.core.curriculum.analytics.graph import UnitGraph
from remeslo.core.curriculum.analytics.paths import knots
from remeslo.core.curriculum.analytics.requisites import (
    AllOf,
    AnyOf,
    Need,
    Requisite,
    RequisiteKind,
    UnitKey,
    conjuncts,
    mandatory,
    needs,
)


@dataclass(frozen=True, slots=True)
class Circle:
    """
    Requisites that chase each other: each unit is required by the next, the first is repeated at the end.

    Parameters
    ----------
    kinds
        Kind of each step; at least one is a prerequisite. ``strict`` may be read against its arrow: begun together.
    knot
        Every unit that a way leads to from the circle and back, in the order of the graph.
    """

    units: tuple[UnitKey, ...]
    kinds: tuple[RequisiteKind, ...]
    knot: tuple[UnitKey, ...]


@dataclass(frozen=True, slots=True)
class DeadChoice:
    """A choice none of whose branches can ever be met; for each branch the needs in it that cannot."""

    unit: UnitKey
    branches: tuple[tuple[Need, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Feasibility:
    """
    What can be taken when terms hold any amount.

    Parameters
    ----------
    earliest
        Unit -> the first step (from 1) in which it can be taken, a step being a term in which everything taken is
        finished; ``None``: never. All earliest steps together are a plan.
    unknown
        (unit, key) for needs, outside any choice, of units that the graph does not have.
    circles
        One shortest circle through each knot of requisites outside choices that cannot be met.
    choices
        Choices without a branch that can be met.
    """

    earliest: Mapping[UnitKey, int | None]
    unknown: tuple[tuple[UnitKey, UnitKey], ...]
    circles: tuple[Circle, ...]
    choices: tuple[DeadChoice, ...]

    @cached_property
    def never(self) -> tuple[UnitKey, ...]:
        """Units that can never be taken."""
        return tuple(k for k, step in self.earliest.items() if step is None)

    @property
    def is_feasible(self) -> bool:
        """True when everything can be taken."""
        return not self.never

    @property
    def least_steps(self) -> int | None:
        """Terms that the requisites alone make necessary; ``None`` when something can never be taken."""
        if not self.is_feasible:
            return None
        return max((step for step in self.earliest.values() if step is not None), default=0)


def feasibility(graph: UnitGraph) -> Feasibility:
    """
    Earliest steps as the least fixed point of t(v) = max over conjuncts, min over branches, of t(u) + 1 or t(u).

    A strict corequisite binds both ways. In the least fixed point no step below the highest is empty, so that a value
    above the number of units is without end. Möhring, Skutella, Stork, "Scheduling with AND/OR precedence constraints"
    (SIAM J. Comput. 33, 2004) for the fixed point; O(units^2 x arcs) at worst.
    """
    earliest = _earliest(graph)
    return Feasibility(
        earliest=earliest,
        unknown=tuple((u.key, n.unit) for u in graph.units for n in mandatory(u.requisite) if n.unit not in earliest),
        circles=tuple(circles(graph)),
        choices=tuple(_dead_choices(graph, earliest)),
    )


Steps = Mapping[UnitKey, int | None]


def _earliest(graph: UnitGraph) -> dict[UnitKey, int | None]:
    together: dict[UnitKey, list[UnitKey]] = {u.key: [] for u in graph.units}
    for u in graph.units:
        for need in mandatory(u.requisite):
            if need.kind is RequisiteKind.STRICT and need.unit in together:
                together[need.unit].append(u.key)
    least: dict[UnitKey, int | None] = {u.key: 1 for u in graph.units}
    waiting = dict.fromkeys(least)
    while waiting:
        key = next(iter(waiting))
        del waiting[key]
        asked = [_step(graph.by_key[key].requisite, least), *(least[k] for k in together[key])]
        known = [s for s in asked if s is not None]
        step = max(known, default=1) if len(known) == len(asked) else None
        if step is not None and step > len(graph.units):
            step = None
        if step != least[key]:
            least[key] = step
            waiting |= dict.fromkeys(graph.after[key])
            waiting |= dict.fromkeys(n.unit for n in mandatory(graph.by_key[key].requisite) if n.unit in least)
    return least


def _step(requisite: Requisite, least: Steps) -> int | None:
    """The first step in which a requisite is met, given those of the units; ``None``: never."""
    if isinstance(requisite, Need):
        step = least.get(requisite.unit)
        return None if step is None else step + requisite.kind.steps
    steps = [_step(part, least) for part in requisite.parts]
    known = [s for s in steps if s is not None]
    if isinstance(requisite, AllOf):
        return max(known, default=1) if len(known) == len(steps) else None
    return min(known, default=None)


def _dead_choices(graph: UnitGraph, earliest: Steps) -> Iterator[DeadChoice]:
    for unit in graph.units:
        for part in conjuncts(unit.requisite):
            if isinstance(part, AnyOf) and _step(part, earliest) is None:
                yield DeadChoice(unit.key, tuple(_dead(branch, earliest) for branch in part.parts))


def _dead(branch: Requisite, earliest: Steps) -> tuple[Need, ...]:
    return tuple(n for n in needs(branch) if _step(n, earliest) is None)


def circles(graph: UnitGraph) -> Iterator[Circle]:
    """
    One shortest circle with a prerequisite in it through each knot of outright requisites.

    Requisites are steps ``before -> after``, strict ones both ways.
    """
    ways: dict[UnitKey, dict[UnitKey, RequisiteKind]] = {u.key: {} for u in graph.units}
    for u in graph.units:
        for need in mandatory(u.requisite):
            if need.unit in ways:
                _join(ways, need.unit, u.key, need.kind)
                if need.kind is RequisiteKind.STRICT:
                    _join(ways, u.key, need.unit, need.kind)
    for knot in knots({k: tuple(v) for k, v in ways.items()}):
        inside = frozenset(knot)
        ordered = tuple(k for k in ways if k in inside)
        found = [
            _shortest(ways, inside, before, after)
            for before in ordered
            for after, kind in ways[before].items()
            if after in inside and kind is RequisiteKind.PRE
        ]
        if found:
            units = min(found, key=len)
            kinds = tuple(ways[a][b] for a, b in pairwise(units))
            yield Circle(units, kinds, ordered)


def _join(ways: dict[UnitKey, dict[UnitKey, RequisiteKind]], a: UnitKey, b: UnitKey, kind: RequisiteKind) -> None:
    known = ways[a].get(b)
    if known is None or kind.steps > known.steps:
        ways[a][b] = kind


def _shortest(
    ways: Mapping[UnitKey, Mapping[UnitKey, RequisiteKind]],
    inside: frozenset[UnitKey],
    before: UnitKey,
    after: UnitKey,
) -> tuple[UnitKey, ...]:
    """The shortest circle that begins with the step ``before -> after``."""
    came: dict[UnitKey, UnitKey] = {after: before}
    waiting = [after]
    for key in waiting:
        if key == before:
            break
        for other in ways[key]:
            if other in inside and other not in came:
                came[other] = key
                waiting.append(other)
    path = [before]
    while path[-1] != after:
        path.append(came[path[-1]])
    return (*reversed([*path, before]),) if before == after else (before, *reversed(path))
