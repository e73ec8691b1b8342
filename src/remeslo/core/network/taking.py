"""What a grant takes: days of weeks at a place, of the groups, of a quota, beds or time on the way."""

from collections.abc import Iterator
from typing import NamedTuple

from remeslo.core.base.keys import GroupKey, OrganisationKey
from remeslo.core.network.place import Place, PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Block, Grant, Request, RequestKey


class Cell(NamedTuple):
    """A place in a week and shift."""

    place: PlaceKey
    week: int
    shift: Shift


class GroupWeek(NamedTuple):
    """A group in a week."""

    group: GroupKey
    week: int


def blocks(request: Request, grant: Grant) -> tuple[Block, ...]:
    """Weeks and days that a grant takes; empty where its pattern does not exist."""
    return request.patterns[grant.pattern].blocks if 0 <= grant.pattern < len(request.patterns) else ()


def needs_quota(problem: AllocationProblem, partner: OrganisationKey, place: Place) -> bool:
    """True when a partner uses a place only within a quota."""
    return place.owner != partner and place.owner in problem.needs_quota


def reached_daily(problem: AllocationProblem, request: Request, place: Place) -> bool:
    """True when the learners come and go every day; a way that nobody knows is too long."""
    way = problem.way(request.home, place.site)
    return way is not None and way <= problem.travel.daily_minutes


def travel(problem: AllocationProblem, request: Request, place: Place) -> int:
    """Learner-minutes there and back on all days; 0 where the learners stay, or are at home."""
    way = problem.way(request.home, place.site)
    if way is None or way > problem.travel.daily_minutes:
        return 0
    return 2 * way * request.size * request.days


def nights(problem: AllocationProblem, request: Request, place: Place) -> int:
    """Learner-nights: one for each day of each learner at a place that is not reached daily."""
    return 0 if reached_daily(problem, request, place) else request.size * request.days


def away(problem: AllocationProblem, request: Request, place: Place) -> int:
    """Travel and nights in one: a night counts as the longest way gone daily, there and back."""
    night = 2 * problem.travel.daily_minutes
    return travel(problem, request, place) + night * nights(problem, request, place)


def rank(request: Request, place: PlaceKey) -> int:
    """How many places of the request are more wanted."""
    return request.places.index(place)


def granted(
    problem: AllocationProblem, grants: Iterator[tuple[RequestKey, Grant]]
) -> Iterator[tuple[Request, Place, Grant]]:
    """Grants whose request and place the problem knows."""
    for key, grant in grants:
        request, place = problem.request_of.get(key), problem.place_of.get(grant.place)
        if request is not None and place is not None:
            yield request, place, grant
