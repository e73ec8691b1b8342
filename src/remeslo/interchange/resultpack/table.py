"""Tables of a TOML file against what is expected; everything wrong is told with its path in the file."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.interchange.safety import MIB, Unreadable, decode_text

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
LIMIT_BYTES = MIB
FORMAT = 1


@dataclass
class Reading:
    """One file on its way: its name and what was found wrong so far."""

    name: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, path: str, **facts: object) -> None:
        """A finding at a path of the file: ``kind.practice.fields 3``."""
        self.findings.append(Finding(code, self.name, {"path": path, **facts}, Severity.STOPS_SAVING))

    def made(self, path: str, make: Callable[[], T]) -> T | None:
        """A value, or ``None`` with the reason told."""
        try:
            return make()
        except ProblemError as error:
            self.add("results.unusable", path, reason=str(error))
            return None


@dataclass
class Fields:
    """The fields of one table; asked for one after another, what is left at the end is unknown."""

    reading: Reading
    path: str
    table: Mapping[str, object]
    asked: set[str] = field(default_factory=set)

    def text(self, name: str, default: str | None = None) -> str:
        """A text that is not blank, unless there is a default."""
        found = self._take(name, str, default)
        if default is None and name in self.table and not found.strip():
            self.reading.add("results.field_missing", self.path, field=name)
        return found

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        return self._take(name, bool, default)

    def day(self, name: str) -> date:
        """A day."""
        found = self._take(name, date, None)
        return found if not isinstance(found, datetime) else found.date()

    def amount(self, name: str) -> Decimal | None:
        """A number written as such or as a text, ``None`` when it is not there."""
        self.asked.add(name)
        found = self.table.get(name)
        if found is None:
            return None
        try:
            number = Decimal(str(found))
        except InvalidOperation:
            number = Decimal("NaN")
        if isinstance(found, bool) or not number.is_finite():
            self._type(name, "number", found)
            return None
        return number

    def word(self, name: str, words: type[E], default: E | None = None) -> E | None:
        """One of the words of an enum."""
        found = self.text(name, default.value if default is not None else None)
        if found and found not in [w.value for w in words]:
            self.reading.add(
                "results.word_unknown", self.path, field=name, found=found, known=tuple(w.value for w in words)
            )
            return None
        return words(found) if found else None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty when it is not there."""
        found: list[object] = self._take(name, list, [])
        if any(not isinstance(x, str) for x in found):
            self._type(name, "rows", found)
        return tuple(x for x in found if isinstance(x, str))

    def rows(self, name: str) -> list["Fields"]:
        """A list of tables."""
        found: list[object] = self._take(name, list, [])
        rows = []
        for number, row in enumerate(found, start=1):
            path = f"{self.path} {name} {number}".strip()
            if isinstance(row, Mapping):
                rows.append(Fields(self.reading, path, row))
            else:
                self.reading.add("results.wrong_type", path, field=name, expected="table", found=str(row))
        return rows

    def inner(self, name: str) -> "Fields | None":
        """A table inside this one, ``None`` when it is not there."""
        if name not in self.table:
            self.asked.add(name)
            return None
        found: Mapping[str, object] = self._take(name, dict, {})
        return Fields(self.reading, f"{self.path} {name}".strip(), found)

    def finish(self) -> None:
        """Tell fields that nobody asked for."""
        for name in self.table:
            if name not in self.asked:
                self.reading.add("results.field_unknown", self.path, field=name, known=tuple(sorted(self.asked)))

    def _take(self, name: str, kind: type[T], default: T | None) -> T:
        self.asked.add(name)
        if name not in self.table:
            if default is None:
                self.reading.add("results.field_missing", self.path, field=name)
            return default if default is not None else _EMPTY[kind]  # type: ignore[return-value]
        found = self.table[name]
        if not isinstance(found, kind):
            self._type(name, _NAMES[kind], found)
            return _EMPTY[kind]  # type: ignore[return-value]
        return found

    def _type(self, name: str, expected: str, found: object) -> None:
        self.reading.add("results.wrong_type", self.path, field=name, expected=expected, found=str(found))


_EMPTY: Mapping[type, object] = {str: "", bool: False, date: date.min, list: [], dict: {}}
_NAMES: Mapping[type, str] = {str: "text", bool: "boolean", date: "date", list: "rows", dict: "table"}


def open_toml(data: bytes, reading: Reading) -> Fields | None:
    """The outermost table of a file; ``None`` with a finding when it is too large, no text or no TOML."""
    if len(data) > LIMIT_BYTES:
        facts = {"size": len(data), "limit": LIMIT_BYTES}
        reading.findings.append(Finding("file.too_large", reading.name, facts, Severity.STOPS_SAVING))
        return None
    try:
        decoded = decode_text(data, reading.name)
        table = tomllib.loads(decoded.text, parse_float=Decimal)
    except Unreadable as error:
        reading.findings += error.findings
        return None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        reading.add("results.not_toml", "", reason=str(error))
        return None
    reading.findings += decoded.findings
    fields = Fields(reading, "", table, {"format"})
    if table.get("format") != FORMAT:
        reading.add("results.format_unknown", "format", expected=FORMAT, found=str(table.get("format")))
    return fields
