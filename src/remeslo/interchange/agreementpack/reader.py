"""Bytes of a pack into a `ContentPack`, or all that is wrong with them."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from remeslo.core.agreements.content import ContentPack, ContentPoint
from remeslo.core.agreements.kinds import AgreementKind, ClauseKind
from remeslo.core.base.findings import Finding, ProblemError, Severity, any_hard
from remeslo.interchange.safety import MIB, Unreadable, decode_text
from remeslo.interchange.tomltext.lines import Path, find_lines

FORMAT = 1
LIMIT_BYTES = MIB
_PACK: Mapping[str, type] = {"format": int, "key": str, "title_ru": str, "title_en": str}
_DAYS: Mapping[str, type] = {"remind_days": int, "risk_days": int}
_POINT: Mapping[str, type] = {
    **dict.fromkeys(("kind", "key", "title_ru", "title_en", "source"), str),
    "since": date,
    "verified": bool,
}
_MORE: Mapping[str, type] = {"until": date, "clauses": list, "required": bool}


def read(data: bytes, *, name: str) -> tuple[ContentPack | None, tuple[Finding, ...]]:
    """The pack of a file and every problem of it; ``None`` when a problem is hard. Never raises on bad data."""
    if len(data) > LIMIT_BYTES:
        facts = {"size": len(data), "limit": LIMIT_BYTES}
        return None, (Finding("file.too_large", name, facts, Severity.STOPS_SAVING),)
    try:
        decoded = decode_text(data, name)
        table = tomllib.loads(decoded.text)
    except Unreadable as error:
        return None, error.findings
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return None, (Finding("agreementpack.not_toml", name, {"reason": str(error)}, Severity.STOPS_SAVING),)
    reading = _Reading(name, decoded.text)
    pack = reading.pack(table)
    findings = (*decoded.findings, *reading.findings)
    return (None if any_hard(findings) else pack), findings


class _Reading:
    """One file on its way."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.lines = name, find_lines(text)
        self.findings: list[Finding] = []

    def pack(self, table: Mapping[str, Any]) -> ContentPack | None:
        """The pack; ``None`` when anything in it is wrong."""
        self._judge(table, _PACK, {**_DAYS, "point": list}, ())
        if table.get("format", FORMAT) != FORMAT:
            self._add("agreementpack.value", ("format",), field="format", reason=f"{FORMAT} expected")
        points = tuple(self._points(table.get("point")))
        if self.findings:
            return None
        days = {k: table[k] for k in _DAYS if k in table}
        try:
            return ContentPack(
                key=table["key"], title_ru=table["title_ru"], title_en=table["title_en"], points=points, **days
            )
        except ProblemError as error:
            self._add("agreementpack.value", (), field="point", reason=str(error))
            return None

    def _points(self, listed: object) -> Iterator[ContentPoint]:
        for n, row in enumerate(listed if isinstance(listed, list) else []):
            path: Path = ("point", n)
            if not isinstance(row, Mapping):
                self._add("agreementpack.value", path, field="point", reason="a table expected")
            elif self._judge(row, _POINT, _MORE, path):
                try:
                    yield self._point(row)
                except (ProblemError, ValueError) as error:
                    self._add("agreementpack.value", path, field="point", reason=str(error))

    def _point(self, row: Mapping[str, Any]) -> ContentPoint:
        given = {k: v for k, v in row.items() if k not in ("kind", "clauses")}
        clauses = tuple(ClauseKind(c) for c in row.get("clauses", ()))
        return ContentPoint(kind=AgreementKind(row["kind"]), clauses=clauses, **given)

    def _judge(self, table: Mapping[str, Any], must: Mapping[str, type], may: Mapping[str, type], path: Path) -> bool:
        """Tells of fields that are missing, unknown or of another type; True when all are sound."""
        before = len(self.findings)
        for name in must:
            if name not in table or table[name] == "":
                self._add("agreementpack.missing", path, field=name)
        for name, value in table.items():
            kind = {**must, **may}.get(name)
            is_right = kind is not None and isinstance(value, kind) and not isinstance(value, datetime)
            if kind is None:
                self._add("agreementpack.unknown", path, field=name)
            elif not is_right or (kind is int and isinstance(value, bool)):
                self._add("agreementpack.value", (*path, name), field=name, reason=f"{kind.__name__} expected")
        return len(self.findings) == before

    def _add(self, code: str, path: Path, **facts: object) -> None:
        where = f"{self.name}:{self.lines.of(path)}"
        self.findings.append(Finding(code, where, facts, Severity.STOPS_SAVING))
