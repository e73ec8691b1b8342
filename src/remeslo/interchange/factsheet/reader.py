"""
Tables of facts (XLSX, CSV, also packed) into facts.

A sheet named like a kind holds facts of that kind; any other table says the kind in a column. Columns are found by
their Russian or English title or the plain name of the value. A row with something wrong is left out and told with its
place, all others are read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.base.findings import Finding, ProblemError, Severity, any_hard
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.text import fold, squeeze
from remeslo.core.results.kinds import FactKind, FieldRule, ValueType, identity_of, validate
from remeslo.interchange.factsheet.cells import NotAValue, day, flag, organisation, value_of
from remeslo.interchange.factsheet.columns import COLUMNS, kind_named, own, value_names
from remeslo.interchange.sheets import Row, Table, read_tables

_FEW = 12


@dataclass(frozen=True, slots=True)
class FactSheet:
    """
    Facts in the order of the file, and everything that is wrong.

    Parameters
    ----------
    places
        Where each fact stands: ``facts.xlsx!Практика:12``.
    rows
        Rows below headers, counted in another way than they were read.
    """

    facts: tuple[Fact, ...]
    places: Mapping[FactKey, str]
    rows: int
    findings: tuple[Finding, ...]


@dataclass
class _Reading:
    """Files on their way."""

    kinds: Mapping[str, FactKind]
    organisations: Mapping[str, str]
    by: str
    known: date
    facts: list[Fact] = field(default_factory=list)
    places: dict[FactKey, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read(
    files: Iterable[tuple[str, bytes]],
    *,
    kinds: Mapping[str, FactKind],
    by: str,
    known: date,
    organisations: Mapping[str, str] | None = None,
) -> FactSheet:
    """
    Facts of tables. Never raises on what the files hold.

    Parameters
    ----------
    by, known
        Who says it and since when it is known, where a row does not tell.
    organisations
        Key -> name of those there are; cells may hold either. ``None``: any text is taken as a key.
    """
    names = {fold(n): key for key, name in (organisations or {}).items() for n in (name, key)}
    reading = _Reading(kinds, names, by, known)
    tables = read_tables(files)
    reading.findings += tables.findings
    rows = 0
    for table in tables.tables:
        kind = kind_named(table.grid.sheet, kinds)
        if kind is None and not table.has(*_first_there(table, "kind")):
            if not any(table.has(n) for n in own("subject").names):
                told = {"sheet": table.name, "columns": table.header[:_FEW]}
                reading.findings.append(Finding("factsheet.no_facts", table.name, told, Severity.WARNING))
                continue
            told = {"sheet": table.name, "known": tuple(k.title_ru for k in kinds.values())[:_FEW]}
            reading.findings.append(Finding("factsheet.kind_unstated", table.name, told, Severity.STOPS_SAVING))
            continue
        rows += table.found
        _table(table, kind, reading)
    if not rows and not any_hard(reading.findings):
        name = ", ".join(t.name for t in tables.tables[:3])
        reading.findings.append(Finding("factsheet.empty", name, {}, Severity.STOPS_SAVING))
    return FactSheet(tuple(reading.facts), reading.places, rows, tuple(reading.findings))


def _first_there(table: Table, name: str) -> tuple[str, ...]:
    """The first understood name of a column that the table has, else one that it has not."""
    return next(((n,) for n in own(name).names if table.has(n)), (own(name).ru,))


def _table(table: Table, kind: FactKind | None, reading: _Reading) -> None:
    known = [n for c in COLUMNS for n in c.names]
    rules = kind.fields if kind is not None else tuple(f for k in reading.kinds.values() for f in k.fields)
    known += [n for rule in rules for n in value_names(rule)]
    known += [h for h in table.header if any(r.is_open and h.startswith(r.name) for r in rules)]
    if unknown := table.unknown(known):
        told = {"columns": unknown[:_FEW]}
        reading.findings.append(Finding("factsheet.columns_unknown", table.name, told, Severity.WARNING))
    for row in table.rows:
        _row(table, row, kind, reading)


def _row(table: Table, row: Row, kind: FactKind | None, reading: _Reading) -> None:
    cells = _Cells(table, row, reading)
    its = kind or kind_named(cells.text("kind"), reading.kinds)
    if its is None:
        cells.wrong("factsheet.kind_unknown", own("kind").ru, found=cells.text("kind"))
    fact = cells.fact(its) if its is not None else None
    found = cells.findings
    if fact is not None and not any_hard(found):
        found += validate(fact, reading.kinds, where=table.place(row))
        if fact.key in reading.places:
            told = {"key": fact.key, "first": reading.places[fact.key]}
            found.append(Finding("factsheet.key_twice", table.place(row), told, Severity.STOPS_SAVING))
    reading.findings += found
    if fact is not None and not any_hard(found):
        reading.facts.append(fact)
        reading.places[fact.key] = table.place(row)


class _Cells:
    """The cells of one row."""

    def __init__(self, table: Table, row: Row, reading: _Reading) -> None:
        self.table, self.row, self.reading = table, row, reading
        self.findings: list[Finding] = []

    def text(self, name: str) -> str:
        """The cell of a column that every fact has."""
        return squeeze(self.row[self.table.column(*own(name).names)])

    def wrong(self, code: str, column: str, **told: object) -> None:
        """A finding that leaves the row out."""
        facts = {"column": column, **told}
        self.findings.append(Finding(code, self.table.place(self.row, column), facts, Severity.STOPS_SAVING))

    def fact(self, kind: FactKind) -> Fact | None:
        """The row as a fact; ``None`` with findings when it is none."""
        on, known = self._day("on", None), self._day("known", self.reading.known)
        by, values = self._by(), self._values(kind)
        withdraws = self._flag("withdraws")
        subject = self.text("subject")
        if not subject:
            self.wrong("factsheet.cell_empty", own("subject").ru)
        if on is None or known is None or self.findings:
            return None
        corrects = self.text("corrects")
        try:
            fact = Fact(
                key=FactKey(self.text("key") or "unnamed"),
                kind=kind.key,
                subject=subject,
                on=on,
                known=known,
                by=OrganisationKey(by),
                values=values,
                evidence=tuple(e for e in map(squeeze, self.text("evidence").split(";")) if e),
                corrects=FactKey(corrects) if corrects else None,
                withdraws=withdraws,
            )
        except ProblemError as error:
            self.wrong("factsheet.row_unusable", own("key").ru, reason=str(error))
            return None
        return fact if self.text("key") else _named(fact, kind)

    def _day(self, name: str, default: date | None) -> date | None:
        cell = self.text(name)
        if not cell:
            if default is None:
                self.wrong("factsheet.cell_empty", own(name).ru)
            return default
        try:
            return day(cell)
        except NotAValue:
            self.wrong("factsheet.cell_wrong", own(name).ru, found=cell, expected=ValueType.DAY.value)
            return None

    def _flag(self, name: str) -> bool:
        cell = self.text(name)
        try:
            return flag(cell) if cell else False
        except NotAValue:
            self.wrong("factsheet.cell_wrong", own(name).ru, found=cell, expected=ValueType.FLAG.value)
            return False

    def _by(self) -> str:
        cell = self.text("by")
        if not cell:
            return self.reading.by
        try:
            return organisation(cell, self.reading.organisations)
        except NotAValue:
            self.wrong("factsheet.organisation_unknown", own("by").ru, found=cell)
            return cell

    def _values(self, kind: FactKind) -> dict[str, FactValue]:
        values: dict[str, FactValue] = {}
        for rule in kind.fields:
            columns = [h for h in self.table.header if h.startswith(rule.name)] if rule.is_open else [""]
            for column in columns:
                names = (column,) if rule.is_open else value_names(rule)
                cell = squeeze(self.row[self.table.column(*names)])
                if cell:
                    self._value(rule, column or rule.name, cell, values)
        return values

    def _value(self, rule: FieldRule, name: str, cell: str, values: dict[str, FactValue]) -> None:
        try:
            values[name] = value_of(cell, rule.type, self.reading.organisations)
        except NotAValue:
            if rule.type is ValueType.ORGANISATION:
                self.wrong("factsheet.organisation_unknown", rule.title_ru, found=cell)
            else:
                self.wrong("factsheet.cell_wrong", rule.title_ru, found=cell, expected=rule.type.value)


def _named(fact: Fact, kind: FactKind) -> Fact:
    """A fact without a key gets one of what identifies it, so that the same row read twice is the same fact."""
    told = (*identity_of(fact, kind), fact.on.isoformat(), fact.by, fact.corrects or "")
    key = sha256("\x1f".join(told).encode()).hexdigest()[:16]
    return Fact(
        key=FactKey(f"{fact.kind}-{key}"),
        kind=fact.kind,
        subject=fact.subject,
        on=fact.on,
        known=fact.known,
        by=fact.by,
        values=fact.values,
        evidence=fact.evidence,
        corrects=fact.corrects,
        withdraws=fact.withdraws,
    )
