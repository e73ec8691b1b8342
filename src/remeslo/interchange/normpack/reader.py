"""Bytes of a pack into a NormPack, or all that is wrong with them."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.curriculum.norms import Norm, NormPack, NormValue
from remeslo.core.curriculum.rules import KNOWN_NORMS
from remeslo.interchange.normpack.examplereader import read_examples
from remeslo.interchange.normpack.fields import Fields, type_name
from remeslo.interchange.safety import MIB, Unreadable, decode_text
from remeslo.interchange.tomltext.lines import Lines, Path, find_lines

FORMAT = 1
LIMIT_BYTES = MIB
PACK_FIELDS = {
    "format": int,
    "key": str,
    "title_ru": str,
    "title_en": str,
    "country": str,
    "norm": dict,
    "example": list,
}
NORM_FIELDS = {"unit": str, "title_ru": str, "title_en": str, "hard": bool, "value": list}
VALUE_FIELDS = {"since": date, "amount": str, "source": str, "verified": bool}
OPTIONAL = frozenset({"hard", "norm", "example"})
_KEY = re.compile(r"^[a-z0-9][a-z0-9-]*$")
_NORM_KEY = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,2}$")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def read(data: bytes, *, name: str) -> tuple[NormPack | None, tuple[Finding, ...]]:
    """The pack of a file and every problem of it; ``None`` when a problem is hard. Never raises on bad data."""
    if len(data) > LIMIT_BYTES:
        facts = {"size": len(data), "limit": LIMIT_BYTES}
        return None, (Finding("file.too_large", name, facts, Severity.STOPS_SAVING),)
    try:
        decoded = decode_text(data, name)
    except Unreadable as error:
        return None, error.findings
    try:
        table = tomllib.loads(decoded.text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return None, (*decoded.findings, _not_toml(error, name, decoded.text))
    reading = _Reading(name, find_lines(decoded.text))
    pack = reading.pack(table)
    findings = (*decoded.findings, *reading.fields.findings)
    return (None if any_hard(findings) else pack), findings


def _not_toml(error: Exception, name: str, text: str) -> Finding:
    place = _TOML_PLACE.search(str(error))
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    reason = _TOML_PLACE.sub("", str(error)).strip()
    facts = {"reason": reason, "line": line}
    return Finding("norms.not_toml", f"{name}:{line}", facts, Severity.STOPS_SAVING)


class _Reading:
    """One file on its way."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.fields = Fields(name, lines)
        self.lines = lines

    def pack(self, table: Mapping[str, object]) -> NormPack | None:
        """All fields of a pack; None when a needed one is missing."""
        self.fields.judge(table, PACK_FIELDS, (), optional=OPTIONAL)
        if "format" in table and table["format"] != FORMAT:
            self.fields.add("norms.format_unknown", ("format",), expected=FORMAT, found=table["format"])
        key = table.get("key")
        if isinstance(key, str) and not _KEY.match(key):
            self.fields.add("norms.key_malformed", ("key",), found=key)
        norms: dict[str, Norm] = {}
        listed = table.get("norm")
        for norm_key, content in _flat(listed if isinstance(listed, Mapping) else {}):
            norm = self._norm(norm_key, content)
            if norm is not None:
                norms[norm_key] = norm
        if not listed:
            self.fields.add("norms.empty", ())
        examples = read_examples(table.get("example"), self.fields)
        if any_hard(self.fields.findings):
            return None
        return NormPack(
            key=str(table["key"]),
            title_ru=str(table["title_ru"]),
            title_en=str(table["title_en"]),
            country=str(table["country"]),
            norms=norms,
            examples=examples,
        )

    def _norm(self, key: str, table: object) -> Norm | None:
        path: Path = ("norm", key) if ("norm", key) in self.lines.known else ("norm", *key.split("."))
        if not isinstance(table, Mapping):
            self.fields.add("norms.wrong_type", path, field=key, expected="table", found=type_name(table))
            return None
        if not _NORM_KEY.match(key):
            self.fields.add("norms.key_malformed", path, found=key)
        elif key.split(".")[0] not in KNOWN_NORMS:
            self.fields.add("norms.key_unknown", path, Severity.WARNING, norm=key, known=tuple(sorted(KNOWN_NORMS)))
        sound = self.fields.judge(table, NORM_FIELDS, path, optional=OPTIONAL, norm=key)
        listed = table.get("value")
        values = [
            self._value(key, value, (*path, "value", n))
            for n, value in enumerate(listed if isinstance(listed, list) else [])
        ]
        if isinstance(listed, list) and not listed:
            self.fields.add("norms.no_values", path, norm=key)
        good = sorted((v for v in values if v is not None), key=lambda v: v.since)
        self._days(key, good, path)
        if not sound or not good:
            return None
        return Norm(
            key=key,
            unit=str(table["unit"]),
            title_ru=str(table["title_ru"]),
            title_en=str(table["title_en"]),
            values=tuple(good),
            hard=bool(table.get("hard", True)),
        )

    def _value(self, norm: str, table: object, path: Path) -> NormValue | None:
        if not isinstance(table, Mapping):
            self.fields.add("norms.wrong_type", path, field="value", expected="table", found=type_name(table))
            return None
        sound = self.fields.judge(table, VALUE_FIELDS, path, norm=norm)
        amount = self._amount(norm, table.get("amount"), (*path, "amount")) if "amount" in table else None
        source = table.get("source")
        if isinstance(source, str) and not source.strip():
            self.fields.add("norms.source_empty", (*path, "source"), norm=norm)
        since = table.get("since")
        if not sound or amount is None or not isinstance(since, date):
            return None
        return NormValue(since=since, amount=amount, source=str(source), verified=bool(table["verified"]))

    def _amount(self, norm: str, written: object, path: Path) -> Decimal | None:
        try:
            amount = Decimal(str(written))
        except InvalidOperation:
            self.fields.add("norms.amount_malformed", path, norm=norm, found=str(written))
            return None
        if not amount.is_finite() or amount < 0 or ("share" in norm and amount > 1):
            limits = "0..1" if "share" in norm else ">= 0"
            self.fields.add("norms.amount_out_of_range", path, norm=norm, found=str(written), expected=limits)
            return None
        return amount

    def _days(self, norm: str, values: list[NormValue], path: Path) -> None:
        for day in sorted({v.since for v in values if sum(o.since == v.since for o in values) > 1}):
            self.fields.add("norms.day_twice", path, norm=norm, day=day)


def _flat(norms: Mapping[str, object]) -> list[tuple[str, object]]:
    """Norms by key; a qualified key may be quoted or written as tables inside tables: both give ``a.worker``."""
    found: list[tuple[str, object]] = []
    for key, content in norms.items():
        inner = content if isinstance(content, Mapping) else {}
        deeper = {k: v for k, v in inner.items() if isinstance(v, Mapping) and k not in NORM_FIELDS}
        own = {k: v for k, v in inner.items() if k not in deeper}
        if own or not deeper:
            found.append((key, own if isinstance(content, Mapping) else content))
        found.extend((f"{key}.{k}", v) for k, v in _flat(deeper))
    return found
