"""
Weeks of term at stake: what a programme's term becomes while elements have nobody to teach them.

Asked from the term part: the same problem with the weeks of those elements closed until somebody has the right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, ProgrammeKey
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.result import CancelledFn, Status, TermPlan, TermResult
from remeslo.core.curriculum.solve import answer
from remeslo.core.curriculum.whatif.apply import apply_all
from remeslo.core.curriculum.whatif.change import Aspect, Change
from remeslo.core.staffing.duty import Duty, DutyKey

Closed = Mapping[ElementKey, int | None]
"""Elements without a teacher, and the first week of the group's calendar that has one; ``None``: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """
    What elements without a teacher cost a programme.

    Parameters
    ----------
    weeks_before, weeks_after
        Terms with and without teachers; ``None`` where no plan is known.
    bound_after
        No plan without them has fewer weeks; 0 where nothing is known.
    lost
        Weeks by which the term grows; ``None`` where one of the terms is not known.
    impossible
        True: proven that without a teacher for these elements the programme cannot be carried out at all.
    new_curriculum
        True: only when hours that a confirmed curriculum fixes by semester may move.
    proven
        True when ``lost`` is exact, or when it is proven impossible.
    """

    programme: ProgrammeKey
    closed: Closed
    weeks_before: int | None
    weeks_after: int | None
    bound_after: int
    lost: int | None
    impossible: bool
    new_curriculum: bool
    proven: bool


def stakes(
    problem: TermProblem,
    closed: Closed,
    *,
    base: TermResult | None = None,
    limit_s: float = 10.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    cancelled: CancelledFn | None = None,
) -> Stakes:
    """
    What the term becomes when these elements lie in no week before the one named.

    Parameters
    ----------
    base
        The result of the problem itself, solved first when not given.

    A known plan that lies after these weeks anyway is an answer at once. Where hours fixed by semester leave no plan,
    the question is asked again with them free. The calendar is one course longer than the problem's, so that a delay
    shows as a longer term. Limits are as in the term's `solve`, for each of the solves, at most three. Raises
    ProblemError for an element that the problem does not have.
    """
    wrong = sorted(closed.keys() - problem.by_key.keys())
    if wrong:
        raise ProblemError(f"programme {problem.key}: unknown elements {', '.join(wrong)}.")
    limits = Limits(limit_s, work_limit, seed, workers, None, cancelled)
    if any(week is None and _is_certain(problem, problem.by_key[key]) for key, week in closed.items()):
        return _told(problem, closed, base, TermResult(Status.INFEASIBLE, None, None, 0), freed=False)
    before = answer(problem, limits, weeks_only=True) if base is None else base
    if before.plan is not None and not _touches(before.plan, closed):
        return _told(problem, closed, before, before, freed=False)
    asked = replace(problem, elements=tuple(_closed(problem, e, closed) for e in problem.elements))
    asked = apply_all(asked, (Change(Aspect.CALENDAR, by=1),))
    result = answer(asked, limits, weeks_only=True)
    fixed = any(e.semester_hours for e in problem.elements if e.key in closed)
    if result.status is not Status.INFEASIBLE or not fixed:
        return _told(problem, closed, before, result, freed=False)
    result = answer(apply_all(asked, (Change(Aspect.CURRICULUM),)), limits, weeks_only=True)
    return _told(problem, closed, before, result, freed=result.status is not Status.INFEASIBLE)


def first_week(start_year: int, day: date) -> int:
    """Index, >= 0, of the first whole week, from that of 1 September of a year, that begins on a day or later."""
    first = date(start_year, 9, 1)
    monday = first - timedelta(days=first.weekday())
    return max(0, -(-(day - monday).days // 7))


def closed_by(
    duties: Iterable[Duty], from_day: Mapping[DutyKey, date | None], start_years: Mapping[str, int]
) -> Mapping[ProgrammeKey, Closed]:
    """
    Which elements of which programmes are closed until when, while these duties have nobody.

    Parameters
    ----------
    from_day
        Duties without a teacher, and the day from which somebody would have the right; ``None``: never.
    start_years
        Year of the 1 September on which each group began: the weeks are the group's own. Of several groups (and parts)
        the latest week counts, as if each had to be taught.
    """
    found: dict[ProgrammeKey, dict[ElementKey, int | None]] = {}
    for duty in duties:
        if duty.key in from_day:
            day, own = from_day[duty.key], found.setdefault(duty.programme, {})
            week = None if day is None else first_week(start_years[duty.group], day)
            known = own.get(duty.element, 0)
            own[duty.element] = None if week is None or known is None else max(week, known)
    return found


def _touches(plan: TermPlan, closed: Closed) -> bool:
    """True when the plan has an hour of these elements before their first week."""
    return any(
        week is None or first < week
        for key, week in closed.items()
        for first in [min(plan.hours.get(key, {}), default=-1)]
        if first >= 0
    )


def _is_certain(problem: TermProblem, element: TermElement) -> bool:
    """True when every plan has the element, in weeks that are still to come."""
    return not element.optional and sum(problem.done.get(element.key, {}).values()) < element.hours_min


def _closed(problem: TermProblem, element: TermElement, closed: Closed) -> TermElement:
    """The element without the weeks before the one named; weeks beyond the calendar's end stay open."""
    if element.key not in closed:
        return element
    week = closed[element.key]
    if week is None:
        return replace(element, weeks_allowed=frozenset())
    longest = 2 * max(len(problem.calendar), week + 1) + 52
    allowed = frozenset(range(longest)) if element.weeks_allowed is None else element.weeks_allowed
    return replace(element, weeks_allowed=frozenset(w for w in allowed if w >= week))


def _told(
    problem: TermProblem, closed: Closed, before: TermResult | None, result: TermResult, *, freed: bool
) -> Stakes:
    impossible = result.status is Status.INFEASIBLE
    weeks = None if before is None else before.weeks
    both = before is not None and before.status is result.status is Status.OPTIMAL
    return Stakes(
        programme=ProgrammeKey(problem.key),
        closed=dict(closed),
        weeks_before=weeks,
        weeks_after=result.weeks,
        bound_after=result.bound,
        lost=None if weeks is None or result.weeks is None else result.weeks - weeks,
        impossible=impossible,
        new_curriculum=freed,
        proven=both or impossible,
    )
