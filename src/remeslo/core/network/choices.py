"""Grants that a request could have if it were alone in the cluster."""

from collections.abc import Iterator

from remeslo.core.network.book import Book
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, Request


def every_choice(problem: AllocationProblem, request: Request) -> Iterator[Grant]:
    """All places, shifts and patterns that the request asks for, whether open or not; the most wanted place first."""
    for key in request.places:
        for shift in request.shifts or problem.place_of[key].shifts:
            for number in range(len(request.patterns)):
                yield Grant(key, shift, number)


def choices(problem: AllocationProblem, request: Request) -> tuple[Grant, ...]:
    """Those of them that break no rule by themselves."""
    alone = Book(problem)
    return tuple(g for g in every_choice(problem, request) if alone.fits(request.key, g))
