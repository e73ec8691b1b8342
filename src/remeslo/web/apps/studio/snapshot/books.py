"""A table's book: from its standings in two queries, or anew from every change."""

from collections.abc import Iterable
from types import MappingProxyType

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.studio.book import Book, Change, Register, replay, rulings
from remeslo.core.competence.studio.place import Place, read_place
from remeslo.core.competence.studio.reading import read_value
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.web.apps.studio.models import Standing, Table, TableChange


def read_change(row: TableChange) -> Change:
    """
    A row as the core sees it; ``author`` is the name as it was that day.

    A value that no place takes any more (it was written by an earlier edition of the program) counts as none.
    """
    place = read_place(row.place)
    return Change(
        number=row.number,
        place=place,
        value=read_value(place, row.value).value,
        seen=row.seen,
        author=row.author_name,
        at=row.at,
        bundle=str(row.bundle_id) if row.bundle_id else None,
        note=row.note,
    )


def book_of(table: Table) -> Book:
    """What stands at each place; two queries."""
    standings = list(Standing.objects.filter(table=table).select_related("by"))
    beside = {n for s in standings for n in s.contested}
    rows = TableChange.objects.filter(table=table, number__in=beside) if beside else ()
    contested = {row.number: read_change(row) for row in rows}
    registers: dict[Place, Register] = {}
    for s in standings:
        try:
            by = read_change(s.by)
        except ProblemError:  # a place that is none any more
            continue
        registers[by.place] = Register(by, tuple(contested[n] for n in sorted(s.contested)))
    return Book(MappingProxyType(registers))


def replayed(table: Table, until: int | None = None, place: Place | None = None) -> Book:
    """The book made anew from the changes, all or up to a number, of all places or of one; one query."""
    rows = TableChange.objects.filter(table=table)
    if place is not None:
        rows = rows.filter(place=str(place))
    if until is not None:
        rows = rows.filter(number__lte=until)
    return replay(_read(rows))


def rulings_of(table: Table, until: int | None = None) -> Rulings:
    """The rulings in force now, or after a change that is long past."""
    if until is None or until >= table.last_number:
        return rulings(book_of(table))
    return rulings(replayed(table, until))


def _read(rows: Iterable[TableChange]) -> Iterable[Change]:
    for row in rows:
        try:
            yield read_change(row)
        except ProblemError:
            continue
