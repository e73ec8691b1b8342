"""What one more place, week, machine or site is worth: days more granted, solved again with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network._cpsat.run import Effort
from remeslo.core.network.place import ANYBODY, Opening, Place, PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Request
from remeslo.core.network.result import (
    Allocation,
    AllocationResult,
    CancelledFn,
    Objective,
    Progress,
    ProgressFn,
    Status,
)
from remeslo.core.network.solve import solve


class Extra(StrEnum):
    """What there could be more of."""

    PLACES = "places"
    """Seats: as many as the next larger group needs."""
    MACHINE = "machine"
    """One group more at once, with seats for the largest group that asks."""
    WEEK = "week"
    """All study days of one week, open to anybody, in one shift: where refused requests lack most days."""
    SITE = "site"
    """A second place like it at the site of whoever asks for most days that are refused, for that college alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """
    What something more at a place is worth.

    Parameters
    ----------
    units
        Seats, groups at once, weeks or sites, > 0.
    week, shift
        Which week is opened (from 0); ``None`` for the others.
    days
        Weighted group-days that are refused less.
    proven
        True when both numbers refused are proven least, so that the price is exact; otherwise it is what was found.
    """

    place: PlaceKey
    extra: Extra
    units: int
    days: int
    proven: bool
    week: int | None = None
    shift: Shift | None = None


def prices(
    problem: AllocationProblem,
    allocation: Allocation,
    *,
    limit_s: float = 60.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> tuple[Price, ...]:
    """
    The worth of each kind of more, at each place that a refused request asks for; the dearest first.

    Each is solved again for the first objective alone, beginning at ``allocation``; what is worth nothing is there too,
    with 0 days. Empty when nothing is refused.

    Parameters
    ----------
    limit_s
        Wall seconds for all; what is not reached within them is missing.
    work_limit
        As in `solve`, for each.
    progress
        Called after each with its place and its days.
    """
    effort = Effort(limit_s, None, seed, workers, cancelled)
    if all(r.key in allocation.grants for r in problem.requests):
        return ()
    base = _least(problem, allocation, effort, work_limit)
    found: list[Price] = []
    for price, stated in extras(problem, allocation):
        if effort.is_over:
            break
        least = _least(stated, allocation, effort, work_limit)
        if base.score is None or least.score is None:
            continue
        days = max(0, base.score.refused - least.score.refused)
        found.append(replace(price, days=days, proven=all(r.status is Status.OPTIMAL for r in (base, least))))
        if progress is not None:
            progress(Progress(f"{price.extra}:{price.place}", days, seconds=round(effort.seconds, 2)))
    return tuple(sorted(found, key=lambda p: (-p.days, p.place, p.extra)))


def extras(problem: AllocationProblem, allocation: Allocation) -> Iterator[tuple[Price, AllocationProblem]]:
    """Everything more that could help, its worth not yet known, with the problem as it would then be."""
    refused = [r for r in problem.requests if r.key not in allocation.grants]
    for place in problem.places:
        asking = [r for r in refused if place.key in r.places]
        if asking:
            yield from _at(problem, place, asking)


def _least(
    problem: AllocationProblem, allocation: Allocation, effort: Effort, work_limit: float | None
) -> AllocationResult:
    """Solved again for what is refused, beginning at an allocation."""
    known = {k: g for k, g in allocation.grants.items() if k in problem.request_of}
    return solve(
        replace(problem, previous=known),
        limit_s=effort.seconds_left,
        work_limit=work_limit,
        seed=effort.seed,
        workers=effort.workers,
        order=(Objective.REFUSED,),
        cancelled=effort.cancelled,
    )


def _at(problem: AllocationProblem, place: Place, asking: list[Request]) -> Iterator[tuple[Price, AllocationProblem]]:
    sizes = [r.size for r in problem.requests if place.key in r.places]
    if larger := [n for n in sizes if n > place.places]:
        more = min(larger) - place.places
        yield _price(place, Extra.PLACES, more), _with(problem, replace(place, places=place.places + more))
    machine = replace(place, parallel=place.parallel + 1, places=place.places + max(r.size for r in asking))
    yield _price(place, Extra.MACHINE, 1), _with(problem, machine)
    if (cell := _scarcest(problem, place, asking)) is not None:
        week, shift = cell
        kept = tuple(o for o in place.openings if (o.week, o.shift) != cell)
        now = place.opening(week, shift)
        days = max(problem.study_days, now.all_days if now else 0)
        opened = replace(place, openings=(*kept, Opening(week, shift, {ANYBODY: days})))
        yield replace(_price(place, Extra.WEEK, 1), week=week, shift=shift), _with(problem, opened)
    yield _price(place, Extra.SITE, 1), _with_site(problem, place, asking)


def _price(place: Place, extra: Extra, units: int) -> Price:
    return Price(place=place.key, extra=extra, units=units, days=0, proven=False)


def _scarcest(problem: AllocationProblem, place: Place, asking: list[Request]) -> tuple[int, Shift] | None:
    """Week and shift in which refused requests ask for most days that are not open to them; ``None``: all are open."""
    lacking: Counter[tuple[int, Shift]] = Counter()
    for request in asking:
        for shift in request.shifts or place.shifts or (Shift(1),):
            for block in {b for p in request.patterns for b in p.blocks}:
                opening = place.opening(block.week, shift)
                open_days = 0 if opening is None else opening.days_for(request.partner)
                lacking[block.week, shift] += max(0, block.days - open_days)
    most = max(lacking.values(), default=0)
    return min(cell for cell, n in lacking.items() if n == most) if most else None


def _with(problem: AllocationProblem, place: Place) -> AllocationProblem:
    return replace(problem, places=tuple(place if p.key == place.key else p for p in problem.places))


def _with_site(problem: AllocationProblem, place: Place, asking: list[Request]) -> AllocationProblem:
    """A place like it, closed to nobody of the college that is refused most days there, and known to its requests."""
    days: Counter[OrganisationKey] = Counter()
    for request in asking:
        days[request.partner] += request.weight * request.days
    partner = min(p for p, n in days.items() if n == max(days.values()))
    home = next(r.home for r in asking if r.partner == partner)
    shifts = place.shifts or (Shift(1),)
    openings = tuple(Opening(w, s, {ANYBODY: problem.study_days}) for w in range(problem.weeks) for s in shifts)
    second = replace(place, key=PlaceKey(f"{place.key}+"), site=home, owner=partner, openings=openings)

    def knowing(request: Request) -> Request:
        asks = request.partner == partner and place.key in request.places
        return replace(request, places=(*request.places, second.key)) if asks else request

    return replace(problem, places=(*problem.places, second), requests=tuple(knowing(r) for r in problem.requests))
