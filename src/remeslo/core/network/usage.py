"""How much of each place is used, week by week: what a heat map shows. Knows no solver."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.place import PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.network.taking import Cell, blocks, granted


@dataclass(frozen=True, slots=True)
class Used:
    """
    Use of a place in a week and shift.

    Parameters
    ----------
    open_days
        Days open to anybody or somebody.
    group_days_max
        Open days times groups at once: the most group-days there can be.
    by
        Group-days of each partner, each > 0, in order of keys.
    requests
        Who is there, in order of keys.
    """

    place: PlaceKey
    week: int
    shift: Shift
    open_days: int
    group_days_max: int
    by: tuple[tuple[OrganisationKey, int], ...]
    requests: tuple[RequestKey, ...]

    @property
    def group_days(self) -> int:
        """Group-days of all partners."""
        return sum(n for _, n in self.by)

    @property
    def share(self) -> Fraction:
        """Group-days used of those there can be; 0 where it is closed."""
        return Fraction(self.group_days, self.group_days_max) if self.group_days_max else Fraction(0)


def usage(problem: AllocationProblem, allocation: Allocation) -> tuple[Used, ...]:
    """Every open cell and every used one, in the problem's order of places, then by week and shift."""
    taken: dict[Cell, dict[RequestKey, int]] = defaultdict(dict)
    for request, place, grant in granted(problem, iter(allocation.grants.items())):
        for block in blocks(request, grant):
            taken[Cell(place.key, block.week, grant.shift)][request.key] = block.days
    rows = []
    for place in problem.places:
        open_ = {Cell(place.key, o.week, o.shift): o.all_days for o in place.openings}
        for cell in sorted({*open_, *(c for c in taken if c.place == place.key)}):
            by: dict[OrganisationKey, int] = defaultdict(int)
            for key, days in taken.get(cell, {}).items():
                by[problem.request_of[key].partner] += days
            there = tuple(sorted(taken.get(cell, {})))
            days_open = open_.get(cell, 0)
            most = days_open * place.parallel
            rows.append(Used(place.key, cell.week, cell.shift, days_open, most, tuple(sorted(by.items())), there))
    return tuple(rows)


def quota_days(problem: AllocationProblem, allocation: Allocation) -> dict[tuple[OrganisationKey, PlaceKey, int], int]:
    """Group-days of each partner at each place that it does not own, by week: what quotas and settlement count."""
    used: dict[tuple[OrganisationKey, PlaceKey, int], int] = defaultdict(int)
    for request, place, grant in granted(problem, iter(allocation.grants.items())):
        if place.owner != request.partner:
            for block in blocks(request, grant):
                used[request.partner, place.key, block.week] += block.days
    return dict(sorted(used.items()))
