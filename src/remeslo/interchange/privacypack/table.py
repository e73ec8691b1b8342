"""Bytes into a table with the lines of its parts, and the judging of its fields."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety import MIB, Unreadable, decode_text
from remeslo.interchange.tomltext.lines import Lines, Path, find_lines

FORMAT = 1
LIMIT_BYTES = MIB
_WORDS: Mapping[type, str] = {int: "integer", str: "text", bool: "boolean", date: "date", list: "rows", dict: "table"}


@dataclass
class Reading:
    """One file on its way: where its lines are and what was found wrong."""

    name: str
    lines: Lines
    findings: list[Finding] = field(default_factory=list)

    def judge(
        self, table: Mapping[str, object], expected: Mapping[str, type], path: Path, optional: tuple[str, ...] = ()
    ) -> bool:
        """Tells of fields that are missing, blank, unknown or of another type; True when all are sound."""
        before = len(self.findings)
        for name, kind in expected.items():
            value = table.get(name)
            if name not in table and name in optional:
                continue
            if name not in table or (isinstance(value, str) and not value.strip()):
                self.add("privacypack.field_missing", path, field=name)
            elif (
                not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or isinstance(value, datetime)
            ):
                self.add("privacypack.wrong_type", (*path, name), field=name, expected=_WORDS[kind])
        for name in table:
            if name not in expected:
                self.add("privacypack.field_unknown", (*path, name), field=name, known=tuple(expected))
        return len(self.findings) == before

    def judge_format(self, table: Mapping[str, object]) -> None:
        """Tells of a version of the format that is not known."""
        if table.get("format", FORMAT) != FORMAT:
            self.add("privacypack.format_unknown", ("format",), expected=FORMAT, found=str(table["format"]))

    def add(self, code: str, path: Path, **facts: object) -> None:
        """One finding, at its line."""
        self.findings.append(Finding(code, f"{self.name}:{self.lines.of(path)}", facts, Severity.STOPS_SAVING))


def open_table(data: bytes, name: str) -> tuple[Mapping[str, object] | None, Reading]:
    """The table of a file, or what kept it from being read; never raises on bad data."""
    reading = Reading(name, find_lines(""))
    if len(data) > LIMIT_BYTES:
        size: dict[str, object] = {"size": len(data), "limit": LIMIT_BYTES}
        reading.findings.append(Finding("file.too_large", name, size, Severity.STOPS_SAVING))
        return None, reading
    try:
        decoded = decode_text(data, name)
        table = tomllib.loads(decoded.text)
    except Unreadable as error:
        reading.findings.extend(error.findings)
        return None, reading
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        facts = {"reason": str(error)}
        reading.findings.append(Finding("privacypack.not_toml", name, facts, Severity.STOPS_SAVING))
        return None, reading
    return table, Reading(name, find_lines(decoded.text), list(decoded.findings))
