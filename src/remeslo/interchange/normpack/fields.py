"""Fields of a TOML table against what is expected; everything wrong is told with its line."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.tomltext.lines import Lines, Path


@dataclass
class Fields:
    """One file on its way: where its lines are and what was found wrong."""

    name: str
    lines: Lines
    findings: list[Finding] = field(default_factory=list)

    def judge(
        self,
        table: Mapping[str, object],
        expected: Mapping[str, type],
        path: Path,
        *,
        optional: Set[str] = frozenset(),
        norm: str = "",
    ) -> bool:
        """Report fields that are missing, unknown or of another type; True when all needed ones are sound."""
        sound = True
        for name, kind in expected.items():
            if name not in table:
                if name not in optional:
                    sound = False
                    self.add("norms.field_missing", path, field=name, norm=norm)
            elif not _fits(table[name], kind, name):
                sound = False
                found = type_name(table[name])
                self.add("norms.wrong_type", (*path, name), field=name, norm=norm, expected=_NAMES[kind], found=found)
        for name in table:
            if name not in expected:
                self.add("norms.field_unknown", (*path, name), field=name, norm=norm, known=tuple(expected))
        return sound

    def add(self, code: str, path: Path, severity: Severity = Severity.STOPS_SAVING, **facts: object) -> None:
        """A finding at the line of a path."""
        line = self.lines.of(path)
        self.findings.append(Finding(code, f"{self.name}:{line}", {**facts, "line": line}, severity))


_NAMES: Mapping[type, str] = {
    int: "integer",
    str: "text",
    bool: "boolean",
    date: "date",
    list: "rows",
    dict: "table",
}


def type_name(value: object) -> str:
    """What kind of value stands there, as a word of the label group ``value_type``."""
    if isinstance(value, Decimal):
        return "number"
    return next((name for kind, name in _NAMES.items() if _fits(value, kind, "")), type(value).__name__)


def _fits(value: object, kind: type, name: str) -> bool:
    if name == "amount":
        return isinstance(value, str | int | Decimal) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind)
