"""Days that a partner can have only within quotas, above the days of these quotas."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.choices import is_possible
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.quota import QuotaKey
from remeslo.core.network.request import Request
from remeslo.core.network.taking import needs_quota


def crowded_quotas(problem: AllocationProblem) -> Iterator[Finding]:
    """For each set of quotas that some request depends on: all that depend on no others, against their days."""
    depends = {
        r.key: quotas
        for r in problem.requests
        if is_possible(problem, r) and (quotas := _all_quotas(problem, r)) is not None
    }
    days = {q.key: q.days for q in problem.quotas}
    for quotas in sorted(set(depends.values()), key=lambda s: (len(s), sorted(s))):
        only = [problem.request_of[key] for key, of in depends.items() if of <= quotas]
        asked, there_is = sum(r.days for r in only), sum(days[q] for q in quotas)
        if asked > there_is:
            yield Finding(
                "network.quotas_crowded",
                ", ".join(sorted(quotas)),
                {
                    "partner": only[0].partner,
                    "quotas": tuple(sorted(quotas)),
                    "asked": asked,
                    "days": there_is,
                    "lacking": asked - there_is,
                    "requests": tuple(r.key for r in only),
                },
                Severity.WARNING,
            )


def _all_quotas(problem: AllocationProblem, request: Request) -> frozenset[QuotaKey] | None:
    """Quotas that its days may count against; ``None`` when some place of it needs none."""
    if not all(needs_quota(problem, request.partner, problem.place_of[p]) for p in request.places):
        return None
    weeks = {b.week for p in request.patterns for b in p.blocks}
    return frozenset(
        q.key
        for q in problem.quotas
        if q.partner == request.partner and any(q.covers(p, w) for p in request.places for w in weeks)
    )
