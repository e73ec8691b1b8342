"""An individual plan as its page shows it: what is skipped and when, the own term, the norms that hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from remeslo.core.base.calendar import AcademicCalendar
from remeslo.core.competence.courses.choice import has_lessons
from remeslo.core.competence.design import DesignElement
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermResult
from remeslo.core.curriculum.whatif.differences import PlanDifference, differences
from remeslo.core.line.individual.continuation import NormKept, WithGroup, norms_kept, with_group
from remeslo.core.line.individual.credit import Credit
from remeslo.web.apps.programmes.queries import Planned


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A recognised element: hours left out, and first and last week (number, monday) in which the group has them."""

    element: DesignElement
    hours: int
    first: tuple[int, date] | None
    last: tuple[int, date] | None


@dataclass(frozen=True, slots=True)
class FreeWeek:
    """Hours of a week in which the group is taught something that the learner knows."""

    number: int
    monday: date
    hours: int
    of: int


@dataclass(frozen=True, slots=True)
class MovedLine:
    """An element that the own plan has elsewhere; weeks by number from 1."""

    title: str
    index: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerBoard:
    """
    Everything that follows from what is recognised.

    Parameters
    ----------
    group_weeks
        Term of the group; ``None`` without a plan.
    """

    given: Credit
    hours: int
    skipped: tuple[SkippedLine, ...]
    free: tuple[FreeWeek, ...]
    group_weeks: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerm:
    """The own plan against the group's."""

    result: TermResult
    weeks_saved: int | None
    moved: tuple[MovedLine, ...]
    difference: PlanDifference | None


def board(given: Credit, found: Planned, from_week: int) -> LearnerBoard:
    """What a learner skips of the group's plan."""
    outcome = found.outcome
    plan = outcome.result.plan if outcome.result is not None else None
    if plan is None or outcome.problem is None or outcome.design is None:
        return LearnerBoard(given=given, hours=0, skipped=(), free=(), group_weeks=None)
    beside: WithGroup = with_group(plan, given.elements, from_week=from_week)
    elements = {e.index: e for e in outcome.design.elements}
    calendar = outcome.problem.calendar
    skipped = tuple(
        SkippedLine(elements[s.element], s.hours, _week(calendar, s.weeks, 0), _week(calendar, s.weeks, 1))
        for s in beside.skipped
        if s.element in elements
    )
    free = tuple(FreeWeek(w + 1, calendar.weeks[w].monday, hours, plan.in_week(w)) for w, hours in beside.free.items())
    return LearnerBoard(
        given=given, hours=sum(s.hours for s in skipped), skipped=skipped, free=free, group_weeks=plan.weeks
    )


def own_term(result: TermResult, found: Planned) -> OwnTerm:
    """The shortest own plan beside the group's."""
    outcome = found.outcome
    plan = outcome.result.plan if outcome.result is not None else None
    if plan is None or result.plan is None or outcome.design is None:
        return OwnTerm(result=result, weeks_saved=None, moved=(), difference=None)
    both = differences(plan, result.plan)
    elements: Mapping[str, DesignElement] = {e.index: e for e in outcome.design.elements}
    moved = tuple(
        MovedLine(elements[m.key].title, m.key, _numbers(m.before), _numbers(m.after), m.hours_after)
        for m in both.moves
        if m.key in elements and m.after is not None
    )
    saved = plan.weeks - result.plan.weeks
    return OwnTerm(result=result, weeks_saved=saved, moved=moved, difference=both)


SWITCHES = ("final_attestation_last", "module_exam_last", "holiday_hours_recovered")
"""Norms that are on or off."""


def norms(problem: TermProblem | None, own: TermProblem | None) -> Sequence[NormKept]:
    """The norms of the programme and what is left of them for the learner."""
    return norms_kept(problem, own) if problem is not None and own is not None else ()


def tickable(
    found: Planned, taken: frozenset[str]
) -> tuple[tuple[DesignElement, tuple[tuple[Any, bool], ...], bool], ...]:
    """Elements to recognise with their outcomes, each with whether it is asked for already."""
    design = found.outcome.design
    if design is None:
        return ()
    outcomes = {o.key: o for o in design.model.outcomes}
    return tuple(
        (e, tuple((outcomes[o], o in taken) for o in e.first if o in outcomes), e.index in taken)
        for e in has_lessons(design)
    )


def _week(calendar: AcademicCalendar, weeks: tuple[int, int] | None, end: int) -> tuple[int, date] | None:
    return None if weeks is None else (weeks[end] + 1, calendar.weeks[weeks[end]].monday)


def _numbers(span: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if span is None else (span[0] + 1, span[1] + 1)
