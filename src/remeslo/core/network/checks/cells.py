"""A place in a week and shift: open to whoever comes, with room for all of them on its days."""

from collections.abc import Iterator, Mapping

from remeslo.core.base.findings import Finding
from remeslo.core.network.packing import Taker, packs
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Request, RequestKey
from remeslo.core.network.taking import Cell


def check_cell(problem: AllocationProblem, cell: Cell, days: Mapping[RequestKey, int]) -> Iterator[Finding]:
    """
    Each group's days are open to its partner, and all groups can be laid on the open days.

    On no day more groups than ``parallel`` and more learners than ``places``; a day open to one partner is used by
    nobody else. That such days exist is found exactly (`packs`); on which weekdays they lie, the timetable says.
    """
    place = problem.place_of[cell.place]
    opening = place.opening(cell.week, cell.shift)
    requests = {key: problem.request_of[key] for key in days}
    all_open = True
    for key, request in requests.items():
        there_is = 0 if opening is None else opening.days_for(request.partner)
        if days[key] > there_is:
            all_open = False
            yield Finding("network.not_open", str(key), _facts(cell, request, days=days[key], open_days=there_is))
    takers = [Taker(r.partner, r.size, days[key]) for key, r in requests.items() if r.size <= place.places]
    if all_open and opening is not None and not packs(opening.days, place.parallel, place.places, takers):
        facts: dict[str, object] = {
            "place": cell.place,
            "title": place.title,
            "week": cell.week,
            "number": cell.week + 1,
            "shift": cell.shift,
            "group_days": sum(days.values()),
            "open_days": opening.all_days,
            "parallel": place.parallel,
            "places": place.places,
            "requests": tuple(sorted(requests)),
        }
        yield Finding("network.cell_over", f"{cell.place}/{cell.week}/{cell.shift}", facts)


def _facts(cell: Cell, request: Request, **more: object) -> dict[str, object]:
    known = {"request": request.key, "title": request.title, "place": cell.place, "partner": request.partner}
    return {**known, "week": cell.week, "number": cell.week + 1, "shift": cell.shift, **more}
