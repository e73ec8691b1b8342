"""A TOML file as tables whose fields are asked for one by one; everything wrong is told with its line."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.interchange.safety import MIB, Unreadable, decode_text
from remeslo.interchange.tomltext.lines import Lines, Path, find_lines

T = TypeVar("T")
LIMIT_BYTES = MIB
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


@dataclass
class Reading:
    """One file on its way: its name, where its lines are, what was found wrong so far."""

    name: str
    lines: Lines = field(default_factory=Lines)
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, path: Path, severity: Severity = Severity.STOPS_SAVING, **facts: object) -> None:
        """A finding at the line of a path."""
        line = self.lines.of(path)
        self.findings.append(Finding(code, f"{self.name}:{line}", {**facts, "line": line}, severity))

    def made(self, path: Path, make: Callable[[], T]) -> T | None:
        """A value, or ``None`` with the reason told."""
        try:
            return make()
        except ProblemError as error:
            self.add("fundpack.unusable", path, reason=str(error))
            return None


@dataclass
class Table:
    """One table; ``finish`` tells the fields that nobody asked for."""

    reading: Reading
    path: Path
    content: Mapping[str, object]
    asked: set[str] = field(default_factory=set)

    def text(self, name: str, default: str | None = None) -> str:
        """A text, not blank unless there is a default; ``""`` when it is missing, which is told."""
        found = self._take(name, str, "text", default)
        if default is None and isinstance(found, str) and name in self.content and not found.strip():
            self.reading.add("fundpack.field_missing", (*self.path, name), field=name)
        return found or ""

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        found = self._take(name, int, "integer", default)
        return found if found is not None else 0

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        return bool(self._take(name, bool, "boolean", default))

    def day(self, name: str) -> date | None:
        """A day; missing ones are told."""
        found = self._take(name, date, "date", None)
        return found if isinstance(found, date) and not isinstance(found, datetime) else None

    def amount(self, name: str) -> Decimal | None:
        """A number in quotation marks (or bare); missing and malformed ones are told."""
        self.asked.add(name)
        raw = self.content.get(name)
        if raw is None:
            self.reading.add("fundpack.field_missing", self.path, field=name)
            return None
        return amount_of(self.reading, (*self.path, name), raw)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not there."""
        self.asked.add(name)
        listed = self.content.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(t, str) for t in listed):
            self._type(name, "texts", listed)
            return ()
        return tuple(listed)

    def words(self, name: str) -> Mapping[str, str]:
        """A table of texts; empty when it is not there."""
        inner = self.inner(name)
        found = {}
        for key, value in inner.content.items() if inner else ():
            if isinstance(value, str):
                found[key] = value
            else:
                self.reading.add(
                    "fundpack.wrong_type", (*self.path, name, key), field=key, expected="text", found=_name(value)
                )
        return found

    def inner(self, name: str) -> "Table | None":
        """A table inside; ``None`` when it is not there."""
        self.asked.add(name)
        found = self.content.get(name)
        if found is None:
            return None
        if not isinstance(found, Mapping):
            self._type(name, "table", found)
            return None
        return Table(self.reading, (*self.path, name), found)

    def rows(self, name: str) -> tuple["Table", ...]:
        """A list of tables; empty when it is not there."""
        self.asked.add(name)
        found = self.content.get(name, [])
        if not isinstance(found, list):
            self._type(name, "rows", found)
            return ()
        tables = []
        for n, row in enumerate(found):
            if isinstance(row, Mapping):
                tables.append(Table(self.reading, (*self.path, name, n), row))
            else:
                self._type(name, "table", row)
        return tuple(tables)

    def finish(self) -> None:
        """Tell fields that are unknown."""
        for name in self.content:
            if name not in self.asked:
                self.reading.add(
                    "fundpack.field_unknown", (*self.path, name), field=name, known=tuple(sorted(self.asked))
                )

    def _take(self, name: str, kind: type[T], word: str, default: T | None) -> T | None:
        self.asked.add(name)
        found = self.content.get(name)
        if found is None:
            if default is None:
                self.reading.add("fundpack.field_missing", self.path, field=name)
            return default
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            self._type(name, word, found)
            return default
        return found

    def _type(self, name: str, expected: str, found: object) -> None:
        self.reading.add("fundpack.wrong_type", (*self.path, name), field=name, expected=expected, found=_name(found))


def amount_of(reading: Reading, path: Path, raw: object) -> Decimal | None:
    """A number written as text or bare; what is none is told."""
    try:
        value = Decimal(str(raw)) if isinstance(raw, str | int | Decimal) and not isinstance(raw, bool) else None
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        reading.add("fundpack.amount_malformed", path, found=str(raw)[:40])
        return None
    return value


def open_toml(data: bytes, reading: Reading) -> Table | None:
    """The file as a table; ``None`` with the reason told when it is no TOML."""
    if len(data) > LIMIT_BYTES:
        facts: dict[str, object] = {"size": len(data), "limit": LIMIT_BYTES}
        reading.findings.append(Finding("file.too_large", reading.name, facts, Severity.STOPS_SAVING))
        return None
    try:
        decoded = decode_text(data, reading.name)
    except Unreadable as error:
        reading.findings.extend(error.findings)
        return None
    reading.findings.extend(decoded.findings)
    try:
        content = tomllib.loads(decoded.text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else decoded.text.count("\n") + 1
        told: dict[str, object] = {"reason": _PLACE.sub("", str(error)).strip(), "line": line}
        reading.findings.append(Finding("fundpack.not_toml", f"{reading.name}:{line}", told, Severity.STOPS_SAVING))
        return None
    reading.lines = find_lines(decoded.text)
    return Table(reading, (), content)


def _name(value: object) -> str:
    names = {bool: "boolean", int: "integer", str: "text", list: "rows", dict: "table", Decimal: "number", date: "date"}
    return next((word for kind, word in names.items() if type(value) is kind), type(value).__name__)
