"""What differs between two plans of one programme: elements moved, weeks, hours."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.result import TermPlan


@dataclass(frozen=True, slots=True)
class ElementMove:
    """
    An element that lies elsewhere than before.

    Parameters
    ----------
    before, after
        First and last week (indices); ``None``: not in that plan.
    hours_before, hours_after
        All its hours.
    hours_moved
        Hours that lie in weeks where they did not lie before.
    """

    key: ElementKey
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    hours_before: int
    hours_after: int
    hours_moved: int


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """
    Differences of two plans.

    Parameters
    ----------
    moves
        Elements whose weekly hours differ, in the order of the new plan, those that left at the end.
    hours_moved
        Of all elements together.
    load
        Weeks whose load differs: week index to (hours before, hours after).
    """

    weeks_before: int
    weeks_after: int
    moves: tuple[ElementMove, ...]
    hours_moved: int
    load: Mapping[int, tuple[int, int]]


def differences(before: TermPlan, after: TermPlan) -> PlanDifference:
    """What differs between two plans."""
    keys = [*after.hours, *(k for k in before.hours if k not in after.hours)]
    moves = tuple(m for m in (_move(k, before, after) for k in keys) if m is not None)
    weeks = range(max(before.weeks, after.weeks))
    load = {w: (before.in_week(w), after.in_week(w)) for w in weeks if before.in_week(w) != after.in_week(w)}
    return PlanDifference(before.weeks, after.weeks, moves, sum(m.hours_moved for m in moves), load)


def _move(key: ElementKey, before: TermPlan, after: TermPlan) -> ElementMove | None:
    old, new = _used(before, key), _used(after, key)
    if old == new:
        return None
    moved = sum(max(0, hours - old.get(week, 0)) for week, hours in new.items())
    return ElementMove(key, _span(old), _span(new), sum(old.values()), sum(new.values()), moved)


def _used(plan: TermPlan, key: ElementKey) -> dict[int, int]:
    return {w: h for w, h in plan.hours.get(key, {}).items() if h > 0}


def _span(weeks: Mapping[int, int]) -> tuple[int, int] | None:
    return (min(weeks), max(weeks)) if weeks else None
