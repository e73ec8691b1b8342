"""The objectives of an allocation and the shares of partners, recomputed from the allocation alone. Knows no solver."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.choices import is_possible
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation, AllocationScore, Share
from remeslo.core.network.taking import away, blocks, granted, nights, rank, travel


def score(problem: AllocationProblem, allocation: Allocation) -> AllocationScore:
    """Every objective of an allocation that `check` finds no hard fault with; see `AllocationScore`."""
    grants = list(granted(problem, iter(allocation.grants.items())))
    refused = [r for r in problem.requests if r.key not in allocation.grants]
    return AllocationScore(
        refused=sum(r.weight * r.days for r in refused),
        unfair=unfair(problem, allocation),
        travel=sum(travel(problem, r, p) for r, p, _ in grants),
        nights=sum(nights(problem, r, p) for r, p, _ in grants),
        uneven=uneven(problem, allocation),
        moved=sum(r.patterns[g.pattern].moved for r, _, g in grants),
        changed=sum(allocation.grants.get(key) != grant for key, grant in problem.previous.items()),
        unwanted=sum(rank(r, p.key) * r.days for r, p, _ in grants),
        away=sum(away(problem, r, p) for r, p, _ in grants),
    )


def unfair(problem: AllocationProblem, allocation: Allocation) -> Fraction:
    """1 - the lowest share of weighted days that a partner got of those that were possible at all; 0 without any."""
    asked = possible_days(problem)
    got: dict[OrganisationKey, int] = defaultdict(int)
    for key in allocation.grants:
        if (request := problem.request_of.get(key)) is not None:
            got[request.partner] += request.weight * request.days
    return max((Fraction(n - got[partner], n) for partner, n in asked.items()), default=Fraction(0))


def possible_days(problem: AllocationProblem) -> Mapping[OrganisationKey, int]:
    """Weighted days asked by each partner, > 0, of requests that could be granted if they were alone."""
    asked: dict[OrganisationKey, int] = defaultdict(int)
    for request in problem.requests:
        if is_possible(problem, request):
            asked[request.partner] += request.weight * request.days
    return asked


def uneven(problem: AllocationProblem, allocation: Allocation) -> int:
    """Sum over places and weeks of the squared group-days of the week."""
    used: dict[tuple[PlaceKey, int], int] = defaultdict(int)
    for request, place, grant in granted(problem, iter(allocation.grants.items())):
        for block in blocks(request, grant):
            used[place.key, block.week] += block.days
    return sum(n * n for n in used.values())


def shares(problem: AllocationProblem, allocation: Allocation) -> tuple[Share, ...]:
    """Group-days of each partner, in order of their first request: asked, granted, of them away from its own places."""
    asked: dict[OrganisationKey, int] = defaultdict(int)
    got: dict[OrganisationKey, int] = defaultdict(int)
    elsewhere: dict[OrganisationKey, int] = defaultdict(int)
    for request in problem.requests:
        asked[request.partner] += request.days
    for request, place, _ in granted(problem, iter(allocation.grants.items())):
        got[request.partner] += request.days
        elsewhere[request.partner] += request.days if place.owner != request.partner else 0
    return tuple(Share(p, asked[p], got[p], elsewhere[p]) for p in problem.partners)
