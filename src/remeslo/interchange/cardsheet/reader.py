"""
A workbook of demand cards into cards.

Two sheets: cards and their requirements, found by name in Russian or English, columns by name in any order. Every cell
that is wrong is told with its place; a card with such a cell is left out, all others are read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import DemandKey, OrganisationKey, ProgrammeKey
from remeslo.core.base.text import squeeze
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.interchange.cardsheet import cells
from remeslo.interchange.cardsheet.cells import Wrong
from remeslo.interchange.cardsheet.columns import (
    CARD_COLUMNS,
    CARDS,
    REQUIREMENT_COLUMNS,
    REQUIREMENTS,
    Column,
    is_sheet,
    year_of,
)
from remeslo.interchange.safety.unreadable import refuse
from remeslo.interchange.sheets.grid import Row, Table, table_of
from remeslo.interchange.sheets.workbook import read_workbook

T = TypeVar("T")
_HEADER_WITHIN = 10
"""The header is looked for in so many rows: a title may stand above it."""
_NOBODY = ("", "-", "–", "—")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCounts:
    """Rows in the file, counted in another way than they were read, and what became of them."""

    card_rows: int
    cards: int
    requirement_rows: int
    requirements: int


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Cards in the order of the file, counts, and everything that is wrong."""

    cards: tuple[DemandCard, ...]
    counts: CardCounts
    findings: tuple[Finding, ...]


@dataclass
class _Notes:
    """Findings so far, and the cards that may not be read because of them."""

    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def breaks(self, card: str, code: str, where: str, facts: Mapping[str, object]) -> None:
        """A finding because of which the card is left out."""
        self.findings.append(Finding(code, where, facts, Severity.STOPS_SAVING))
        self.broken.add(card)


@dataclass(frozen=True)
class _Cells:
    """The cells of one row; what is wrong with one is told and breaks the row's card."""

    table: Table
    row: Row
    columns: Sequence[Column]
    card: str
    notes: _Notes

    def raw(self, field: str) -> str:
        """The cell as it stands, ``""`` when there is no such column."""
        return self.row[self.table.column(*self._column(field).names)]

    def place(self, field: str) -> str:
        """Place of the cell, by the name that the column has in the file."""
        at = self.table.column(*self._column(field).names)
        return self.table.place(self.row, self.table.header[at] if at >= 0 else self._column(field).ru)

    def take(self, field: str, made: Callable[[str], T], default: T) -> T:
        """The cell's value."""
        return self.checked(self.raw(field), self.place(field), made, default)

    def checked(self, cell: str, where: str, made: Callable[[str], T], default: T) -> T:
        """A value, or the default with the finding that says why."""
        try:
            return made(cell)
        except Wrong as wrong:
            self.notes.breaks(self.card, wrong.code, where, wrong.facts)
            return default

    def _column(self, field: str) -> Column:
        return next(c for c in self.columns if c.field == field)


def read(
    data: bytes,
    *,
    name: str,
    employers: Mapping[str, str] | None = None,
    programmes: Mapping[str, str] | None = None,
) -> CardSheet:
    """
    The cards of a workbook.

    Parameters
    ----------
    employers, programmes
        Key -> name of those that exist; cells may hold either. ``None`` or nothing: any text is taken as a key.

    Raises
    ------
    Unreadable
        What ``sheets.read_workbook`` refuses; ``cardsheet.sheet_missing`` and ``cardsheet.column_missing``.
    """
    grids, met = read_workbook(data, name=name)
    tables: list[Table] = []
    notes = _Notes(list(met))
    for sheet, columns in ((CARDS, CARD_COLUMNS), (REQUIREMENTS, REQUIREMENT_COLUMNS)):
        grid = next((g for g in grids if is_sheet(g.sheet, sheet)), None)
        if grid is None:
            raise refuse("cardsheet.sheet_missing", name, sheet=sheet[0], sheets=tuple(g.sheet for g in grids))
        table = _headed([t for n in range(_HEADER_WITHIN) if (t := table_of(grid, at=n)) is not None], columns)
        if table is None:
            wanted = tuple(c.ru for c in columns if c.required)
            raise refuse("cardsheet.column_missing", grid.name, columns=wanted)
        notes.findings += _columns_passed_over(table, columns)
        tables.append(table)
    requirements = _requirements(tables[1], notes)
    heads = _cards(tables[0], requirements, employers or {}, programmes or {}, notes)
    for key in requirements:
        if key not in heads:
            place = next(tables[1].place(r) for r, k in _card_keys(tables[1]) if k == key)
            notes.findings.append(Finding("cardsheet.card_unknown", place, {"card": key}, Severity.WARNING))
    cards = tuple(card for key, card in heads.items() if card is not None and key not in notes.broken)
    for key in heads:
        if key in notes.broken:
            notes.findings.append(Finding("cardsheet.card_left_out", name, {"card": key}, Severity.WARNING))
    counts = CardCounts(
        card_rows=tables[0].found,
        cards=len(cards),
        requirement_rows=tables[1].found,
        requirements=sum(len(c.requirements) for c in cards),
    )
    return CardSheet(cards, counts, tuple(notes.findings))


def _headed(tables: Sequence[Table], columns: Sequence[Column]) -> Table | None:
    """The first table whose header has every column that must be there."""
    return next((t for t in tables if all(t.column(*c.names) >= 0 for c in columns if c.required)), None)


