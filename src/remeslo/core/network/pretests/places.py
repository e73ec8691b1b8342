"""Group-days asked of some places and no others, above the group-days that these places have."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.choices import is_possible
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Request


def crowded_places(problem: AllocationProblem) -> Iterator[Finding]:
    """For each set of places that some request names: those who can go nowhere else, against all weeks they can use."""
    possible = [r for r in problem.requests if is_possible(problem, r)]
    sets = dict.fromkeys([frozenset([p]) for r in possible for p in r.places] + [frozenset(r.places) for r in possible])
    for places in sorted(sets, key=lambda s: (len(s), sorted(s))):
        only = [r for r in possible if places.issuperset(r.places)]
        asked, there_is = sum(r.days for r in only), _group_days(problem, places, only)
        if asked > there_is:
            yield Finding(
                "network.places_crowded",
                ", ".join(sorted(places)),
                {
                    "places": tuple(sorted(places)),
                    "asked": asked,
                    "days": there_is,
                    "lacking": asked - there_is,
                    "requests": tuple(r.key for r in only),
                },
                Severity.WARNING,
            )


def _group_days(problem: AllocationProblem, places: frozenset[PlaceKey], requests: list[Request]) -> int:
    """Group-days of the weeks that the requests can use; whatever the shift."""
    weeks = {b.week for r in requests for p in r.patterns for b in p.blocks}
    return sum(
        place.parallel * opening.all_days
        for place in problem.places
        if place.key in places
        for opening in place.openings
        if opening.week in weeks
    )
