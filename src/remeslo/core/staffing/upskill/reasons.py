"""Why this person goes to this session: what it saves, and what the best plan without it would cost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.result import CancelledFn, Status
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.upskill.gains import gained
from remeslo.core.staffing.upskill.problem import Going, Renewal, UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import UpskillResult
from remeslo.core.staffing.upskill.score import renews
from remeslo.core.staffing.upskill.solve import solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """
    The best plan without a going, against the plan with it.

    Parameters
    ----------
    uncovered_more, renewals_more, cost_more, unfairness_more
        What it has more of; less where negative.
    instead
        Goings that the plan with it does not have.
    proven
        True when both plans are proven best, so that the numbers are exact.
    """

    uncovered_more: int
    renewals_more: int
    cost_more: Decimal
    unfairness_more: int
    instead: tuple[Going, ...]
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyGoes:
    """
    Why a person goes to a session.

    Parameters
    ----------
    duties
        Duties that the person takes and could not without it, in the order of their first days.
    renewals
        Renewals of the person that only it keeps.
    leads_to
        Later sessions of the person that ask for what it gives.
    accepted
        True: it was accepted before planning and simply stays.
    otherwise
        The best plan without it; ``None`` where there is none, or none was found within the limits.
    """

    going: Going
    duties: tuple[DutyKey, ...]
    renewals: tuple[Renewal, ...]
    leads_to: tuple[SessionKey, ...]
    accepted: bool
    otherwise: Otherwise | None


def why_goes(
    problem: UpskillProblem,
    result: UpskillResult,
    going: Going,
    *,
    limit_s: float = 30.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    cancelled: CancelledFn | None = None,
) -> WhyGoes:
    """
    Why the plan of a result has a going; limits are as in `solve`, for the one solve without it.

    Raises ValueError when there is no plan that has it.
    """
    if result.plan is None or going not in result.plan.goes:
        raise ValueError(f"{going.person} on {going.session}: there is no plan that has it.")
    left, leads_to = _left_without(problem, result.plan, going)
    other = solve(
        replace(problem, refused=problem.refused | {going}, accepted=problem.accepted - {going}),
        limit_s=limit_s,
        work_limit=work_limit,
        seed=seed,
        workers=workers,
        cancelled=cancelled,
    )
    return WhyGoes(
        going=going,
        duties=tuple(_lost(problem, result.plan, going, left)),
        renewals=tuple(_only_by(problem, left, going)),
        leads_to=leads_to,
        accepted=going in problem.accepted,
        otherwise=_otherwise(result, other),
    )


def _left_without(
    problem: UpskillProblem, plan: UpskillPlan, going: Going
) -> tuple[frozenset[Going], tuple[SessionKey, ...]]:
    """Goings of the person that can stand without this one, and those that cannot."""
    mine = sorted((g for g in plan.goes if g.person == going.person), key=lambda g: problem.session[g.session].first)
    left: list[Going] = []
    lost: list[SessionKey] = []
    for g in mine:
        if g == going:
            continue
        rights = _rights(problem, left)
        first = problem.session[g.session].first
        needs = problem.course_of(g.session).needs_before
        if all(rights.level(g.person, need.skill, first) >= need.level for need in needs):
            left.append(g)
        else:
            lost.append(g.session)
    return frozenset(left), tuple(lost)


def _rights(problem: UpskillProblem, goes: list[Going]) -> Rights:
    new = (
        q
        for g in goes
        for q in gained(
            g.person, problem.session[g.session], problem.course_of(g.session), since=problem.since_of(g.session)
        )
    )
    return Rights(problem.people, (*problem.qualifications, *new))


def _lost(problem: UpskillProblem, plan: UpskillPlan, going: Going, left: frozenset[Going]) -> Iterator[DutyKey]:
    rights = _rights(problem, sorted(left))
    taken = (problem.duty[d] for d, p in plan.teaches.items() if p == going.person)
    for duty in sorted(taken, key=lambda d: (d.first, d.key)):
        if not rights.may(going.person, duty):
            yield duty.key


def _only_by(problem: UpskillProblem, left: frozenset[Going], going: Going) -> Iterator[Renewal]:
    for renewal in problem.renewals:
        if renews(problem, renewal, going) and not any(renews(problem, renewal, g) for g in left):
            yield renewal


def _otherwise(result: UpskillResult, other: UpskillResult) -> Otherwise | None:
    if result.score is None or other.score is None or result.plan is None or other.plan is None:
        return None
    return Otherwise(
        uncovered_more=other.score.uncovered_hours - result.score.uncovered_hours,
        renewals_more=other.score.missed_renewals - result.score.missed_renewals,
        cost_more=other.score.cost - result.score.cost,
        unfairness_more=other.score.unfairness - result.score.unfairness,
        instead=tuple(sorted(other.plan.goes - result.plan.goes)),
        proven=result.status is Status.OPTIMAL and other.status is Status.OPTIMAL,
    )
