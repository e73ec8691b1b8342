"""Grants that a request could have if it were alone in the cluster."""

from collections import Counter
from collections.abc import Iterator

from remeslo.core.network.checks.quotas import PlaceWeek, check_quotas
from remeslo.core.network.place import Place, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, Pattern, Request, RequestKey
from remeslo.core.network.taking import needs_quota, reached_daily


def every_choice(problem: AllocationProblem, request: Request) -> Iterator[Grant]:
    """All places, shifts and patterns that the request asks for, open or not; the most wanted place first."""
    for key in request.places:
        for shift in request.shifts or problem.place_of[key].shifts:
            for number in range(len(request.patterns)):
                yield Grant(key, shift, number)


def choices(problem: AllocationProblem, request: Request) -> Iterator[Grant]:
    """Those of them that break no rule by themselves, in the same order."""
    for key in request.places:
        place = problem.place_of[key]
        if not takes(problem, request, place):
            continue
        numbers = [n for n, p in enumerate(request.patterns) if has_quota(problem, request, place, p)]
        for shift in request.shifts or place.shifts:
            for number in numbers:
                if is_open(problem, request, place, shift, request.patterns[number]):
                    yield Grant(key, shift, number)


def is_possible(problem: AllocationProblem, request: Request) -> bool:
    """True when there is at least one, or the request is pinned."""
    return request.key in problem.pinned or next(choices(problem, request), None) is not None


def possible_grants(problem: AllocationProblem) -> dict[RequestKey, tuple[Grant, ...]]:
    """Grants by request that break no rule by themselves, or the pinned one; requests without any are left out."""
    found = {}
    for request in problem.requests:
        pinned = problem.pinned.get(request.key)
        grants = (pinned,) if pinned is not None else tuple(choices(problem, request))
        if grants:
            found[request.key] = grants
    return found


def takes(problem: AllocationProblem, request: Request, place: Place) -> bool:
    """True when the learners fit, meet the conditions of use, and can stay there where they have to."""
    return request.size <= place.places and place.asks <= request.holds and has_beds(problem, request, place)


def has_beds(problem: AllocationProblem, request: Request, place: Place) -> bool:
    """True when the learners come and go daily, or the dormitories near the place have as many beds."""
    if reached_daily(problem, request, place):
        return True
    return request.size <= sum(d.beds for d in problem.dormitories if place.site in d.near)


def has_quota(problem: AllocationProblem, request: Request, place: Place, pattern: Pattern) -> bool:
    """True when quotas have all days of a pattern there, or none is needed."""
    if not needs_quota(problem, request.partner, place):
        return True
    days = Counter({PlaceWeek(place.key, b.week): b.days for b in pattern.blocks})
    return next(check_quotas(problem, request.partner, days), None) is None


def is_open(problem: AllocationProblem, request: Request, place: Place, shift: Shift, pattern: Pattern) -> bool:
    """True when in every week of a pattern enough days are open to the partner, and the week is long enough."""
    for block in pattern.blocks:
        opening = place.opening(block.week, shift)
        if opening is None or block.days > min(problem.study_days, opening.days_for(request.partner)):
            return False
    return True
