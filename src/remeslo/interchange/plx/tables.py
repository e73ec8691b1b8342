"""One file while it is read: rows by code, cells as numbers, days and flags, and what was wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import squeeze
from remeslo.interchange.plx.dataset import DataRow, Dataset

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
_KEYS = {"Филиалы": "Код_филиала", "Уровень_образования": "Код_записи"}
_NONE = ("", "0")


@dataclass(slots=True)
class Tables:
    """The tables of one file; everything that cannot be read is told once, with the first place and how often."""

    dataset: Dataset
    name: str
    findings: list[Finding] = field(default_factory=list)
    _rows: dict[str, list[DataRow]] = field(default_factory=dict)
    _by_code: dict[str, dict[str, DataRow]] = field(default_factory=dict)
    _told: dict[tuple[str, ...], tuple[DataRow, int, dict[str, object], Severity]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for top in self.dataset.rows:
            for row in top.walk():
                self._rows.setdefault(row.table, []).append(row)
        for table, rows in self._rows.items():
            by_code = self._by_code.setdefault(table, {})
            for row in rows:
                code = row.get(_KEYS.get(table, "Код"))
                if code and by_code.setdefault(code, row) is not row:
                    self.tell("studyplan.plx_code_twice", row, table=table, value=code)

    def rows(self, table: str) -> list[DataRow]:
        """All rows of a table in order."""
        return self._rows.get(table, [])

    def by_code(self, table: str) -> Mapping[str, DataRow]:
        """Rows of a table by their code."""
        return self._by_code.get(table, {})

    def joined(self, row: DataRow, column: str, table: str) -> DataRow | None:
        """The row that a column points at; None, and told, when it is not in the file. ``0`` may mean nothing."""
        code = row.get(column)
        found = self.by_code(table).get(code)
        if found is None and code not in _NONE:
            self.tell("studyplan.plx_dangling", row, table=row.table, column=column, target=table, value=code)
        return found

    def word(self, row: DataRow, column: str, table: str, word: str) -> str:
        """The word of a dictionary that a code stands for, ``""`` for none."""
        found = self.joined(row, column, table)
        return squeeze(found.get(word)) if found is not None else ""

    def number(self, row: DataRow, column: str) -> Decimal | None:
        """A number >= 0; None for nothing, and told, for anything else."""
        raw = row.get(column).strip()
        if _NUMBER.fullmatch(raw):
            return Decimal(raw.replace(",", "."))
        if raw:
            self.tell("studyplan.number_unreadable", row, table=row.table, column=column, value=raw[:60])
        return None

    def whole(self, row: DataRow, column: str) -> int | None:
        """A whole number >= 0; None as for ``number``."""
        raw = row.get(column).strip()
        if _WHOLE.fullmatch(raw):
            return int(raw)
        if raw:
            self.tell("studyplan.number_unreadable", row, table=row.table, column=column, value=raw[:60])
        return None

    def flag(self, row: DataRow, column: str, *, default: bool = False) -> bool:
        """``true`` or ``false``; told, and the default, for anything else."""
        raw = row.get(column).strip().casefold()
        if raw in ("true", "1"):
            return True
        if raw in ("false", "0"):
            return False
        if raw:
            self.tell("studyplan.number_unreadable", row, table=row.table, column=column, value=raw[:60])
        return default

    def day(self, row: DataRow, column: str) -> date | None:
        """A day; None for nothing and for the first day of year 1 (.NET's nothing); told, for what is no day."""
        raw = row.get(column).strip()
        if raw.startswith("0001-01-01"):
            return None
        found = _DAY.fullmatch(raw)
        try:
            if found:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
        if raw:
            self.tell("studyplan.number_unreadable", row, table=row.table, column=column, value=raw[:60])
        return None

    def tell(self, code: str, row: DataRow, *, severity: Severity = Severity.STOPS_PUBLISHING, **facts: object) -> None:
        """One more of a kind of fault; it is told once for each table and column, with the first value."""
        key = (code, *(str(facts.get(k, "")) for k in ("table", "column", "target")))
        first, times, told, worst = self._told.get(key, (row, 0, facts, severity))
        self._told[key] = (first, times + 1, told, worst)

    def told(self) -> list[Finding]:
        """Every kind of fault once, with ``count``."""
        return [
            Finding(key[0], f"{self.name}:{row.line}" if row.line else self.name, {**facts, "count": times}, severity)
            for key, (row, times, facts, severity) in self._told.items()
        ]
