"""What was changed at a table: who, when, what it came to; and what is new since a page was shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.studio.book import Change
from remeslo.core.competence.studio.place import Place
from remeslo.core.competence.studio.values import Value
from remeslo.web.apps.studio.models import Standing, Table, TableChange
from remeslo.web.apps.studio.permissions import Seat
from remeslo.web.apps.studio.snapshot import owners_of, read_change

MOST = 200
"""Entries at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One change for one reader.

    Parameters
    ----------
    readable
        False: it is about other employers' requests; ``value`` and ``note`` are then empty.
    in_force, contested
        It counts now; it stands beside what counts. Neither: it was replaced.
    bundle
        Title of the proposal it came with.
    """

    row: TableChange
    place: Place
    readable: bool
    value: Value | None
    note: str
    in_force: bool
    contested: bool
    bundle: str = ""


def history(
    table: Table,
    seat: Seat,
    *,
    place: Place | None = None,
    before: int | None = None,
    most: int = MOST,
    design: ProgrammeDesign | None = None,
) -> list[Entry]:
    """The last changes, newest first: all, of one place, or those before a number. Two queries, and `owners_of`'s."""
    rows = TableChange.objects.filter(table=table).select_related("bundle").order_by("-number")
    if place is not None:
        rows = rows.filter(place=str(place))
    if before is not None:
        rows = rows.filter(number__lt=before)
    return _entries(table, seat, list(rows[: max(1, min(most, MOST))]), design)


def news(table: Table, seat: Seat, after: int, *, design: ProgrammeDesign | None = None) -> list[Entry]:
    """
    Changes since a number, oldest first; at most `MOST` (a page that is further behind is shown anew).

    One query when nothing is new; else as `history`.
    """
    rows = TableChange.objects.filter(table=table, number__gt=after).select_related("bundle").order_by("number")
    return _entries(table, seat, list(rows[:MOST]), design)


def _entries(table: Table, seat: Seat, rows: Sequence[TableChange], design: ProgrammeDesign | None) -> list[Entry]:
    if not rows:
        return []
    standing = {s.place: s for s in Standing.objects.filter(table=table).select_related("by")}
    read = [(row, change) for row in rows if (change := _read(row)) is not None]
    owners = who_asks(table, seat, (c.place for _row, c in read), design)
    return [
        Entry(
            row=row,
            place=change.place,
            readable=(readable := seat.reads(change.place.kind, owners.get(change.place, ()))),
            value=change.value if readable else None,
            note=row.note if readable else "",
            in_force=row.place in standing and standing[row.place].by_id == row.pk,
            contested=row.place in standing and row.number in standing[row.place].contested,
            bundle=row.bundle.title if row.bundle and readable else "",
        )
        for row, change in read
    ]


def who_asks(
    table: Table, seat: Seat, places: Iterable[Place], design: ProgrammeDesign | None
) -> Mapping[Place, frozenset[str]]:
    """Employers of places, looked up only for readers who may not read everything."""
    return {} if seat.audience.reads_all else owners_of(table, places, design)


def _read(row: TableChange) -> Change | None:
    try:
        return read_change(row)
    except ProblemError:  # a place that an earlier edition of the program knew
        return None
