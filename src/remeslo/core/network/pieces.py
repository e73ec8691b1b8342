"""Requests in mid-year: what is over stays as it was, the rest may go elsewhere, and is joined again if it does not."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from remeslo.core.network.changes import Closed
from remeslo.core.network.place import PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Block, Grant, Pattern, Request, RequestKey
from remeslo.core.network.result import Allocation


@dataclass
class Parted:
    """
    Requests of a problem, parted.

    Parameters
    ----------
    requests
        In the order of the problem, pieces in the place of their whole.
    previous
        The last grants, of pieces too.
    past
        Grants that lie wholly before the week of the change: facts.
    """

    requests: list[Request] = field(default_factory=list)
    previous: dict[RequestKey, Grant] = field(default_factory=dict)
    past: dict[RequestKey, Grant] = field(default_factory=dict)


def part(
    problem: AllocationProblem,
    allocation: Allocation,
    since: int,
    closed: Iterable[Closed],
    asked: Container[RequestKey],
) -> Parted:
    """
    Part the requests of a problem at a week, and around the weeks in which their place closes.

    Of requests that have no grant only those are in it that have just been ``asked``, with patterns that lie from
    ``since`` on; the others are refused already, and nobody moves for them.
    """
    parted = Parted()
    held = _held_teams(problem, allocation, since, tuple(closed))
    for request in problem.requests:
        grant = allocation.grants.get(request.key)
        if grant is None:
            if request.key in asked:
                _ask_from(parted, request, since)
        else:
            _part_one(parted, request, grant, since, tuple(closed), held=request.team in held)
    return parted


def _held_teams(
    problem: AllocationProblem, allocation: Allocation, since: int, closed: tuple[Closed, ...]
) -> frozenset[str]:
    """Teams with a request that is parted: all of the team stay in their weeks, which are the same for all."""
    found = set()
    for key, grant in allocation.grants.items():
        request = problem.request_of[key]
        weeks = request.patterns[grant.pattern].blocks
        kinds = {(b.week < since, b.week >= since and is_hit(grant, (b,), closed)) for b in weeks}
        if request.team and len(kinds) > 1:
            found.add(request.team)
    return frozenset(found)


def _ask_from(parted: Parted, request: Request, since: int) -> None:
    later = tuple(p for p in request.patterns if p.blocks[0].week >= since)
    if later:
        parted.requests.append(replace(request, patterns=later))


def _part_one(
    parted: Parted, request: Request, grant: Grant, since: int, closed: tuple[Closed, ...], *, held: bool
) -> None:
    """Past, closed and other blocks of a granted request; ``held``: it stays in its weeks, wherever it goes."""
    if held:
        request, grant = replace(request, patterns=(request.patterns[grant.pattern],)), replace(grant, pattern=0)
    blocks = request.patterns[grant.pattern].blocks
    past = tuple(b for b in blocks if b.week < since)
    hit = tuple(b for b in blocks if b.week >= since and is_hit(grant, (b,), closed))
    after = tuple(b for b in blocks if b.week >= since and b not in hit)
    if past:
        _add(parted, request, grant, (Pattern(past),), whole=not (hit or after), pinned=True)
    if hit and after:
        _add(parted, request, grant, (Pattern(after),))
    if hit:
        _add(parted, request, grant, _patterns(request, hit, (*past, *after), since, grant), whole=not (past or after))
    elif after:
        _add(parted, request, grant, _patterns(request, after, past, since, grant), whole=not past)


def _add(
    parted: Parted,
    request: Request,
    grant: Grant,
    patterns: tuple[Pattern, ...],
    *,
    whole: bool = False,
    pinned: bool = False,
) -> None:
    """A piece, whose last grant is its first pattern; the whole request with its own key."""
    key = request.key if whole else RequestKey(f"{request.key}~{patterns[0].blocks[0].week}")
    piece = replace(request, key=key, patterns=patterns, of=request.of if whole else request.origin)
    had = replace(grant, pattern=0)
    parted.requests.append(piece)
    parted.previous[key] = had
    if pinned:
        parted.past[key] = had


def _patterns(
    request: Request, mine: tuple[Block, ...], kept: tuple[Block, ...], since: int, grant: Grant
) -> tuple[Pattern, ...]:
    """Patterns of a piece, the last one first: those of the whole that contain what is kept, without it."""
    now = Pattern(mine, request.patterns[grant.pattern].moved)
    found = [now]
    for pattern in request.patterns:
        rest = tuple(b for b in pattern.blocks if b not in kept)
        if set(kept) <= set(pattern.blocks) and rest != mine and rest and rest[0].week >= since:
            found.append(Pattern(rest, pattern.moved))
    return tuple(found)


def is_hit(grant: Grant, blocks: tuple[Block, ...], closed: tuple[Closed, ...]) -> bool:
    """True when some week of a grant is closed."""
    return any(c.hits(grant.place, grant.shift, b.week) for c in closed for b in blocks)


def whole_key(key: RequestKey) -> RequestKey:
    """Key of the request that was parted last."""
    return RequestKey(key.rpartition("~")[0])


def merged(
    before: AllocationProblem, parted: AllocationProblem, allocation: Allocation, last: Mapping[RequestKey, Grant]
) -> tuple[AllocationProblem, Allocation]:
    """
    Pieces that are at the old place again, in weeks that their request asked for, as one; others stay pieces.

    Parameters
    ----------
    before
        The problem with whole requests.
    last
        Grants of whole requests before the change; they become ``previous`` of those that are whole again.
    """
    whole_of = before.request_of
    pieces: dict[RequestKey, list[Request]] = defaultdict(list)
    for r in parted.requests:
        pieces[r.key if r.key in whole_of else whole_key(r.key)].append(r)
    requests: list[Request] = []
    grants: dict[RequestKey, Grant] = {}
    previous: dict[RequestKey, Grant] = {}
    for key, whole in whole_of.items():
        own = pieces.get(key, [])
        together = _together(whole, own, allocation, last.get(key))
        if together is None and any(p.key != key for p in own):
            requests += own
            grants |= {p.key: allocation.grants[p.key] for p in own if p.key in allocation.grants}
            previous |= {p.key: parted.previous[p.key] for p in own if p.key in parted.previous}
            continue
        requests.append(whole)
        if together is not None:
            grants[key] = together
        if key in last:
            previous[key] = last[key]
    pinned = {k: g for k, g in {**before.pinned, **parted.pinned}.items() if grants.get(k) == g}
    return replace(before, requests=tuple(requests), previous=previous, pinned=pinned), Allocation(grants)


def _together(whole: Request, own: list[Request], allocation: Allocation, last: Grant | None) -> Grant | None:
    """The grant of a whole request that its pieces' grants are; ``None`` when they are none."""
    got = [(p, allocation.grants.get(p.key)) for p in own]
    blocks: list[Block] = []
    at: set[tuple[PlaceKey, Shift]] = set()
    for piece, grant in got:
        if grant is None:
            return None
        blocks += piece.patterns[grant.pattern].blocks
        at.add((grant.place, grant.shift))
    if len(at) != 1 or (len(own) > 1 and last is not None and at != {(last.place, last.shift)}):
        return None
    place, shift = min(at)
    asked = tuple(sorted(blocks, key=lambda b: b.week))
    numbers = [n for n, p in enumerate(whole.patterns) if p.blocks == asked]
    if last is not None and last.pattern in numbers:
        return Grant(place, shift, last.pattern)
    return Grant(place, shift, numbers[0]) if numbers else None
