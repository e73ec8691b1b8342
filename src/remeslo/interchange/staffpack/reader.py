"""Bytes of a pack of staffing norms into a `StaffPack`, or all that is wrong with them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.staffing.norms import StaffNorm, StaffNormValue, StaffPack
from remeslo.interchange.safety import MIB, Unreadable, decode_text
from remeslo.interchange.staffpack.kinds import STAFFING, PackKind
from remeslo.interchange.tomltext.lines import Lines, Path, find_lines

FORMAT = 1
LIMIT_BYTES = MIB
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_PACK = {"format": int, "key": str, "title_ru": str, "title_en": str, "country": str, "norm": dict}
_NORM = {"unit": str, "title_ru": str, "title_en": str, "value": list}
_VALUE = {"since": date, "amount": str, "source": str, "verified": bool}
_WORDS: Mapping[type, str] = {int: "integer", str: "text", bool: "boolean", date: "date", list: "rows", dict: "table"}


def read(data: bytes, *, name: str, kind: PackKind = STAFFING) -> tuple[StaffPack | None, tuple[Finding, ...]]:
    """The pack of a file and every problem of it; ``None`` when a problem is hard. Never raises on bad data."""
    if len(data) > LIMIT_BYTES:
        facts = {"size": len(data), "limit": LIMIT_BYTES}
        return None, (Finding("file.too_large", name, facts, Severity.STOPS_SAVING),)
    try:
        decoded = decode_text(data, name)
        table = tomllib.loads(decoded.text, parse_float=Decimal)
    except Unreadable as error:
        return None, error.findings
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return None, (Finding("staffpack.not_toml", name, {"reason": str(error)}, Severity.STOPS_SAVING),)
    reading = _Reading(name, find_lines(decoded.text), kind)
    pack = reading.pack(table)
    findings = (*decoded.findings, *reading.findings)
    return (None if any_hard(findings) else pack), findings


@dataclass
class _Reading:
    """One file on its way: where its lines are and what was found wrong."""

    name: str
    lines: Lines
    kind: PackKind
    findings: list[Finding] = field(default_factory=list)

    def pack(self, table: Mapping[str, object]) -> StaffPack | None:
        """The pack; ``None`` when anything in it is wrong."""
        self._judge(table, _PACK, ())
        if table.get("format", FORMAT) != FORMAT:
            self._add("staffpack.format_unknown", ("format",), expected=FORMAT, found=str(table["format"]))
        key = table.get("key")
        if isinstance(key, str) and not _KEY.fullmatch(key):
            self._add("staffpack.key_malformed", ("key",), found=key)
        listed = table.get("norm")
        norms = dict(self._norms(listed)) if isinstance(listed, Mapping) else {}
        if isinstance(listed, Mapping):
            for missing in (k for k in self.kind.asked if k not in listed):
                self._add("staffpack.norm_missing", ("norm",), norm=missing)
        if any_hard(self.findings):
            return None
        return StaffPack(
            key=str(table["key"]),
            title_ru=str(table["title_ru"]),
            title_en=str(table["title_en"]),
            country=str(table["country"]),
            norms=norms,
        )

    def _norms(self, listed: Mapping[str, object]) -> Iterator[tuple[str, StaffNorm]]:
        for key, table in listed.items():
            path: Path = ("norm", key)
            if key not in self.kind.known:
                self._add("staffpack.norm_unknown", path, Severity.WARNING, norm=key, known=self.kind.known)
            elif not isinstance(table, Mapping):
                self._add("staffpack.wrong_type", path, field=key, expected="table")
            elif self._judge(table, _NORM, path):
                values = self._values(key, table["value"], path)
                if values:
                    words = {name: str(table[name]) for name in ("unit", "title_ru", "title_en")}
                    yield key, StaffNorm(key=key, values=values, **words)

    def _values(self, norm: str, listed: object, path: Path) -> tuple[StaffNormValue, ...]:
        """Sound values in order of their days; none when there are none or two of one day."""
        rows = listed if isinstance(listed, list) else []
        found = [v for n, row in enumerate(rows) if (v := self._value(norm, row, (*path, "value", n))) is not None]
        found.sort(key=lambda v: v.since)
        days = [v.since for v in found]
        if not rows:
            self._add("staffpack.no_values", path, norm=norm)
        for day in sorted({d for d in days if days.count(d) > 1}):
            self._add("staffpack.day_twice", path, norm=norm, day=day)
        return tuple(found) if len(set(days)) == len(days) else ()

    def _value(self, norm: str, table: object, path: Path) -> StaffNormValue | None:
        if not isinstance(table, Mapping):
            self._add("staffpack.wrong_type", path, field="value", expected="table")
            return None
        if not self._judge(table, _VALUE, path):
            return None
        try:
            amount = Decimal(table["amount"])
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not self.kind.fits(norm, amount):
            expected = self.kind.range_of(norm)
            self._add("staffpack.amount", (*path, "amount"), norm=norm, found=table["amount"], expected=expected)
            return None
        return StaffNormValue(table["since"], amount, table["source"], table["verified"])

    def _judge(self, table: Mapping[str, object], expected: Mapping[str, type], path: Path) -> bool:
        """Tells of fields that are missing, blank, unknown or of another type; True when all are sound."""
        before = len(self.findings)
        for name, kind in expected.items():
            value = table.get(name)
            if name not in table or (isinstance(value, str) and not value.strip()):
                self._add("staffpack.field_missing", path, field=name)
            elif (
                not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or isinstance(value, datetime)
            ):
                self._add("staffpack.wrong_type", (*path, name), field=name, expected=_WORDS[kind])
        for name in table:
            if name not in expected:
                self._add("staffpack.field_unknown", (*path, name), field=name, known=tuple(expected))
        return len(self.findings) == before

    def _add(self, code: str, path: Path, severity: Severity = Severity.STOPS_SAVING, **facts: object) -> None:
        self.findings.append(Finding(code, f"{self.name}:{self.lines.of(path)}", facts, severity))
