"""What a version of the allocation keeps: bookings readable without the problem they came from, and refusals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey
from remeslo.core.network.book import Book
from remeslo.core.network.place import PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Block, Grant, Pattern, Request, RequestKey
from remeslo.core.network.result import Allocation, Refusal
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.services.documents import Content

TITLE: Final = "Распределение мастерских"
"""What the documents are called in lists and the log; pages have words of their own."""


@dataclass(frozen=True, kw_only=True)
class Booking:
    """
    What a request got, with all that a page, a sheet or a settlement says of it.

    Parameters
    ----------
    request
        Its key; ``of``: the whole request, when this is a piece of it (`core.network.mend`).
    owner
        Who keeps the place.
    moved
        Blocks away from the weeks of the term plan, >= 0.
    """

    request: RequestKey
    partner: OrganisationKey
    groups: tuple[GroupKey, ...]
    element: ElementKey
    title: str
    size: int
    place: PlaceKey
    owner: OrganisationKey
    shift: Shift
    blocks: tuple[Block, ...]
    part: int = 0
    moved: int = 0
    of: RequestKey | None = None

    @property
    def days(self) -> int:
        """Days of all weeks."""
        return sum(b.days for b in self.blocks)

    @property
    def is_away(self) -> bool:
        """True at another organisation's place."""
        return self.owner != self.partner

    def days_in(self, week: int) -> int:
        """Days of one week."""
        return sum(b.days for b in self.blocks if b.week == week)


