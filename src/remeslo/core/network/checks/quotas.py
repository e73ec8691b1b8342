"""Days of a partner at places that it uses only within a quota."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.quota import QuotaKey
from remeslo.core.network.transport import shortfall


class PlaceWeek(NamedTuple):
    """A place in a week."""

    place: PlaceKey
    week: int


def covering(problem: AllocationProblem, partner: OrganisationKey, at: PlaceWeek) -> frozenset[QuotaKey]:
    """Quotas that a day of a partner there may count against."""
    return frozenset(q.key for q in problem.quotas if q.partner == partner and q.covers(at.place, at.week))


def check_quotas(
    problem: AllocationProblem, partner: OrganisationKey, days: Mapping[PlaceWeek, int]
) -> Iterator[Finding]:
    """Each group-day counts against one quota that covers it, and no quota is used beyond its days."""
    by_quotas: dict[frozenset[QuotaKey], int] = defaultdict(int)
    of: dict[frozenset[QuotaKey], set[PlaceWeek]] = defaultdict(set)
    for at, n in days.items():
        key = covering(problem, partner, at)
        by_quotas[key] += n
        of[key].add(at)
    limits = {q.key: q.days for q in problem.quotas if q.partner == partner}
    over = shortfall(by_quotas, limits, {key: sorted(key) for key in by_quotas})
    if over is None:
        return
    where = sorted(at for key in over.demands for at in of[key])
    facts = {
        "partner": partner,
        "quotas": tuple(sorted(over.supplies)),
        "places": tuple(sorted({at.place for at in where})),
        "weeks": tuple(sorted({at.week for at in where})),
        "asked": over.asked,
        "days": over.there_is,
    }
    yield Finding("network.quota_over" if over.supplies else "network.quota_none", str(partner), facts)
