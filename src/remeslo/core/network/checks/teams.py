"""Requests that go together lie in the same weeks."""

from collections.abc import Iterator, Mapping

from remeslo.core.base.findings import Finding
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.taking import blocks

Weeks = tuple[int, ...]


def weeks_of(problem: AllocationProblem, key: RequestKey, grant: Grant) -> Weeks:
    """Weeks of a grant, in order."""
    return tuple(b.week for b in blocks(problem.request_of[key], grant))


def check_team(team: str, weeks: Mapping[RequestKey, Weeks]) -> Iterator[Finding]:
    """Granted requests of one team, by the weeks they lie in."""
    if len(set(weeks.values())) > 1:
        facts = {"team": team, "requests": tuple(sorted(weeks)), "count": len(weeks)}
        yield Finding("network.team_apart", team, facts)
