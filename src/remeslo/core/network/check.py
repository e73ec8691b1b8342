"""
Judges an allocation, made by whomever: every broken rule with its place and its numbers. Knows no solver.

What it guarantees: each group's days are open to its partner and every place can lay its groups on the days of each
week, with no more groups and learners on any day than it takes (exactly, `packing`); blocks of whole weeks therefore
stand as they are. No group has more days in a week than a study week. It does not say on which weekdays scattered days
lie: where a group is at several places in one week, or always on the same weekday, only the timetable can tell. Days
that all of them share exist for certain when every place of the week is open to its groups on all study days and takes
one group at a time (bipartite edge colouring, König 1916).
"""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.book import Book
from remeslo.core.network.checks.choices import check_way
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation


def check(problem: AllocationProblem, allocation: Allocation) -> list[Finding]:
    """
    Everything that is wrong; hard findings are broken rules.

    Warnings: a request that got nothing, and a way that nobody knows.
    """
    known = {
        key: grant
        for key, grant in allocation.grants.items()
        if key in problem.request_of and grant.place in problem.place_of
    }
    return [
        *_unknown(problem, allocation),
        *Book(problem, known).findings(),
        *_pinned(problem, allocation),
        *_refused(problem, allocation),
        *_ways(problem, allocation),
    ]


def _unknown(problem: AllocationProblem, allocation: Allocation) -> Iterator[Finding]:
    for key, grant in allocation.grants.items():
        if key not in problem.request_of:
            yield Finding("network.unknown", str(key), {"key": key})
        elif grant.place not in problem.place_of:
            yield Finding("network.unknown", str(key), {"key": grant.place})


def _pinned(problem: AllocationProblem, allocation: Allocation) -> Iterator[Finding]:
    for key, grant in problem.pinned.items():
        if allocation.grants.get(key) != grant:
            facts = {"request": key, "title": problem.request_of[key].title, "place": grant.place}
            yield Finding("network.pinned_changed", str(key), facts)


def _refused(problem: AllocationProblem, allocation: Allocation) -> Iterator[Finding]:
    for request in problem.requests:
        if request.key not in allocation.grants:
            facts = {
                "request": request.key,
                "title": request.title,
                "partner": request.partner,
                "groups": request.groups,
                "days": request.days,
            }
            yield Finding("network.refused", str(request.key), facts, Severity.WARNING)


def _ways(problem: AllocationProblem, allocation: Allocation) -> Iterator[Finding]:
    told = set()
    for key, grant in allocation.grants.items():
        request, place = problem.request_of.get(key), problem.place_of.get(grant.place)
        if request is None or place is None or (request.home, place.site) in told:
            continue
        told.add((request.home, place.site))
        yield from check_way(problem, request, place)
