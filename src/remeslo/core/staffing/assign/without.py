"""If one person leaves: what breaks, and the mend with the fewest changes, then the fewest hours above the rates."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.assign.allowed import allowed
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.parts import districts
from remeslo.core.staffing.assign.problem import MENDING, AssignmentProblem, Objective
from remeslo.core.staffing.assign.result import Assignment, AssignmentScore
from remeslo.core.staffing.assign.rings import around
from remeslo.core.staffing.assign.score import loads, score
from remeslo.core.staffing.assign.table import Table
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.result import CancelledFn


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A duty that goes from one person to another; ``None``: from or to nobody."""

    duty: DutyKey
    before: PersonKey | None
    after: PersonKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overload:
    """A person who would teach more above the rate than now: hours above it in a study year, before and after."""

    person: PersonKey
    year: int
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """
    What becomes of an assignment when a person leaves.

    Parameters
    ----------
    lost
        Duties that the person would no longer teach, and their hours.
    sole
        Those of them that nobody else may teach at all: single points of failure.
    plan, score
        The mended assignment, judged with the objectives' order of mending.
    takeovers
        Who takes over what is lost (``after`` is ``None`` where nobody does).
    moved
        Duties of others that change hands for it.
    overloads
        People who come to teach more above their rates.
    uncovered
        Duties that somebody taught and that nobody would teach.
    covered_is_proven, moves_are_proven
        True when no mend leaves fewer hours uncovered; and none of those moves fewer duties of others.
    """

    person: PersonKey
    from_day: date | None
    lost: tuple[DutyKey, ...]
    hours: int
    sole: tuple[DutyKey, ...]
    plan: Assignment
    before: AssignmentScore
    score: AssignmentScore
    takeovers: tuple[Change, ...]
    moved: tuple[Change, ...]
    overloads: tuple[Overload, ...]
    uncovered: tuple[DutyKey, ...]
    covered_is_proven: bool
    moves_are_proven: bool


def without(
    problem: AssignmentProblem,
    plan: Assignment,
    person: PersonKey,
    *,
    from_day: date | None = None,
    limit_s: float = 10.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 1,
    cancelled: CancelledFn | None = None,
) -> Leaving:
    """
    The cheapest mend when a person leaves: least uncovered hours, then fewest changes for others, then the rest.

    Parameters
    ----------
    plan
        The assignment that stands.
    from_day
        First day without the person: duties that end before it stay, those that run on are given away whole. ``None``:
        the person teaches nothing.

    Raises
    ------
    ProblemError
        When the person is not of the problem, or the assignment breaks rules: it is to be mended first.
    """
    if person not in problem.person_of:
        raise ProblemError(f"person {person} is not of the problem.")
    if broken := [f for f in check(problem, plan) if f.hard]:
        raise ProblemError(f"the assignment breaks {broken[0].code} at {broken[0].where}.")
    effort = Effort(limit_s, work_limit, seed, workers, cancelled)
    mending = mending_of(problem, plan, person, from_day)
    lost = tuple(d for d in plan.of(person) if d in problem.duty_of and (d, person) in mending.forbidden)
    kept = dict(plan.person_of)
    for d in lost:
        del kept[d]
    after, is_covered, is_fewest = dict(kept), True, True
    for part in districts(mending):
        if not set(lost) & part.duty_of.keys():
            continue
        table = Table(part)
        asked = (Objective.UNCOVERED, Objective.CHANGES)
        found = around(
            table, table.stand(Assignment(kept)), (table.duty[d] for d in lost if d in table.duty), effort, asked=asked
        )
        after = {d: p for d, p in after.items() if d not in part.duty_of} | dict(table.plan(found.stand).person_of)
        is_covered = is_covered and Objective.UNCOVERED in found.proven
        is_fewest = is_fewest and Objective.CHANGES in found.proven
    order = [d.key for d in problem.duties]
    mended = Assignment({d: after[d] for d in order if d in after}, tuple(d for d in order if d not in after))
    return Leaving(
        person=person,
        from_day=from_day,
        lost=lost,
        hours=sum(problem.duty_of[d].hours for d in lost),
        sole=tuple(d for d in lost if not allowed(mending, problem.duty_of[d])),
        plan=mended,
        before=score(problem, plan),
        score=score(mending, mended),
        takeovers=tuple(Change(duty=d, before=person, after=after.get(d)) for d in lost),
        moved=tuple(Change(duty=d, before=p, after=after.get(d)) for d, p in kept.items() if after.get(d) != p)
        + tuple(Change(duty=d, before=None, after=p) for d, p in mended.person_of.items() if d not in plan.person_of),
        overloads=_overloads(problem, plan, mended, person),
        uncovered=tuple(d for d in mended.uncovered if d in plan.person_of),
        covered_is_proven=is_covered,
        moves_are_proven=is_fewest,
    )


def mending_of(
    problem: AssignmentProblem, plan: Assignment, person: PersonKey, from_day: date | None
) -> AssignmentProblem:
    """The problem after somebody has left, with what stands as present and the order of mending."""
    gone = frozenset((d.key, person) for d in problem.duties if _is_after(d, from_day))
    lost = {d for d, _ in gone}
    return problem.changed(
        forbidden=problem.forbidden | gone,
        pinned={d: p for d, p in problem.pinned.items() if p != person or d not in lost},
        present={d: p for d, p in plan.person_of.items() if p != person or d not in lost},
        objective=MENDING,
    )


def _is_after(duty: Duty, from_day: date | None) -> bool:
    return from_day is None or duty.last >= from_day


def _overloads(
    problem: AssignmentProblem, plan: Assignment, mended: Assignment, gone: PersonKey
) -> tuple[Overload, ...]:
    had, has, found = loads(problem, plan), loads(problem, mended), []
    for (person, year), hours in sorted(has.items()):
        paid = problem.rate_hours(problem.person_of[person])
        before, after = max(0, had.get((person, year), 0) - paid), max(0, hours - paid)
        if after > before and person != gone:
            found.append(Overload(person=person, year=year, before=before, after=after))
    return tuple(found)
