"""A year allocated: requests from the term plans, grants, and the groups' weeks that follow, lawful together."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from remeslo.core.base.keys import GroupKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.applied import Applied, apply, moved_reading, unlawful
from remeslo.core.line.network.requests import AllocationReading, allocation_problem
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.network.problem import AllocationProblem, TravelRules
from remeslo.core.network.request import Grant, Request, RequestKey
from remeslo.core.network.result import AllocationResult, CancelledFn, ProgressFn, Status
from remeslo.core.network.solve import solve

_ROUNDS = 3


@dataclass(frozen=True)
class YearAllocation:
    """
    An allocated year.

    Parameters
    ----------
    reading
        With the problem that was solved in the end: groups whose exchanges were not lawful together keep their weeks.
    applied
        ``None`` when nothing was found before it was cancelled.
    first
        The answer before lessons by the hour followed the exchanged weeks, with its bounds: they hold for the year as
        it was first asked, ``result`` has none then. ``None`` when no weeks were exchanged: ``result`` is it.
    """

    reading: AllocationReading
    result: AllocationResult
    applied: Applied | None
    first: AllocationResult | None = None


def allocate_year(
    cluster: Cluster,
    outcomes: Iterable[ProgrammeOutcome],
    year: int,
    *,
    previous: Mapping[RequestKey, Grant] | None = None,
    pinned: Mapping[RequestKey, Grant] | None = None,
    travel_rules: TravelRules | None = None,
    limit_s: float = 60.0,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> YearAllocation:
    """
    Allocates the study year that begins on 1 September of ``year``.

    Each exchange of weeks is lawful by itself; where several of one group are not lawful together, that group keeps the
    weeks of its term plan and the year is solved again, close to what was found. Exchanged weeks take the lessons by
    the hour with them: in the end the practices stay as granted and these lessons are allocated where they came to lie.
    """
    plans = tuple(outcomes)
    reading = allocation_problem(cluster, plans, year, previous=previous, pinned=pinned, travel_rules=travel_rules)

    def solved(problem: AllocationProblem, share: float) -> AllocationResult:
        return solve(
            problem, limit_s=limit_s * share, seed=seed, workers=workers, progress=progress, cancelled=cancelled
        )

    result = solved(reading.problem, 1.0)
    for _ in range(_ROUNDS):
        if result.allocation is None:
            break
        applied = apply(cluster, plans, reading, result.allocation)
        stuck = unlawful(cluster, plans, reading, result.allocation)
        if not stuck and not applied.plans:
            return YearAllocation(reading, result, applied)
        if not stuck:
            reading = moved_reading(cluster, plans, reading, applied, result.allocation)
            return _followed(cluster, plans, reading, result, solved(reading.problem, 0.3))
        reading = replace(reading, problem=in_their_weeks(reading.problem, stuck, result.allocation.grants))
        result = solved(reading.problem, 0.5)
    last = None if result.allocation is None else apply(cluster, plans, reading, result.allocation)
    return YearAllocation(reading, result, last)


def _followed(
    cluster: Cluster,
    plans: tuple[ProgrammeOutcome, ...],
    reading: AllocationReading,
    first: AllocationResult,
    last: AllocationResult,
) -> YearAllocation:
    """The year once lessons by the hour have followed; what was pinned to that end is not pinned any more."""
    if last.allocation is None:
        return YearAllocation(reading, last, None, first)
    status = Status.FEASIBLE if last.status is Status.OPTIMAL else last.status
    free = replace(reading, problem=replace(reading.problem, pinned={}))
    result = replace(last, status=status, bounds={})
    return YearAllocation(free, result, apply(cluster, plans, free, last.allocation), first)


def in_their_weeks(
    problem: AllocationProblem, groups: Set[GroupKey], grants: Mapping[RequestKey, Grant]
) -> AllocationProblem:
    """The problem in which these groups keep the weeks of their term plans; the others stay close to their grants."""
    requests = tuple(_in_its_weeks(r) if groups & set(r.groups) else r for r in problem.requests)
    own = {r.key for r in problem.requests if groups & set(r.groups)}
    previous = problem.previous or {k: g for k, g in grants.items() if k not in own}
    pinned = {k: g for k, g in problem.pinned.items() if k not in own or g.pattern == 0}
    return replace(problem, requests=requests, previous=previous, pinned=pinned)


def _in_its_weeks(request: Request) -> Request:
    return replace(request, patterns=request.patterns[:1])
