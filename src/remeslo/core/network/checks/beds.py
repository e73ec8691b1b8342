"""Beds for those who cannot come and go every day."""

from collections import Counter
from collections.abc import Iterator, Mapping

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import SiteKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import RequestKey
from remeslo.core.network.transport import shortfall


def check_beds(
    problem: AllocationProblem, week: int, sites: Mapping[RequestKey, tuple[SiteKey, ...]]
) -> Iterator[Finding]:
    """
    Every learner of a week who stays has a bed near the place, in a dormitory that has one left.

    A bed is kept for the whole week, for each place of it: on which days learners are there is not known yet.
    """
    learners: Counter[SiteKey] = Counter()
    for key, places in sites.items():
        for site in places:
            learners[site] += problem.request_of[key].size
    beds = {d.key: d.beds for d in problem.dormitories}
    near = {site: [d.key for d in problem.dormitories if site in d.near] for site in learners}
    over = shortfall(dict(learners), beds, near)
    if over is None:
        return
    facts = {
        "week": week,
        "number": week + 1,
        "sites": tuple(sorted(over.demands)),
        "dormitories": tuple(sorted(over.supplies)),
        "learners": over.asked,
        "beds": over.there_is,
        "requests": tuple(sorted(k for k, places in sites.items() if set(places) & set(over.demands))),
    }
    code = "network.beds_over" if over.supplies else "network.beds_none"
    yield Finding(code, f"{min(over.demands)}/{week}", facts)
