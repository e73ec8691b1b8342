"""Where a request could go as things stand: free places at once, others with what would have to leave. No solver."""

from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.network.book import Book
from remeslo.core.network.choices import choices
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, Request, RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.network.taking import Cell, GroupWeek, away, blocks, needs_quota, rank, reached_daily


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """
    A grant that a request could have.

    Parameters
    ----------
    displaces
        Requests that would have to give up theirs, in order of keys: empty where it is free. None of them could stay
        beside it if the others left (an irreducible set; another one may exist).
    displaced_days
        Group-days of those.
    away
        Travel and nights, as in `AllocationScore`.
    moved
        Blocks away from the weeks of the term plan.
    uneven
        What it adds to the unevenness of use, those who leave not counted off.
    wanted
        0 for the place that the request wants most.
    """

    grant: Grant
    displaces: tuple[RequestKey, ...]
    displaced_days: int
    away: int
    moved: int
    uneven: int
    wanted: int

    @property
    def is_free(self) -> bool:
        """True when nobody has to leave."""
        return not self.displaces


def options(problem: AllocationProblem, allocation: Allocation, request: RequestKey) -> tuple[Option, ...]:
    """
    Every grant that a request could have, free ones first, then by what it displaces and costs.

    What is pinned is displaced by nobody. Empty: the request is hopeless, or only pinned grants are in its way. Its own
    grant, if it has one, counts as given up, and is among the options.
    """
    book = Book(problem, {k: g for k, g in allocation.grants.items() if k != request})
    asked = problem.request_of[request]
    found = []
    for grant in choices(problem, asked):
        displaced = _displaced(problem, book, asked, grant)
        if displaced is not None:
            found.append(_option(problem, book, asked, grant, displaced))
    return tuple(
        sorted(
            found,
            key=lambda o: (len(o.displaces), o.displaced_days, o.moved, o.away, o.wanted, o.uneven, o.grant.pattern),
        )
    )


def _displaced(problem: AllocationProblem, book: Book, request: Request, grant: Grant) -> tuple[RequestKey, ...] | None:
    """Who has to leave; ``None`` when even that does not help."""
    if book.fits(request.key, grant):
        return ()
    others = [key for key in _related(book, request, grant) if key not in problem.pinned]
    before = {key: book.grants[key] for key in others}
    for key in others:
        book.drop(key)
    needed: tuple[RequestKey, ...] | None = None
    if book.fits(request.key, grant):
        needed = tuple(sorted(_needed(problem, book, request, grant, before)))
    for key, had in before.items():
        book.add(key, had)
    return needed


def _needed(
    problem: AllocationProblem, book: Book, request: Request, grant: Grant, before: dict[RequestKey, Grant]
) -> Iterator[RequestKey]:
    """Of those who have left, the ones that cannot come back; those with most days come back first."""
    for key in sorted(before, key=lambda k: (-problem.request_of[k].days, k)):
        book.add(key, before[key])
        if not book.fits(request.key, grant):
            book.drop(key)
            yield key


def _related(book: Book, request: Request, grant: Grant) -> list[RequestKey]:
    """Those who share a team, a cell, a group's week, quotas or beds with a grant."""
    problem, place = book.problem, book.problem.place_of[grant.place]
    found: set[RequestKey] = set(book.teams.get(request.team, ()))
    for block in blocks(request, grant):
        found |= set(book.cells.get(Cell(grant.place, block.week, grant.shift), ()))
        for group in request.groups:
            found |= set(book.groups.get(GroupWeek(group, block.week), ()))
        if not reached_daily(problem, request, place):
            found |= set(book.beds.get(block.week, ()))
    if needs_quota(problem, request.partner, place):
        for days in book.quotas.get(request.partner, {}).values():
            found |= set(days)
    return sorted(found - {request.key})


def _option(
    problem: AllocationProblem, book: Book, request: Request, grant: Grant, displaced: tuple[RequestKey, ...]
) -> Option:
    place = problem.place_of[grant.place]
    added = 0
    for block in blocks(request, grant):
        cells = (book.cells.get(Cell(place.key, block.week, s), {}) for s in place.shifts)
        used = sum(sum(days.values()) for days in cells)
        added += (used + block.days) ** 2 - used**2
    return Option(
        grant=grant,
        displaces=displaced,
        displaced_days=sum(problem.request_of[k].days for k in displaced),
        away=away(problem, request, place),
        moved=request.patterns[grant.pattern].moved,
        uneven=added,
        wanted=rank(request, grant.place),
    )
