"""
Tables of organisations (XLSX, CSV, also packed) into rows.

The header may stand below titles; columns are found by Russian or English names. A row with something wrong is left out
and told with its place, all others are read; what was read is counted against what is in the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from remeslo.core.base.findings import Finding, ProblemError, Severity, any_hard
from remeslo.core.base.text import fold, squeeze
from remeslo.core.registry.entity import EntityKind, LegalEntity
from remeslo.core.registry.keys import EntityKey
from remeslo.core.registry.requisites import check_requisites
from remeslo.interchange.orgsheet.cells import NotAValue
from remeslo.interchange.orgsheet.columns import COLUMNS, PASSED_OVER, Column, column
from remeslo.interchange.orgsheet.head import has_names, header_at, is_no_row
from remeslo.interchange.orgsheet.row import OrganisationRow
from remeslo.interchange.sheets import Row, Table, read_tables

FEW = 12
_OWN_FIELDS = (
    "name",
    "short",
    "kind",
    "inn",
    "kpp",
    "ogrn",
    "region",
    "settlement",
    "address",
    "latitude",
    "longitude",
)
"""What a row says of the organisation itself: of two rows of one organisation both may not say different things."""


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """
    What was read, and everything that is wrong.

    Parameters
    ----------
    rows
        Each with its place: ``members.xlsx!Лист1:12``.
    found
        Rows below headers, counted in another way than they were read.
    left_out, passed_over
        Rows with something wrong or said before; totals, numbers of columns and repeated headers.
    columns
        Fields for which some table has a column: what the others hold stays as it is.
    """

    rows: tuple[tuple[str, OrganisationRow], ...]
    found: int
    left_out: int
    passed_over: int
    columns: frozenset[str]
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """True when every row of the file was read, left out by name, or passed over by name."""
        return self.found == len(self.rows) + self.left_out + self.passed_over


@dataclass
class _Reading:
    rows: list[tuple[str, OrganisationRow]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    first: dict[tuple[str, str], tuple[str, OrganisationRow]] = field(default_factory=dict)
    said: dict[tuple[object, ...], str] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    found: int = 0
    left_out: int = 0
    passed_over: int = 0


def read(files: Iterable[tuple[str, bytes]]) -> OrganisationReading:
    """Every organisation that the tables name. Never raises on what the files hold."""
    reading = _Reading()
    tables = read_tables(files, header_at=header_at)
    reading.findings += [f for f in tables.findings if f.code != "sheets.cells_without_column"]
    for table in tables.tables:
        _table(table, reading)
    if not reading.rows and not reading.left_out and not any_hard(reading.findings):
        where = ", ".join(t.name for t in tables.tables[:3])
        reading.findings.append(Finding("orgsheet.empty", where, {}, Severity.STOPS_SAVING))
    made = OrganisationReading(
        tuple(reading.rows),
        reading.found,
        reading.left_out,
        reading.passed_over,
        frozenset(reading.columns),
        tuple(reading.findings),
    )
    if made.is_whole:
        return made
    read_ = len(made.rows) + made.left_out + made.passed_over
    differs = Finding("orgsheet.rows_differ", "", {"found": made.found, "read": read_}, Severity.STOPS_SAVING)
    return replace(made, findings=(differs, *made.findings))


def _table(table: Table, reading: _Reading) -> None:
    if not has_names(table):
        told = {"columns": table.header[:FEW], "expected": column("name").ru}
        reading.findings.append(Finding("orgsheet.header_missing", table.name, told, Severity.WARNING))
        return
    known = [*(n for c in COLUMNS for n in c.names), *PASSED_OVER]
    if unknown := table.unknown(known):
        told = {"columns": unknown[:FEW]}
        reading.findings.append(Finding("orgsheet.columns_unknown", table.name, told, Severity.WARNING))
    reading.columns |= {c.field for c in COLUMNS if table.column(*c.names) >= 0}
    reading.found += table.found
    passed: list[int] = []
    for row in table.rows:
        if is_no_row(table, row):
            passed.append(row.number)
        else:
            _row(table, row, reading)
    if passed:
        reading.passed_over += len(passed)
        facts = {"count": len(passed), "items": tuple(passed[:FEW])}
        reading.findings.append(Finding("orgsheet.rows_passed_over", table.name, facts, Severity.NOTE))


def _row(table: Table, row: Row, reading: _Reading) -> None:
    cells = _Cells(table, row)
    made = cells.row()
    place = table.place(row)
    if made is not None:
        cells.findings += [*_judged(made, place), *_met_before(made, place, reading)]
    reading.findings += cells.findings
    is_said = any(f.code == "orgsheet.row_twice" for f in cells.findings)
    if made is None or is_said or any_hard(cells.findings):
        reading.left_out += 1
        return
    reading.rows.append((place, made))
    reading.said[_sayings(made)] = place
    reading.first.setdefault(made.identity, (place, made))


def _judged(made: OrganisationRow, place: str) -> list[Finding]:
    """What the core says of the numbers: they may be mistyped."""
    entity = LegalEntity(
        key=EntityKey(made.key or "row"),
        name=made.name,
        kind=made.kind or EntityKind.OTHER,
        inn=made.inn,
        kpp=made.kpp,
        ogrn=made.ogrn,
    )
    return [replace(f, where=place) for f in check_requisites(entity)]


def _met_before(made: OrganisationRow, place: str, reading: _Reading) -> list[Finding]:
    """The same row once more, or the same organisation with other particulars."""
    if (same := reading.said.get(_sayings(made))) is not None:
        return [Finding("orgsheet.row_twice", place, {"first": same}, Severity.WARNING)]
    first = reading.first.get(made.identity)
    if first is None:
        return []
    pairs = [(n, _plain(getattr(first[1], n)), _plain(getattr(made, n))) for n in _OWN_FIELDS]
    differ = tuple(column(n).ru for n, one, other in pairs if one not in ("", None) and other not in ("", None, one))
    if not differ:
        return []
    told: dict[str, object] = {"name": made.name, "first": first[0], "columns": differ}
    return [Finding("orgsheet.row_contradicts", place, told, Severity.STOPS_SAVING)]


def _sayings(row: OrganisationRow) -> tuple[object, ...]:
    """Everything a row says, letter case apart."""
    return tuple(_plain(getattr(row, f.name)) for f in fields(row))


def _plain(value: object) -> object:
    return fold(value) if isinstance(value, str) else value


class _Cells:
    """One row on its way to a value."""

    def __init__(self, table: Table, row: Row) -> None:
        self.table, self._row = table, row
        self.findings: list[Finding] = []

    def row(self) -> OrganisationRow | None:
        """The row, or None with everything that is wrong with it in the findings."""
        values: dict[str, Any] = {}
        for one in COLUMNS:
            self._read(one, values)
        if not values.get("name"):
            self._wrong("orgsheet.cell_empty", column("name"))
        if values.get("role") and not values.get("cluster") and "cluster" in self._there():
            self._wrong("orgsheet.cell_empty", column("cluster"))
        if any_hard(self.findings):
            return None
        try:
            return OrganisationRow(**values)
        except ProblemError as error:
            facts = {"reason": str(error)}
            self.findings.append(
                Finding("orgsheet.row_unusable", self.table.place(self._row), facts, Severity.STOPS_SAVING)
            )
            return None

    def _there(self) -> set[str]:
        return {c.field for c in COLUMNS if self.table.column(*c.names) >= 0}

    def _read(self, one: Column, values: dict[str, Any]) -> None:
        cell = self._row[self.table.column(*one.names)]
        if squeeze(cell).strip("'-—–") in ("", "нет", "n/a"):
            return
        try:
            found = one.parse(cell)
        except NotAValue as wrong:
            self._wrong(wrong.code, one, found=str(wrong), expected=one.expected)
            return
        if found.mended:
            told = {"column": one.ru, "found": squeeze(cell), "value": _shown(found.value)}
            place = self.table.place(self._row, one.ru)
            self.findings.append(Finding(found.mended, place, told, Severity.WARNING))
        names = {"inn_kpp": ("inn", "kpp"), "point": ("latitude", "longitude")}.get(one.field, (one.field,))
        told_values: tuple[object, ...] = found.value if isinstance(found.value, tuple) else (found.value,)
        for name, value in zip(names, told_values, strict=True):
            if value != "" and name not in values:
                values[name] = value

    def _wrong(self, code: str, one: Column, **told: object) -> None:
        facts = {"column": one.ru, **told}
        self.findings.append(Finding(code, self.table.place(self._row, one.ru), facts, Severity.STOPS_SAVING))


def _shown(value: object) -> str:
    return " / ".join(str(v) for v in value if v) if isinstance(value, tuple) else str(value)
