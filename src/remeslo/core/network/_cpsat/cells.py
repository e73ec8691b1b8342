"""Rules of places: in every week and shift the groups of a place can be laid on its open days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ortools.sat.python import cp_model

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network._cpsat.run import Linear
from remeslo.core.network.place import ANYBODY, Opening, Place
from remeslo.core.network.request import Request, RequestKey
from remeslo.core.network.taking import Cell

Ways = list[tuple[int, cp_model.IntVar]]
"""Days in a cell, and the grant that takes them; of one request at most one comes true."""


class Asker(NamedTuple):
    """A request that may come to a cell, and how."""

    request: Request
    ways: Ways

    @property
    def days(self) -> Linear:
        """Days that it takes."""
        return weighted(self.ways)


def weighted(ways: Ways) -> Linear:
    """Sum of days * x."""
    if not ways:
        return 0
    return cp_model.LinearExpr.weighted_sum([x for _, x in ways], [days for days, _ in ways])


class Scattered(NamedTuple):
    """A cell whose learners are only counted over all its days so far, not day by day."""

    place: Place
    opening: Opening
    parallel: int
    askers: list[Asker]


class CellRules:
    """
    Adds the constraints of one cell after the other.

    Days of a cell are many and alike, and seldom matter: where seats bind and groups come on some days only, learners
    are counted over all days at first. `tighten` states them day by day, where an allocation shows that it matters.
    """

    def __init__(self, cp: cp_model.CpModel) -> None:
        self.cp = cp
        self.scattered: dict[Cell, Scattered] = {}

    def tighten(self, cells: Iterable[Cell]) -> bool:
        """State these cells day by day; False when all of them were already."""
        loose = [self.scattered.pop(cell) for cell in cells if cell in self.scattered]
        for one in loose:
            self._by_seats(one)
        return bool(loose)

    def add(
        self,
        cell: Cell,
        place: Place,
        opening: Opening,
        ways: Mapping[RequestKey, Ways],
        of: Mapping[RequestKey, Request],
    ) -> None:
        """All that may come to a cell stand together on its days; see `packing.packs`."""
        askers = [Asker(of[key], list(found)) for key, found in ways.items()]
        parallel = _at_once(place, askers)
        binds = _seats_bind(place, parallel, askers)
        if len(askers) <= parallel and not binds:
            return
        self._by_number(opening, parallel, askers)
        if binds:
            one = Scattered(place, opening, parallel, askers)
            if all(days == opening.all_days for a in askers for days, _ in a.ways):
                self._by_seats(one)
                return
            seats = [(a.request.size * days, x) for a in askers for days, x in a.ways]
            self.cp.add(weighted(seats) <= place.places * opening.all_days)
            self.scattered[cell] = one

    def _by_number(self, opening: Opening, parallel: int, askers: list[Asker]) -> None:
        """
        Sum over partners of (days of its groups - y) <= parallel * shared days.

        y, days in the partner's own part: sum of max(0, d - shared) <= y <= min(parallel * own, sum of min(d, own)).
        """
        shared = opening.days.get(ANYBODY, 0)
        beyond: list[Linear] = []
        by_partner: dict[OrganisationKey, list[Asker]] = defaultdict(list)
        for asker in askers:
            by_partner[asker.request.partner].append(asker)
        for partner, group in by_partner.items():
            own = 0 if partner == ANYBODY else opening.days.get(partner, 0)
            together = sum(a.days for a in group)
            if own and shared:
                inside = self.cp.new_int_var(0, parallel * own, "")
                ways = [way for a in group for way in a.ways]
                self.cp.add(inside <= weighted([(min(d, own), x) for d, x in ways]))
                self.cp.add(inside >= weighted([(max(0, d - shared), x) for d, x in ways]))
                beyond.append(together - inside)
            elif own:
                self.cp.add(together <= parallel * own)
            else:
                beyond.append(together)
        if beyond:
            self.cp.add(sum(beyond) <= parallel * shared)

    def _by_seats(self, one: Scattered) -> None:
        """On every day: groups <= parallel, sum of their sizes <= places. z[r, day] = 1 when r is there on that day."""
        place, opening, parallel, askers = one
        days = [whose for whose, n in sorted(opening.days.items()) for _ in range(n)]
        on_day: list[list[tuple[int, Linear]]] = [[] for _ in days]
        for asker in askers:
            usable = [n for n, whose in enumerate(days) if whose in (ANYBODY, asker.request.partner)]
            there = [x for d, x in asker.ways if d == len(usable)]
            some = [(d, x) for d, x in asker.ways if d < len(usable)]
            now: list[Linear] = [sum(there) for _ in usable]
            if some:
                z = [self.cp.new_bool_var("") for _ in usable]
                self.cp.add(sum(z) == weighted(some))
                now = [whole + one for whole, one in zip(now, z, strict=True)]
            for n, expression in zip(usable, now, strict=True):
                on_day[n].append((asker.request.size, expression))
        for sizes in filter(None, on_day):
            self.cp.add(sum(size * x for size, x in sizes) <= place.places)
            self.cp.add(sum(x for _, x in sizes) <= parallel)


def _at_once(place: Place, askers: list[Asker]) -> int:
    """Groups at once: ``parallel``, or fewer when not even the smallest groups fit in that number."""
    taken, number = 0, 0
    for size in sorted(a.request.size for a in askers):
        taken += size
        if taken > place.places or number == place.parallel:
            break
        number += 1
    return max(1, number)


def _seats_bind(place: Place, parallel: int, askers: list[Asker]) -> bool:
    """True when as many groups as may be there at once may have too many learners."""
    return sum(sorted((a.request.size for a in askers), reverse=True)[:parallel]) > place.places