@dataclass(frozen=True, kw_only=True)
class Denied:
    """
    A request that got nothing, and why, as far as somebody asked (`Refusal`).

    ``of`` and ``blocks``: the whole request and the weeks wanted, when this is a piece of it.
    """

    request: RequestKey
    partner: OrganisationKey
    groups: tuple[GroupKey, ...]
    element: ElementKey
    title: str
    size: int
    days: int
    part: int = 0
    refusal: Refusal | None = None
    of: RequestKey | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Kept:
    """The allocation of a planned year: bookings, refusals, and which bookings are not to be changed."""

    year: int
    bookings: tuple[Booking, ...] = ()
    denied: tuple[Denied, ...] = ()
    pinned: tuple[RequestKey, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Places and organisations as they were called then."""

    @cached_property
    def booking_of(self) -> Mapping[RequestKey, Booking]:
        """Bookings by key."""
        return {b.request: b for b in self.bookings}

    @property
    def figures(self) -> dict[str, int]:
        """What lists show of it."""
        return {
            "bookings": len(self.bookings),
            "refused": len(self.denied),
            "days": sum(b.days for b in self.bookings),
            "refused_days": sum(d.days for d in self.denied),
        }


def keep(
    problem: AllocationProblem,
    allocation: Allocation,
    *,
    year: int,
    names: Mapping[str, str],
    pinned: Iterable[RequestKey] = (),
    refusals: Mapping[RequestKey, Refusal] | None = None,
) -> Kept:
    """An allocation as it is kept; every request of the problem is in it, granted or denied."""
    why = refusals or {}
    bookings = tuple(
        _booking(problem, r, allocation.grants[r.key]) for r in problem.requests if r.key in allocation.grants
    )
    denied = tuple(_denied(r, why.get(r.key)) for r in problem.requests if r.key not in allocation.grants)
    used = {str(b.place) for b in bookings} | {str(o) for b in bookings for o in (b.partner, b.owner)}
    held = {b.request for b in bookings}
    return Kept(
        year,
        bookings,
        denied,
        tuple(sorted(k for k in pinned if k in held)),
        {k: names[k] for k in sorted(used) if k in names},
    )


def trusting(problem: AllocationProblem, kept: Kept) -> AllocationProblem:
    """
    The problem with the weeks of kept bookings among the possible ones: they were possible when they were found.

    For pages, whose problem has the weeks of the term plans only. Requests that go together get them together.
    """
    more: dict[str, dict[tuple[Block, ...], Pattern]] = {}
    for b in kept.bookings:
        request = problem.request_of.get(b.request)
        if request is not None and b.days == request.days and all(p.blocks != b.blocks for p in request.patterns):
            more.setdefault(request.together or request.key, {})[b.blocks] = Pattern(b.blocks, b.moved)
    if not more:
        return problem

    def wider(request: Request) -> Request:
        found = more.get(request.together or request.key, {})
        return replace(request, patterns=(*request.patterns, *found.values())) if found else request

    return replace(problem, requests=tuple(wider(r) for r in problem.requests))


def with_pieces(problem: AllocationProblem, kept: Kept) -> AllocationProblem:
    """The problem with the pieces into which a mend has parted requests, so that what is kept can be said in it."""
    pieces: dict[RequestKey, list[Request]] = {}
    rows: tuple[Booking | Denied, ...] = (*kept.bookings, *(d for d in kept.denied if d.blocks))
    for row in rows:
        whole = problem.request_of.get(row.of) if row.of else None
        if whole is not None and row.request not in problem.request_of:
            piece = replace(whole, key=row.request, patterns=(Pattern(row.blocks),), of=whole.key, together="")
            pieces.setdefault(whole.key, []).append(piece)
    if not pieces:
        return problem
    requests = tuple(r for q in problem.requests for r in pieces.get(q.key, (q,)))
    return replace(problem, requests=requests)


def allocation_of(problem: AllocationProblem, kept: Kept) -> Allocation:
    """What is kept, in a problem of today: bookings whose request, place or weeks are gone are left out."""
    grants = {b.request: g for b in kept.bookings if (g := grant_of(problem, b)) is not None}
    return Allocation(grants)


def grant_of(problem: AllocationProblem, booking: Booking) -> Grant | None:
    """A booking as a grant of this problem, or None where it cannot be one any more."""
    request = problem.request_of.get(booking.request)
    if request is None or booking.place not in problem.place_of or booking.place not in request.places:
        return None
    numbers = (n for n, p in enumerate(request.patterns) if p.blocks == booking.blocks)
    number = next(numbers, None)
    return None if number is None else Grant(booking.place, booking.shift, number)


def pins_of(problem: AllocationProblem, kept: Kept) -> Mapping[RequestKey, Grant]:
    """Pinned bookings as grants of today; one that breaks a rule by itself today binds nobody any more."""
    grants = allocation_of(problem, kept).grants
    alone = Book(problem)
    return {k: grants[k] for k in kept.pinned if k in grants and alone.fits(k, grants[k])}


def kept_of(body: Mapping[str, Any]) -> Kept:
    """The allocation in a body."""
    return from_json(Kept, body)


def content_of(kept: Kept) -> Content:
    """The next version of a year's allocation."""
    return Content(
        kind=DocumentKind.ALLOCATION,
        key=str(kept.year),
        title=f"{TITLE} {kept.year}/{(kept.year + 1) % 100:02d}",
        body=to_json(kept),
        summary=kept.figures,
    )


def _booking(problem: AllocationProblem, request: Request, grant: Grant) -> Booking:
    pattern = request.patterns[grant.pattern]
    return Booking(
        request=request.key,
        partner=request.partner,
        groups=request.groups,
        element=request.element,
        title=request.title,
        size=request.size,
        place=grant.place,
        owner=problem.place_of[grant.place].owner,
        shift=grant.shift,
        blocks=pattern.blocks,
        part=request.part,
        moved=pattern.moved,
        of=request.of,
    )


def _denied(request: Request, why: Refusal | None) -> Denied:
    return Denied(
        request=request.key,
        partner=request.partner,
        groups=request.groups,
        element=request.element,
        title=request.title,
        size=request.size,
        days=request.days,
        part=request.part,
        refusal=why,
        of=request.of,
        blocks=request.patterns[0].blocks if request.of else (),
    )
