"""
An allocation mended after a change in mid-year: nobody loses what can be kept, then as few grants change as possible.

Requests that were refused before take what becomes free; nobody moves for them, for that is another year's allocation.
What lies before the week of the change is a fact. A request that is under way is parted there, and around the weeks in
which its place closes, so that it can stay where it was before and after.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from remeslo.core.network.book import Book
from remeslo.core.network.changes import Asked, Change, Closed, QuotaWithdrawn, changed
from remeslo.core.network.choices import choices
from remeslo.core.network.pieces import Parted, is_hit, merged, part, whole_key
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.result import (
    Allocation,
    AllocationResult,
    CancelledFn,
    Objective,
    ProgressFn,
)
from remeslo.core.network.score import score
from remeslo.core.network.solve import solve

ORDER = (
    Objective.REFUSED,
    Objective.CHANGED,
    Objective.UNFAIR,
    Objective.AWAY,
    Objective.UNEVEN,
    Objective.MOVED,
    Objective.UNWANTED,
)
"""Nobody is refused so that others need not move; after that, as little changes as can be."""


@dataclass(frozen=True, slots=True)
class Changed:
    """
    A grant that became another one; ``before`` or ``after`` is ``None`` where there was or is nothing.

    ``of`` is the whole request where ``request`` is a piece of it.
    """

    request: RequestKey
    of: RequestKey
    before: Grant | None
    after: Grant | None


@dataclass(frozen=True, slots=True)
class Mended:
    """
    What `mend` gives.

    Parameters
    ----------
    problem
        After the changes; requests that now have two grants are in it as pieces (`Request.of`), ``previous`` is the
        allocation before the change. The allocation of ``result`` is one of this problem.
    result
        As of `solve`; the objectives are in `ORDER`. ``allocation`` is ``None`` when nothing was found.
    changes
        Every grant that changed, in the order of requests; new ones too.
    proven
        True when no fewer changes do, among allocations in which those who had a grant lose as little.
    """

    problem: AllocationProblem
    result: AllocationResult
    changes: tuple[Changed, ...]
    proven: bool


def mend(
    problem: AllocationProblem,
    allocation: Allocation,
    change: Change | Sequence[Change],
    *,
    since: int = 0,
    limit_s: float = 8.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> Mended:
    """
    The allocation after one or several changes: fewest days lost of those who had a grant or have just asked, then
    fewest grants changed.

    Parameters
    ----------
    since
        Week (from 0) from which on anything may still change.

    Limits are as in `solve`. Raises ProblemError where a change names something that the problem does not have.
    """
    changes = tuple(_from_now(change if isinstance(change, Sequence) else (change,), since))
    after = changed(replace(problem, previous={}), changes)
    last = {k: g for k, g in allocation.grants.items() if after.request_of.get(k) == problem.request_of.get(k)}
    closed = tuple(c for c in changes if isinstance(c, Closed))
    asked = {c.request.key for c in changes if isinstance(c, Asked)}
    parted = part(after, Allocation(last), since, closed, asked)
    stated = replace(
        after, requests=tuple(parted.requests), previous=parted.previous, pinned=_pinned(problem, parted, closed)
    )
    result = solve(
        stated,
        limit_s=limit_s,
        work_limit=work_limit,
        seed=seed,
        workers=workers,
        order=ORDER,
        progress=progress,
        cancelled=cancelled,
    )
    if result.allocation is None:
        return Mended(stated, result, (), proven=False)
    whole, found = merged(after, stated, result.allocation, last)
    found = _filled(whole, found, since)
    proven = all(result.gap(o) == 0 for o in ORDER[:2])
    return Mended(whole, _of_wholes(result, whole, found), tuple(_changes(whole, found)), proven)


def _from_now(changes: Iterable[Change], since: int) -> Iterator[Change]:
    """What is past cannot be closed or withdrawn."""
    for change in changes:
        if isinstance(change, Closed | QuotaWithdrawn) and change.first < since:
            if isinstance(change, QuotaWithdrawn) or change.last >= since:
                yield replace(change, first=since)
        else:
            yield change


def _pinned(problem: AllocationProblem, parted: Parted, closed: tuple[Closed, ...]) -> dict[RequestKey, Grant]:
    """The past, and what was pinned, except where it closes."""
    found = dict(parted.past)
    for piece in parted.requests:
        grant = parted.previous.get(piece.key)
        was = piece.key if piece.key in problem.pinned else whole_key(piece.key)
        if grant is not None and was in problem.pinned and not is_hit(grant, piece.patterns[0].blocks, closed):
            found[piece.key] = grant
    return found


def _filled(problem: AllocationProblem, allocation: Allocation, since: int) -> Allocation:
    """Requests that were refused before take what is free now, the largest first; nobody moves for them."""
    book = Book(problem, allocation.grants)
    waiting = [r for r in problem.requests if r.key not in allocation.grants]
    for request in sorted(waiting, key=lambda r: (-r.weight * r.days, r.key)):
        ways = (g for g in choices(problem, request) if request.patterns[g.pattern].blocks[0].week >= since)
        if (way := next((g for g in ways if book.fits(request.key, g)), None)) is not None:
            book.add(request.key, way)
    return Allocation(dict(book.grants))


def _of_wholes(result: AllocationResult, problem: AllocationProblem, allocation: Allocation) -> AllocationResult:
    """
    The result told of whole requests.

    Those refused before count as well, in value and bound: it is then what no allocation goes below that does no more
    for them. What that makes of the bound of fairness is not known.
    """
    told, bounds = score(problem, allocation), dict(result.bounds)
    if result.score is not None and (gone := told.refused - result.score.refused):
        bounds[Objective.REFUSED.value] += gone
        bounds.pop(Objective.UNFAIR.value, None)
    return replace(result, allocation=allocation, score=told, bounds=bounds)


def _changes(problem: AllocationProblem, allocation: Allocation) -> Iterator[Changed]:
    for request in problem.requests:
        before, after = problem.previous.get(request.key), allocation.grants.get(request.key)
        if before != after:
            yield Changed(request.key, request.origin, before, after)