def _columns_passed_over(table: Table, columns: Sequence[Column]) -> Iterable[Finding]:
    known = [n for c in columns for n in c.names]
    unknown = [h for h in table.unknown(known) if columns is REQUIREMENT_COLUMNS or year_of(h) is None]
    if unknown:
        yield Finding("cardsheet.columns_passed_over", table.name, {"columns": tuple(unknown)}, Severity.NOTE)


def _card_keys(table: Table) -> Iterable[tuple[Row, str]]:
    """Each row of requirements with its card; a blank cell means the card of the row above."""
    at = table.column(*REQUIREMENT_COLUMNS[0].names)
    before = ""
    for row in table.rows:
        before = squeeze(row[at]) or before
        yield row, before


def _requirements(table: Table, notes: _Notes) -> dict[str, list[Requirement]]:
    made: dict[str, list[Requirement]] = {}
    for row, card in _card_keys(table):
        cells_of = _Cells(table, row, REQUIREMENT_COLUMNS, card, notes)
        if not card:
            facts = {"column": REQUIREMENT_COLUMNS[0].ru}
            notes.breaks(card, "cardsheet.value_missing", cells_of.place("card"), facts)
            continue
        requirement = _requirement(cells_of, [r.number for r in made.setdefault(card, [])])
        if requirement is not None:
            made[card].append(requirement)
    return made


def _requirement(row: _Cells, taken: Sequence[int]) -> Requirement | None:
    number = max(taken, default=0) + 1
    if row.raw("number").strip():
        number = row.take("number", lambda c: cells.whole(c, 1, 9999), number)
        if number in taken:
            facts = {"card": row.card, "number": number}
            row.notes.breaks(row.card, "cardsheet.number_twice", row.place("number"), facts)
            return None
    text = row.take("text", cells.text, "?")
    no_functions: tuple[str, ...] = ()
    functions = row.take("functions", cells.functions, no_functions)
    criticality, proficiency = (
        row.take(field, lambda c: cells.whole(c if c.strip() else "2", 1, 3), 2)
        for field in ("criticality", "proficiency")
    )
    if not text and not functions:
        facts = {"card": row.card}
        row.notes.findings.append(Finding("cardsheet.requirement_blank", row.place("text"), facts, Severity.WARNING))
        return None
    return Requirement(number=number, text=text, functions=functions, criticality=criticality, proficiency=proficiency)


def _cards(
    table: Table,
    requirements: Mapping[str, Sequence[Requirement]],
    employers: Mapping[str, str],
    programmes: Mapping[str, str],
    notes: _Notes,
) -> dict[str, DemandCard | None]:
    """Cards by the key their row gives; ``None`` where a card is broken."""
    made: dict[str, DemandCard | None] = {}
    for row in table.rows:
        here = squeeze(row[table.column(*CARD_COLUMNS[0].names)])
        read = _Cells(table, row, CARD_COLUMNS, here, notes)
        for column in CARD_COLUMNS:
            if column.required and not squeeze(read.raw(column.field)):
                notes.breaks(here, "cardsheet.value_missing", read.place(column.field), {"column": column.ru})
        if here in made:
            notes.breaks(here, "cardsheet.key_twice", read.place("key"), {"card": here})
        elif here:
            made[here] = _card(read, requirements.get(here, ()), employers, programmes)
    return made


def _card(
    row: _Cells, requirements: Sequence[Requirement], employers: Mapping[str, str], programmes: Mapping[str, str]
) -> DemandCard | None:
    headcount = _headcount(row)
    for code, there in (("cardsheet.nobody_needed", headcount), ("cardsheet.no_requirements", requirements)):
        if not there:
            row.notes.breaks(row.card, code, row.table.place(row.row), {"card": row.card})
    employer = row.take("employer", lambda c: cells.named(c, employers, "cardsheet.employer_unknown"), "")
    programme = ""
    if row.raw("programme").strip() not in _NOBODY:  # no programme is no mistake: the constructor chooses
        programme = row.take("programme", lambda c: cells.named(c, programmes, "cardsheet.programme_unknown"), "")
    key = row.take("key", cells.key, "")
    job = row.take("job", cells.name, "")
    no_equipment: tuple[str, ...] = ()
    equipment = row.take("equipment", cells.lines, no_equipment)
    deadline = row.take("deadline", _day, None)
    if deadline is None or row.card in row.notes.broken:
        return None
    return DemandCard(
        key=DemandKey(key),
        employer=OrganisationKey(employer),
        job=job,
        headcount=headcount,
        deadline=deadline,
        requirements=tuple(requirements),
        programme=ProgrammeKey(programme) if programme else None,
        equipment=equipment,
        note=row.raw("note").strip(),
    )


def _day(cell: str) -> date | None:
    return cells.day(cell) if cell.strip() else None


def _headcount(row: _Cells) -> tuple[Headcount, ...]:
    """People by year; columns of one year are added up, nobody is nobody."""
    people: dict[int, int] = {}
    for at, header in enumerate(row.table.header):
        year = year_of(header)
        cell = squeeze(row.row[at])
        if year is not None and cell not in _NOBODY:
            where = row.table.place(row.row, header)
            number = row.checked(cell, where, lambda c: cells.whole(c, 0, cells.MOST_PEOPLE), 0)
            people[year] = people.get(year, 0) + number
    return tuple(Headcount(year=y, people=n) for y, n in sorted(people.items()) if n)
