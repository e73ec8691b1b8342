"""A problem without one of the things that stand in the way of a request, to ask whether it then gets something."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from remeslo.core.network.place import ANYBODY, Opening, Place, PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem, Dormitory
from remeslo.core.network.quota import Quota, QuotaKey
from remeslo.core.network.request import Block, Grant, Pattern, Request, RequestKey
from remeslo.core.network.result import Allocation, Cause, CauseKind
from remeslo.core.network.taking import blocks, needs_quota, reached_daily

_WEEK_DAYS = 7


def possible_causes(problem: AllocationProblem, allocation: Allocation, key: RequestKey) -> tuple[Cause, ...]:
    """Everything that might stand in the way, not yet confirmed; place by place, then what is about the group."""
    request = problem.request_of[key]
    found = [c for p in request.places for c in _of_place(problem, allocation, request, problem.place_of[p])]
    return (*found, *_of_group(problem, allocation, request))


def without(
    problem: AllocationProblem, allocation: Allocation, key: RequestKey, causes: Iterable[Cause]
) -> tuple[AllocationProblem, Allocation]:
    """The problem and the other grants as they would be if these causes were not; everything else stays as it is."""
    gone: set[RequestKey] = set()
    for cause in causes:
        gone |= {r for r in problem.request_of if r in set(_keys(cause))}
        problem = _without(problem, key, cause)
    left = replace(
        problem,
        requests=tuple(r for r in problem.requests if r.key not in gone),
        previous={k: g for k, g in problem.previous.items() if k not in gone},
        pinned={k: g for k, g in problem.pinned.items() if k not in gone},
    )
    return left, Allocation({k: g for k, g in allocation.grants.items() if k not in gone and k != key})


def named(cause: Cause, requests: Iterable[RequestKey]) -> Cause:
    """The cause, held by these requests only."""
    return replace(cause, facts={**cause.facts, "requests": tuple(sorted(requests))})


def _keys(cause: Cause) -> tuple[RequestKey, ...]:
    held = cause.facts.get("requests", ())
    return held if cause.kind in (CauseKind.REQUESTS, CauseKind.GROUP) and isinstance(held, tuple) else ()


def _of_place(problem: AllocationProblem, allocation: Allocation, request: Request, place: Place) -> Iterator[Cause]:
    """What may stand in the way at one place."""
    facts: dict[str, object] = {"place": place.key, "title": place.title}
    weeks = _weeks(request)
    others = tuple(k for k, g in _others(allocation, request) if g.place == place.key and weeks & _of(problem, k, g))
    if others:
        yield _cause(CauseKind.REQUESTS, place.key, {**facts, "requests": others})
    if needs_quota(problem, request.partner, place):
        quotas = [q for q in problem.quotas if q.partner == request.partner and place.key in q.places]
        told = {"quotas": tuple(q.key for q in quotas), "days": sum(q.days for q in quotas), "asked": request.days}
        yield _cause(CauseKind.QUOTA, place.key, {**facts, "partner": request.partner, **told})
    yield _cause(CauseKind.OPENING, place.key, facts)
    seats = {"places": place.places, "parallel": place.parallel, "size": request.size}
    yield _cause(CauseKind.PLACES, place.key, {**facts, **seats})
    if lacks := sorted(place.asks - request.holds):
        yield _cause(CauseKind.CONDITION, place.key, {**facts, "asks": tuple(c.value for c in lacks)})
    if not reached_daily(problem, request, place):
        near = [d for d in problem.dormitories if place.site in d.near]
        told = {"dormitories": tuple(d.key for d in near), "beds": sum(d.beds for d in near), "size": request.size}
        yield _cause(CauseKind.DORMITORY, place.key, {**facts, "site": place.site, **told})


def _of_group(problem: AllocationProblem, allocation: Allocation, request: Request) -> Iterator[Cause]:
    """What may stand in the way wherever it is."""
    weeks, groups = _weeks(request), set(request.groups)
    busy = tuple(
        k
        for k, g in _others(allocation, request)
        if (groups & set(problem.request_of[k].groups) and weeks & _of(problem, k, g))
        or (request.team and problem.request_of[k].team == request.team)
    )
    facts = {"groups": request.groups, "requests": busy, "study_days": problem.study_days}
    yield _cause(CauseKind.GROUP, request.key, facts)
    yield _cause(CauseKind.WEEKS, request.key, {"weeks": tuple(sorted(weeks))})
    if request.shifts:
        yield _cause(CauseKind.SHIFT, request.key, {"shifts": request.shifts})


def _cause(kind: CauseKind, where: PlaceKey | RequestKey, facts: Mapping[str, object]) -> Cause:
    return Cause(kind, str(where), facts, confirmed=False)


def _others(allocation: Allocation, request: Request) -> list[tuple[RequestKey, Grant]]:
    return sorted((k, g) for k, g in allocation.grants.items() if k != request.key)


def _weeks(request: Request) -> set[int]:
    return {b.week for p in request.patterns for b in p.blocks}


def _of(problem: AllocationProblem, key: RequestKey, grant: Grant) -> set[int]:
    return {b.week for b in blocks(problem.request_of[key], grant)}


def _without(problem: AllocationProblem, key: RequestKey, cause: Cause) -> AllocationProblem:
    request = problem.request_of[key]
    match cause.kind:
        case CauseKind.REQUESTS:
            return problem
        case CauseKind.GROUP:
            longest = max(b.days for p in request.patterns for b in p.blocks)
            return replace(problem, study_days=max(problem.study_days, longest))
        case CauseKind.WEEKS:
            return _with_request(problem, replace(request, patterns=(*request.patterns, *_elsewhen(problem, request))))
        case CauseKind.SHIFT:
            return _with_request(problem, replace(request, shifts=()))
        case CauseKind.QUOTA:
            more = _boundless(problem, request, PlaceKey(cause.where))
            return replace(problem, quotas=(*problem.quotas, more))
        case CauseKind.DORMITORY:
            site = problem.place_of[PlaceKey(cause.where)].site
            beds = Dormitory(key=f"more:{site}", near=frozenset({site}), beds=request.size)
            return replace(problem, dormitories=(*(d for d in problem.dormitories if d.key != beds.key), beds))
        case CauseKind.OPENING | CauseKind.PLACES | CauseKind.CONDITION:
            place = _loosened(problem, request, problem.place_of[PlaceKey(cause.where)], cause.kind)
            return replace(problem, places=tuple(place if p.key == place.key else p for p in problem.places))


def _loosened(problem: AllocationProblem, request: Request, place: Place, kind: CauseKind) -> Place:
    """A place open to anybody on all days of all weeks, with room for everybody, or that asks for nothing."""
    if kind is CauseKind.CONDITION:
        return replace(place, asks=frozenset())
    if kind is CauseKind.PLACES:
        groups = len(problem.requests)
        return replace(
            place, places=place.places + sum(r.size for r in problem.requests), parallel=place.parallel + groups
        )
    shifts = sorted({*place.shifts, *(request.shifts or (place.shifts or (Shift(1),)))})
    openings = tuple(_all_days(problem, place, week, s) for week in range(problem.weeks) for s in shifts)
    return replace(place, openings=openings)


def _all_days(problem: AllocationProblem, place: Place, week: int, shift: Shift) -> Opening:
    """No fewer days than are open now, and as many as anybody could ask for."""
    now = place.opening(week, shift)
    return Opening(week, shift, {ANYBODY: max(problem.study_days, now.all_days if now else 0)})


def _boundless(problem: AllocationProblem, request: Request, place: PlaceKey) -> Quota:
    return Quota(
        key=QuotaKey(f"more:{place}"),
        partner=request.partner,
        places=frozenset({place}),
        first=0,
        last=problem.weeks - 1,
        days=_WEEK_DAYS * problem.weeks * (1 + len(problem.requests)),
    )


def _elsewhen(problem: AllocationProblem, request: Request) -> Iterator[Pattern]:
    """The first pattern, earlier or later by whole weeks, anywhere in the year."""
    first = request.patterns[0].blocks
    for by in range(-first[0].week, problem.weeks - first[-1].week):
        shifted = tuple(Block(b.week + by, b.days) for b in first)
        if all(shifted != p.blocks for p in request.patterns):
            yield Pattern(shifted, len(shifted))


def _with_request(problem: AllocationProblem, request: Request) -> AllocationProblem:
    return replace(problem, requests=tuple(request if r.key == request.key else r for r in problem.requests))
