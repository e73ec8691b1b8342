"""Impossibility by name, before any search: each finding is certain, whatever a solver would try. Knows no solver."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.book import Book
from remeslo.core.network.checks.choices import check_way
from remeslo.core.network.choices import every_choice, is_possible
from remeslo.core.network.pretests.groups import crowded_groups
from remeslo.core.network.pretests.places import crowded_places
from remeslo.core.network.pretests.quotas import crowded_quotas
from remeslo.core.network.problem import AllocationProblem


def pretest(problem: AllocationProblem) -> list[Finding]:
    """
    What no allocation can grant, and what is not known.

    Empty does not promise that everything is granted. Each ``network.hopeless`` request is refused by every allocation;
    each ``*_crowded`` finding means that at least one of its requests is. A hard finding is about what is pinned.
    """
    return [
        *Book(problem, problem.pinned).findings(),
        *_hopeless(problem),
        *crowded_places(problem),
        *crowded_quotas(problem),
        *crowded_groups(problem),
        *_ways(problem),
    ]


def _hopeless(problem: AllocationProblem) -> Iterator[Finding]:
    """Requests that could not be granted if they were alone, with all that stands against their choices."""
    alone = Book(problem)
    for request in problem.requests:
        if is_possible(problem, request):
            continue
        choices = every_choice(problem, request)
        against = {f.code.removeprefix("network.") for g in choices for f in alone.against(request.key, g)}
        yield Finding(
            "network.hopeless",
            str(request.key),
            {
                "request": request.key,
                "title": request.title,
                "partner": request.partner,
                "days": request.days,
                "places": request.places,
                "against": tuple(sorted(against)) or ("not_open",),
            },
            Severity.WARNING,
        )


def _ways(problem: AllocationProblem) -> Iterator[Finding]:
    """Ways that somebody may have to go, and nobody knows; each once."""
    told = set()
    for request in problem.requests:
        for key in request.places:
            place = problem.place_of[key]
            if (request.home, place.site) not in told:
                told.add((request.home, place.site))
                yield from check_way(problem, request, place)
