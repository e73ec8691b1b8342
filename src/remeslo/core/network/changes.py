"""What happens to an allocation in mid-year: a place closes, a quota goes, somebody asks for more or for less."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from remeslo.core.base.findings import ProblemError
from remeslo.core.network.place import Place, PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.quota import Quota, QuotaKey
from remeslo.core.network.request import Request, RequestKey


@dataclass(frozen=True, slots=True)
class Closed:
    """A place is closed in weeks ``first``..``last`` (from 0, both in), in one shift or (``None``) in all."""

    place: PlaceKey
    first: int
    last: int
    shift: Shift | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ProblemError(f"closing of {self.place}: 0 <= first <= last week, got {self.first}..{self.last}.")

    def hits(self, place: PlaceKey, shift: Shift, week: int) -> bool:
        """True when a cell is closed by it."""
        return place == self.place and self.shift in (None, shift) and self.first <= week <= self.last


@dataclass(frozen=True, slots=True)
class QuotaWithdrawn:
    """A quota is worth nothing from a week on; what was used before it stays."""

    quota: QuotaKey
    first: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A new request, or one that replaces the request of the same key."""

    request: Request


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A request is taken back."""

    request: RequestKey


Change = Closed | QuotaWithdrawn | Asked | Withdrawn


def changed(problem: AllocationProblem, changes: Iterable[Change]) -> AllocationProblem:
    """
    The problem after changes.

    Raises ProblemError where a change names something that the problem does not have.
    """
    for change in changes:
        match change:
            case Closed():
                problem = _closed(problem, change)
            case QuotaWithdrawn():
                problem = _without_quota(problem, change)
            case Asked():
                problem = _asked(problem, change.request)
            case Withdrawn():
                problem = _withdrawn(problem, change.request)
    return problem


def _closed(problem: AllocationProblem, change: Closed) -> AllocationProblem:
    if change.place not in problem.place_of:
        raise ProblemError(f"closing of {change.place}, which is not in the problem.")

    def left(place: Place) -> Place:
        open_ = tuple(o for o in place.openings if not change.hits(place.key, o.shift, o.week))
        return replace(place, openings=open_)

    return replace(problem, places=tuple(left(p) if p.key == change.place else p for p in problem.places))


def _without_quota(problem: AllocationProblem, change: QuotaWithdrawn) -> AllocationProblem:
    if all(q.key != change.quota for q in problem.quotas):
        raise ProblemError(f"quota {change.quota} is withdrawn, which is not in the problem.")

    def left(quota: Quota) -> Quota | None:
        if quota.key != change.quota or change.first > quota.last:
            return quota
        return replace(quota, last=change.first - 1) if change.first > quota.first else None

    return replace(problem, quotas=tuple(q for quota in problem.quotas if (q := left(quota)) is not None))


def _asked(problem: AllocationProblem, request: Request) -> AllocationProblem:
    if request.key not in problem.request_of:
        return replace(problem, requests=(*problem.requests, request))
    without = _withdrawn(problem, request.key)
    at = [r.key for r in problem.requests].index(request.key)
    return replace(without, requests=(*without.requests[:at], request, *without.requests[at:]))


def _withdrawn(problem: AllocationProblem, key: RequestKey) -> AllocationProblem:
    if key not in problem.request_of:
        raise ProblemError(f"request {key} is taken back, which is not in the problem.")
    return replace(
        problem,
        requests=tuple(r for r in problem.requests if r.key != key),
        previous={k: g for k, g in problem.previous.items() if k != key},
        pinned={k: g for k, g in problem.pinned.items() if k != key},
    )
