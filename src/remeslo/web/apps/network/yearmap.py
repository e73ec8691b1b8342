"""The heat map: workshops by weeks, used group-days against open ones; what stands in one cell; use over the year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.place import Place, PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Request
from remeslo.core.network.result import Allocation
from remeslo.core.network.usage import Used, usage
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.spans import Month, months

LEVELS: Final = 5
"""Steps of the heat map."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A workshop in a week, all shifts together, in group-days; ``level`` 0..5, ``is_out``: closed by an outage."""

    place: PlaceKey
    week: int
    used: int
    most: int
    is_out: bool

    @property
    def level(self) -> int:
        """How dark; 1 as soon as anything is used."""
        return 0 if not self.used else min(LEVELS, max(1, -(-self.used * LEVELS // max(self.used, self.most))))

    @property
    def is_over(self) -> bool:
        """True when more is booked than open."""
        return self.used > self.most


@dataclass(frozen=True, slots=True)
class Row:
    """A workshop over the year, in group-days."""

    place: Place
    cells: tuple[Cell, ...]
    used: int
    most: int
    by: tuple[tuple[OrganisationKey, int], ...]

    @property
    def percent(self) -> int | None:
        """Used of open; None for one that is never open."""
        return round(100 * self.used / self.most) if self.most else None

    @property
    def guests(self) -> int:
        """Group-days of others than the owner."""
        return sum(n for partner, n in self.by if partner != self.place.owner)


@dataclass(frozen=True, slots=True)
class There:
    """Who is in a workshop in a week and shift: open days and who has them, requests with their days."""

    shift: Shift
    open_days: int
    days: tuple[tuple[OrganisationKey, int], ...]
    requests: tuple[tuple[Request, int], ...]


class YearMap:
    """Use of the workshops of one owner, or of all."""

    def __init__(
        self, scene: Scene, problem: AllocationProblem, allocation: Allocation, owner: OrganisationKey | None
    ) -> None:
        self.scene, self.problem, self.allocation, self.owner = scene, problem, allocation, owner

    @cached_property
    def _used(self) -> dict[PlaceKey, list[Used]]:
        found: dict[PlaceKey, list[Used]] = defaultdict(list)
        for used in usage(self.problem, self.allocation):
            found[used.place].append(used)
        return found

    @cached_property
    def weeks(self) -> Sequence[int]:
        """Columns: from the first to the last week in which anything is open or used."""
        known = [u.week for rows in self._used.values() for u in rows]
        return range(min(known), max(known) + 1) if known else range(0)

    @property
    def months(self) -> list[Month]:
        """Heads over them."""
        return months(self.scene, self.weeks)

    @cached_property
    def rows(self) -> list[Row]:
        """Workshops in the order of the cluster."""
        return [self._row(p) for p in self.problem.places if self.owner in (None, p.owner)]

    @property
    def used(self) -> int:
        """Group-days of all rows."""
        return sum(r.used for r in self.rows)

    @property
    def most(self) -> int:
        """Group-days that there can be."""
        return sum(r.most for r in self.rows)

    @property
    def percent(self) -> int | None:
        """Used of open."""
        return round(100 * self.used / self.most) if self.most else None

    def there(self, place: Place, week: int) -> list[There]:
        """Who is where, shift by shift."""
        return [self._there(place, u) for u in self._used.get(place.key, ()) if u.week == week]

    def _there(self, place: Place, used: Used) -> There:
        opening = place.opening(used.week, used.shift)
        days = tuple(sorted(opening.days.items())) if opening else ()
        rows = ((self.problem.request_of[k], self._days(k, used.week)) for k in used.requests)
        return There(used.shift, used.open_days, days, tuple(rows))

    def _days(self, key: object, week: int) -> int:
        request = self.problem.request_of[key]  # type: ignore[index]
        grant = self.allocation.grants[request.key]
        return sum(b.days for b in request.patterns[grant.pattern].blocks if b.week == week)

    def _row(self, place: Place) -> Row:
        rows = self._used.get(place.key, [])
        by: dict[OrganisationKey, int] = defaultdict(int)
        for used in rows:
            for partner, days in used.by:
                by[partner] += days
        cells = tuple(self._cells(place, rows))
        most = sum(u.group_days_max for u in rows)
        return Row(place, cells, sum(by.values()), most, tuple(sorted(by.items(), key=lambda i: (-i[1], i[0]))))

    def _cells(self, place: Place, rows: Iterable[Used]) -> Iterable[Cell]:
        used: dict[int, int] = defaultdict(int)
        most: dict[int, int] = defaultdict(int)
        for u in rows:
            used[u.week] += u.group_days
            most[u.week] += u.group_days_max
        out = {w for o in self.scene.outages if o.place == place.key for w in range(o.first, o.last + 1)}
        for week in self.weeks:
            yield Cell(place.key, week, used[week], most[week], week in out)
