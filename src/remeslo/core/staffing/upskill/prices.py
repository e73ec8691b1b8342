"""What one more place, or an earlier session, is worth: solved again with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.staffing.course import Session, SessionKey
from remeslo.core.staffing.result import CancelledFn, Status
from remeslo.core.staffing.upskill.problem import UpskillProblem
from remeslo.core.staffing.upskill.relax import gives
from remeslo.core.staffing.upskill.result import UpskillResult
from remeslo.core.staffing.upskill.solve import solve


class Offer(StrEnum):
    """What a host could change about a session: so many more places, or so many weeks earlier."""

    PLACES = "places"
    WEEKS_EARLIER = "weeks_earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """
    What a change of a session is worth.

    Parameters
    ----------
    units
        Places or weeks, > 0.
    hours_saved, renewals_saved, cost_saved
        Uncovered hours, renewals missed and cost that the best plan then has less of; more where negative.
    proven
        True when both plans are proven best, so that the numbers are exact.
    result
        The best plan with the change.
    """

    session: SessionKey
    offer: Offer
    units: int
    hours_saved: int
    renewals_saved: int
    cost_saved: Decimal
    proven: bool
    result: UpskillResult

    @property
    def helps(self) -> bool:
        """True when the best plan with it is better."""
        return (self.hours_saved, self.renewals_saved, self.cost_saved) > (0, 0, Decimal(0))


def worth(
    problem: UpskillProblem,
    result: UpskillResult,
    session: SessionKey,
    offer: Offer,
    units: int = 1,
    *,
    limit_s: float = 30.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    cancelled: CancelledFn | None = None,
) -> Worth | None:
    """
    The worth of one change; ``None`` where a plan with or without it is missing. Limits are as in `solve`.

    Raises ProblemError for units that are not > 0, and for weeks that lead before the day of planning.
    """
    changed = replace(
        problem,
        sessions=tuple(_changed(problem, s, offer, units) if s.key == session else s for s in problem.sessions),
    )
    other = solve(changed, limit_s=limit_s, work_limit=work_limit, seed=seed, workers=workers, cancelled=cancelled)
    if result.score is None or other.score is None:
        return None
    return Worth(
        session=session,
        offer=offer,
        units=units,
        hours_saved=result.score.uncovered_hours - other.score.uncovered_hours,
        renewals_saved=result.score.missed_renewals - other.score.missed_renewals,
        cost_saved=result.score.cost - other.score.cost,
        proven=result.status is Status.OPTIMAL and other.status is Status.OPTIMAL,
        result=other,
    )


def offers(problem: UpskillProblem, result: UpskillResult) -> tuple[tuple[SessionKey, Offer, int], ...]:
    """
    Changes worth asking for: a place more where all are taken; so many weeks earlier that an open duty is reached.

    Sessions that would then begin before the day of planning are left out.
    """
    return (*_places(problem, result), *_weeks(problem, result))


def _places(problem: UpskillProblem, result: UpskillResult) -> Iterator[tuple[SessionKey, Offer, int]]:
    taken = Counter(g.session for g in (result.plan.goes if result.plan else ()))
    for s in problem.sessions:
        if s.first >= problem.day and taken[s.key] >= s.places:
            yield s.key, Offer.PLACES, 1


def _weeks(problem: UpskillProblem, result: UpskillResult) -> Iterator[tuple[SessionKey, Offer, int]]:
    covered = result.plan.teaches if result.plan else {}
    left = [d for d in problem.duties if d.key not in problem.assignment and d.key not in covered]
    for s in problem.sessions:
        course, since = problem.course_of(s.key), problem.since_of(s.key)
        late = {
            -(-(since - d.first).days // 7)
            for d in left
            if since > d.first and any(gives(course, need) for need in d.needs)
        }
        for weeks in sorted(late):
            if s.first - timedelta(weeks=weeks) >= problem.day:
                yield s.key, Offer.WEEKS_EARLIER, weeks


def _changed(problem: UpskillProblem, session: Session, offer: Offer, units: int) -> Session:
    if units <= 0:
        raise ProblemError(f"session {session.key}: {offer} must be > 0, got {units}.")
    if offer is Offer.PLACES:
        return replace(session, places=session.places + units)
    back = timedelta(weeks=units)
    if session.first - back < problem.day:
        raise ProblemError(f"session {session.key}: {units} weeks earlier is before the day of planning.")
    return replace(
        session,
        first=session.first - back,
        last=session.last - back,
        hours_by_week=tuple((monday - back, hours) for monday, hours in session.hours_by_week),
    )
