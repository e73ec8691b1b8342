"""A grant by itself: something that the request asked for, at a place that takes its learners."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.place import Place
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, Request
from remeslo.core.network.taking import reached_daily


def check_choice(request: Request, place: Place, grant: Grant) -> Iterator[Finding]:
    """Place, shift and pattern are among those asked for; size and conditions of use are met."""
    facts: dict[str, object] = {"request": request.key, "title": request.title, "place": place.key}
    if place.key not in request.places:
        yield Finding("network.place_not_asked", str(request.key), facts)
    if request.shifts and grant.shift not in request.shifts:
        yield Finding("network.shift_not_asked", str(request.key), {**facts, "shift": grant.shift})
    if not 0 <= grant.pattern < len(request.patterns):
        yield Finding("network.pattern_unknown", str(request.key), {**facts, "pattern": grant.pattern})
    if request.size > place.places:
        told = {**facts, "size": request.size, "places": place.places}
        yield Finding("network.size_over", str(request.key), told)
    if lacks := sorted(place.asks - request.holds):
        yield Finding("network.condition_missing", str(request.key), {**facts, "asks": tuple(c.value for c in lacks)})


def check_way(problem: AllocationProblem, request: Request, place: Place) -> Iterator[Finding]:
    """A way that nobody knows is told: it counts as too long for a daily one."""
    if problem.way(request.home, place.site) is None and not reached_daily(problem, request, place):
        facts = {"request": request.key, "home": request.home, "site": place.site}
        yield Finding("network.way_unknown", f"{request.home} - {place.site}", facts, Severity.WARNING)
