"""First come, first served: each request in turn takes the best that is left. A beginning, and a yardstick."""

from collections.abc import Iterable, Mapping

from remeslo.core.network.book import Book
from remeslo.core.network.choices import choices
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, Request, RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.network.taking import away, rank


def first_come(problem: AllocationProblem, requests: Iterable[Request] | None = None) -> Allocation:
    """
    What is pinned, then requests in an order (that of the problem), each as near and as little moved as it still can.

    A grant of the last allocation is given again where it fits.
    """
    book = Book(problem, problem.pinned)
    for request in problem.requests if requests is None else requests:
        if request.key in problem.pinned:
            continue
        best = _best(problem, request, book)
        if best is not None:
            book.add(request.key, best)
    return Allocation(dict(book.grants))


def hardest_first(problem: AllocationProblem, options: Mapping[RequestKey, tuple[Grant, ...]]) -> Allocation:
    """First come, first served: those who had a grant, then those with most days and fewest choices."""

    def turn(request: Request) -> tuple[bool, int, int, RequestKey]:
        few = len(options.get(request.key, ()))
        return request.key not in problem.previous, -request.weight * request.days, few, request.key

    order = sorted(problem.requests, key=turn)
    return first_come(problem, order)


def _best(problem: AllocationProblem, request: Request, book: Book) -> Grant | None:
    before = problem.previous.get(request.key)
    if before is not None and before.place in problem.place_of and book.fits(request.key, before):
        return before

    def cost(grant: Grant) -> tuple[int, int, int]:
        place = problem.place_of[grant.place]
        return away(problem, request, place), request.patterns[grant.pattern].moved, rank(request, place.key)

    ordered = sorted(choices(problem, request), key=cost)
    return next((g for g in ordered if book.fits(request.key, g)), None)
