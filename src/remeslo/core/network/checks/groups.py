"""A group in a week: no more days than a study week has."""

from collections.abc import Iterator, Mapping

from remeslo.core.base.findings import Finding
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import RequestKey
from remeslo.core.network.taking import GroupWeek


def busy_days(problem: AllocationProblem, days: Mapping[RequestKey, int]) -> int:
    """Days of the busiest learners: those of the whole group, and those of the part that has most."""
    of_part: dict[int, int] = {}
    for key, n in days.items():
        part = problem.request_of[key].part
        of_part[part] = of_part.get(part, 0) + n
    return of_part.pop(0, 0) + max(of_part.values(), default=0)


def check_group(problem: AllocationProblem, at: GroupWeek, days: Mapping[RequestKey, int]) -> Iterator[Finding]:
    """One request a day: a part and its whole group are never taught at the same time, different parts may be."""
    busy = busy_days(problem, days)
    if busy > problem.study_days:
        facts = {
            "group": at.group,
            "week": at.week,
            "number": at.week + 1,
            "days": busy,
            "study_days": problem.study_days,
            "requests": tuple(sorted(days)),
        }
        yield Finding("network.group_over", f"{at.group}/{at.week}", facts)
