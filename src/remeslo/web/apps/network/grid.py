"""The usual week of a workshop: day by shift, whose it is; made from rows of opening hours, and back into rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from remeslo.core.base.keys import OrganisationKey, WorkshopKey
from remeslo.core.line.network.places import year_places
from remeslo.core.network.openhours import user_on
from remeslo.core.network.place import ANYBODY, Opening, Place, PlaceKey, Shift
from remeslo.core.network.resources import Workshop
from remeslo.core.network.terms import STUDY_DAYS, OpenHours, Weekday
from remeslo.web.apps.network.kept import Booking, Kept
from remeslo.web.apps.network.overlay import without_weeks
from remeslo.web.apps.network.scene import Scene

CLOSED: Final = ""
EVERYBODY: Final = "*"
"""What a cell says besides the key of one organisation."""
SHIFTS: Final = (1, 2)
"""Shifts that a workshop may have."""
Cells = Mapping[tuple[int, int], str]
"""Whose each (day 0..6, shift) is: an organisation's key, EVERYBODY or CLOSED."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A booking whose days shrink when other hours come: ``weeks`` in which fewer days are open to its college."""

    booking: Booking
    weeks: tuple[int, ...]
    still_fits: bool


def is_usual(row: OpenHours) -> bool:
    """True for rows without dates: the week that repeats."""
    return row.first is None and row.last is None and not row.closed


def rows_of(scene: Scene, workshop: str) -> list[OpenHours]:
    """Rows of one workshop, in their order."""
    return [r for r in scene.value.open_hours if r.workshop == workshop]


def shifts_of(rows: Iterable[OpenHours]) -> tuple[int, ...]:
    """Shifts to show: two, or more when the rows have more."""
    return tuple(sorted({*SHIFTS, *(s for r in rows for s in r.shifts)}))


def cells_of(scene: Scene, workshop: Workshop, owner: OrganisationKey) -> dict[tuple[int, int], str]:
    """The usual week as it stands."""
    rows = rows_of(scene, workshop.key)
    usual = [r for r in rows if is_usual(r)]
    found = {}
    for shift in shifts_of(rows):
        for day, weekday in enumerate(Weekday):
            if rows and not usual:
                user: OrganisationKey | None = None
            elif usual:
                about = (r for r in usual if shift in r.shifts and weekday in r.days)
                row = next(about, None)
                user = (row.user or ANYBODY) if row else None
            else:
                user = user_on(scene.monday(0) + timedelta(days=day), Shift(shift), workshop, owner, [])
            found[day, shift] = CLOSED if user is None else (EVERYBODY if user == ANYBODY else str(user))
    return found


def rows_from(workshop: WorkshopKey, cells: Cells, dated: Sequence[OpenHours]) -> list[OpenHours]:
    """
    Rows that say the same: dated ones first, since the first row for a time counts.

    A workshop that is never open has one row that closes it: without any row it would be open as usual.
    """
    rows = []
    for shift in sorted({s for _day, s in cells}):
        users = dict.fromkeys(u for (_d, s), u in sorted(cells.items()) if s == shift and u != CLOSED)
        for user in users:
            days = tuple(w for d, w in enumerate(Weekday) if cells.get((d, shift)) == user)
            whose = None if user == EVERYBODY else OrganisationKey(user)
            rows.append(OpenHours(workshop=workshop, days=days, shifts=(shift,), user=whose))
    if not rows:
        rows.append(OpenHours(workshop=workshop, days=STUDY_DAYS, shifts=(1,), closed=True))
    return [*dated, *_joined(rows)]


def _joined(rows: Iterable[OpenHours]) -> list[OpenHours]:
    """Shifts with the same days and user in one row, as people write them."""
    found: dict[tuple[tuple[Weekday, ...], OrganisationKey | None, bool], OpenHours] = {}
    for row in rows:
        at = (row.days, row.user, row.closed)
        held = found.get(at)
        found[at] = row if held is None else replace(held, shifts=(*held.shifts, *row.shifts))
    return list(found.values())


def place_with(scene: Scene, key: PlaceKey, rows: Sequence[OpenHours]) -> Place:
    """A workshop's place of the year with other rows of hours; weeks out of use stay closed."""
    others = tuple(r for r in scene.value.open_hours if str(r.workshop) != key)
    changed = replace(scene.value, open_hours=(*others, *rows))
    place = next(p for p in year_places(changed, scene.year).places if p.key == key)
    return without_weeks(place, [o for o in scene.outages if o.place == key])


def touched_by(before: Place, after: Place, kept: Kept | None) -> list[Touched]:
    """Bookings for whose college fewer days are open than before, in weeks in which they lie."""
    found = []
    for booking in kept.bookings if kept else ():
        if booking.place != before.key:
            continue
        weeks = tuple(
            b.week
            for b in booking.blocks
            if _days(after.opening(b.week, booking.shift), booking)
            < _days(before.opening(b.week, booking.shift), booking)
        )
        if weeks:
            fits = all(_days(after.opening(b.week, booking.shift), booking) >= b.days for b in booking.blocks)
            found.append(Touched(booking, weeks, fits))
    return found


def _days(opening: Opening | None, booking: Booking) -> int:
    return opening.days_for(booking.partner) if opening else 0
