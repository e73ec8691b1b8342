"""Groups whose requests leave no choice of weeks and ask for more days than a study week has."""

from collections import defaultdict
from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.checks.groups import busy_days
from remeslo.core.network.choices import is_possible
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Request, RequestKey
from remeslo.core.network.taking import GroupWeek


def crowded_groups(problem: AllocationProblem) -> Iterator[Finding]:
    """Days that a request takes in a week whatever its pattern, of all requests of a group."""
    days: dict[GroupWeek, dict[RequestKey, int]] = defaultdict(dict)
    for request in problem.requests:
        if is_possible(problem, request):
            for week, n in _always(request).items():
                for group in request.groups:
                    days[GroupWeek(group, week)][request.key] = n
    for at, of in sorted(days.items()):
        busy = busy_days(problem, of)
        if busy > problem.study_days:
            facts = {
                "group": at.group,
                "week": at.week,
                "number": at.week + 1,
                "asked": busy,
                "days": problem.study_days,
                "lacking": busy - problem.study_days,
                "requests": tuple(sorted(of)),
            }
            yield Finding("network.group_crowded", f"{at.group}/{at.week}", facts, Severity.WARNING)


def _always(request: Request) -> dict[int, int]:
    """Days by week that every pattern takes."""
    found = {b.week: b.days for b in request.patterns[0].blocks}
    for pattern in request.patterns[1:]:
        here = {b.week: b.days for b in pattern.blocks}
        found = {week: min(n, here[week]) for week, n in found.items() if week in here}
    return found
