"""
Tables of people, qualifications, courses and their days (XLSX, CSV, also packed) into values.

A sheet is known by its name, any other table by its columns. Columns are found by their Russian or English names. A row
with something wrong is left out and told with its place, all others are read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from remeslo.core.base.findings import Finding, ProblemError, Severity, any_hard
from remeslo.core.base.text import fold, squeeze
from remeslo.interchange.sheets import Row, Table, read_tables
from remeslo.interchange.staffsheet.book import StaffBook
from remeslo.interchange.staffsheet.cells import Lookups, NotAValue, key_of_texts
from remeslo.interchange.staffsheet.columns import READ_IN, SHEETS, SKILLS, Column, Sheet
from remeslo.interchange.staffsheet.names import Lookup, Names, NoSuchName

_FEW = 12


@dataclass(frozen=True, slots=True)
class StaffReading:
    """
    What was read, and everything that is wrong.

    Parameters
    ----------
    places
        Where each value stands, by kind and key: ``staff.xlsx!Люди:12``.
    rows
        Rows below headers, counted in another way than they were read.
    """

    book: StaffBook
    places: Mapping[tuple[str, str], str]
    rows: int
    findings: tuple[Finding, ...]


@dataclass
class _Reading:
    """Files on their way."""

    lookups: Lookups
    values: dict[str, list[Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    held: dict[tuple[str, str], Any] = field(default_factory=dict)


def read(
    files: Iterable[tuple[str, bytes]], *, names: Names | None = None, held: StaffBook | None = None
) -> StaffReading:
    """
    Everything that tables tell of staff. Never raises on what the files hold.

    Parameters
    ----------
    names
        What there is already: cells may name it by key or by name. Where a list is empty any key is taken.
    held
        Values there are already: what a table has no column for stays as it is; an empty cell empties.
    """
    there = names or Names()
    reading = _Reading(
        Lookups(
            Lookup(there.organisations),
            Lookup(there.sites),
            Lookup(there.people),
            Lookup(there.skills),
            Lookup(there.courses),
        ),
        held={(kind, value.key): value for kind, value in held or StaffBook()},
    )
    tables = read_tables(files)
    reading.findings += tables.findings
    known = [(sheet, table) for table in tables.tables if (sheet := _sheet_of(table)) is not None]
    reading.findings += [_not_known(t) for t in tables.tables if not _is_skills(t) and t not in [k for _, k in known]]
    for sheet in READ_IN:
        for its, table in known:
            if its is sheet:
                _table(table, sheet, reading)
    rows = sum(table.found for _, table in known)
    if not rows and not any_hard(reading.findings):
        where = ", ".join(t.name for t in tables.tables[:3])
        reading.findings.append(Finding("staffsheet.empty", where, {}, Severity.STOPS_SAVING))
    book = StaffBook(**{kind: tuple(values) for kind, values in reading.values.items()})
    return StaffReading(book, reading.places, rows, tuple(reading.findings))


def _sheet_of(table: Table) -> Sheet | None:
    """By the name of the sheet, else by the columns: all that a row needs, and most of the others."""
    named = next((s for s in SHEETS if table.grid.sheet and s.is_named(table.grid.sheet)), None)
    if named is not None:
        return named
    fitting = [s for s in SHEETS if all(table.column(*c.names) >= 0 for c in s.required)]
    if _is_skills(table) or not fitting:
        return None
    return max(fitting, key=lambda s: (len(s.required), sum(table.column(*c.names) >= 0 for c in s.columns)))


def _is_skills(table: Table) -> bool:
    return fold(table.grid.sheet) in {fold(n) for n in SKILLS[0]}


def _not_known(table: Table) -> Finding:
    facts = {"sheet": table.name, "columns": table.header[:_FEW], "known": tuple(s.ru for s in SHEETS)}
    return Finding("staffsheet.sheet_unknown", table.name, facts, Severity.WARNING)


def _table(table: Table, sheet: Sheet, reading: _Reading) -> None:
    missing = tuple(c.ru for c in sheet.required if table.column(*c.names) < 0)
    if missing:
        facts = {"columns": missing, "sheet": sheet.ru}
        reading.findings.append(Finding("staffsheet.columns_missing", table.name, facts, Severity.STOPS_SAVING))
        return
    known = [n for c in sheet.columns for n in c.names] + list(sheet.helps or ())
    if unknown := table.unknown(known):
        facts = {"columns": unknown[:_FEW]}
        reading.findings.append(Finding("staffsheet.columns_unknown", table.name, facts, Severity.WARNING))
    for row in table.rows:
        _Cells(table, row, sheet, reading).read()


class _Cells:
    """One row on its way to a value."""

    def __init__(self, table: Table, row: Row, sheet: Sheet, reading: _Reading) -> None:
        self.table, self.row, self.sheet, self.reading = table, row, sheet, reading
        self.findings: list[Finding] = []

    def read(self) -> None:
        """The value into the book, or everything that is wrong with the row into the findings."""
        values = {c.field: v for c in self.sheet.columns if (v := self._value(c)) is not None}
        if not self.findings:
            self._make(values)
        self.reading.findings += self.findings

    def _value(self, column: Column) -> object | None:
        cell = self.row[self.table.column(*column.names)].strip()
        if not squeeze(cell):
            if column.required:
                self._wrong("staffsheet.cell_empty", column)
            return None
        try:
            return column.parse(cell, self.reading.lookups)
        except NoSuchName as missing:
            code = "staffsheet.name_ambiguous" if missing.several else "staffsheet.name_unknown"
            self._wrong(code, column, found=str(missing), kind=column.expected, keys=missing.several)
        except NotAValue as wrong:
            self._wrong("staffsheet.cell_wrong", column, found=str(wrong), expected=column.expected)
        return None

    def _make(self, values: dict[str, Any]) -> None:
        key = values.get("key") or self._made_key(values)
        place = self.table.place(self.row)
        first = self.reading.places.get((self.sheet.kind, key))
        if first is not None:
            self.findings.append(
                Finding("staffsheet.key_twice", place, {"key": key, "first": first}, Severity.STOPS_SAVING)
            )
            return
        try:
            made = self.sheet.make(**{**self._kept(key), **values, "key": key})
        except ProblemError as error:
            facts = {"reason": str(error)}
            self.findings.append(Finding("staffsheet.row_unusable", place, facts, Severity.STOPS_SAVING))
            return
        self.reading.values.setdefault(self.sheet.kind, []).append(made)
        self.reading.places[self.sheet.kind, key] = place
        if self.sheet.kind == "people":
            self.reading.lookups.person.add(key, made.name)
        elif self.sheet.kind == "courses":
            self.reading.lookups.course.add(key, made.title)

    def _kept(self, key: str) -> dict[str, Any]:
        """What is held of this thing in columns that the table does not have."""
        before = self.reading.held.get((self.sheet.kind, key))
        absent = (c.field for c in self.sheet.columns if self.table.column(*c.names) < 0)
        return {} if before is None else {f: getattr(before, f) for f in absent if f != "key"}

    def _made_key(self, values: Mapping[str, object]) -> str:
        """A person or course of a known name has its key; others one that is made of what identifies the row."""
        lookup = {"people": self.reading.lookups.person, "courses": self.reading.lookups.course}.get(self.sheet.kind)
        name = str(values.get("name") or values.get("title") or "")
        if lookup is not None and name and not lookup.is_open:
            try:
                return lookup.find(name)
            except NoSuchName:
                pass
        return key_of_texts(self.sheet.kind[0], (values.get(f, "") for f in self.sheet.identity))

    def _wrong(self, code: str, column: Column, **told: object) -> None:
        facts = {"column": column.ru, **told}
        self.findings.append(Finding(code, self.table.place(self.row, column.ru), facts, Severity.STOPS_SAVING))
