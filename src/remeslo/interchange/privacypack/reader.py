"""Bytes of a register of personal data into a `Register`, or all that is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.privacy import Ground, Kind, Register, Span, Start, Then
from remeslo.interchange.privacypack.table import Reading, open_table
from remeslo.interchange.tomltext.lines import Path

MOST_MONTHS = 1200
WHOSE = ("learner", "staff", "account", "partner")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_PACK = {"format": int, "key": str, "title_ru": str, "title_en": str, "country": str, "kind": dict}
_WORDS = ("title", "purpose", "readers", "stays")
_TEXTS = tuple(f"{word}_{language}" for word in _WORDS for language in ("ru", "en"))
_KIND: dict[str, type] = {"whose": str, "starts": str, "then": str, **dict.fromkeys(_TEXTS, str)}
_KIND |= {"ground": dict, "term": list, "law": list}
_GROUND = {"text_ru": str, "text_en": str, "source": str, "verified": bool}
_W = TypeVar("_W", bound=StrEnum)
_SPAN = {"since": date, "months": int, "source": str, "verified": bool}


def read(data: bytes, *, name: str) -> tuple[Register | None, tuple[Finding, ...]]:
    """The register of a file and every problem of it; ``None`` when a problem is hard. Never raises on bad data."""
    table, reading = open_table(data, name)
    register = _register(table, reading) if table is not None else None
    return (None if any_hard(reading.findings) else register), tuple(reading.findings)


def _register(table: Mapping[str, object], reading: Reading) -> Register | None:
    reading.judge(table, _PACK, ())
    reading.judge_format(table)
    key = table.get("key")
    if isinstance(key, str) and not _KEY.fullmatch(key):
        reading.add("privacypack.key_malformed", ("key",), found=key)
    listed = table.get("kind")
    kinds = {k.key: k for k in _kinds(listed, reading)} if isinstance(listed, Mapping) else {}
    if any_hard(reading.findings):
        return None
    titles = {name: str(table[name]) for name in ("key", "title_ru", "title_en", "country")}
    return Register(kinds=kinds, **titles)


def _kinds(listed: Mapping[str, object], reading: Reading) -> Iterator[Kind]:
    for key, table in listed.items():
        path: Path = ("kind", key)
        if not _KEY.fullmatch(key):
            reading.add("privacypack.key_malformed", path, found=key)
        elif not isinstance(table, Mapping):
            reading.add("privacypack.wrong_type", path, field=key, expected="table")
        elif reading.judge(table, _KIND, path, optional=("term", "law")):
            kind = _kind(key, table, path, reading)
            if kind is not None:
                yield kind


def _kind(key: str, table: Mapping[str, object], path: Path, reading: Reading) -> Kind | None:
    before = len(reading.findings)
    ground = cast(Mapping[str, Any], table["ground"])
    reading.judge(ground, _GROUND, (*path, "ground"))
    starts = _word(Start, table, "starts", path, reading)
    then = _word(Then, table, "then", path, reading)
    if table["whose"] not in WHOSE:
        reading.add("privacypack.word_unknown", (*path, "whose"), found=str(table["whose"]), known=WHOSE)
    terms = _spans(table.get("term", []), (*path, "term"), reading)
    laws = _spans(table.get("law", []), (*path, "law"), reading)
    if starts is Start.REQUEST and terms:
        reading.add("privacypack.term_without_start", (*path, "term"), kind=key)
    if len(reading.findings) > before or starts is None or then is None:
        return None
    texts = {name: str(table[name]) for name in ("whose", *_TEXTS)}
    told = Ground(ground["text_ru"], ground["text_en"], ground["source"], ground["verified"])
    return Kind(key=key, starts=starts, then=then, ground=told, terms=terms, laws=laws, **texts)


def _word(kind: type[_W], table: Mapping[str, object], field: str, path: Path, reading: Reading) -> _W | None:
    try:
        return kind(str(table[field]))
    except ValueError:
        known = tuple(word.value for word in kind)
        reading.add("privacypack.word_unknown", (*path, field), found=str(table[field]), known=known)
        return None


def _spans(listed: object, path: Path, reading: Reading) -> tuple[Span, ...]:
    """In the order of their days; none of two that begin on one day."""
    rows = listed if isinstance(listed, list) else []
    found = []
    for n, row in enumerate(rows):
        here: Path = (*path, n)
        if not isinstance(row, Mapping):
            reading.add("privacypack.wrong_type", here, field=str(path[-1]), expected="table")
        elif reading.judge(row, _SPAN, here):
            if not 0 <= row["months"] <= MOST_MONTHS:
                reading.add("privacypack.months", (*here, "months"), found=row["months"], most=MOST_MONTHS)
            else:
                found.append(Span(row["since"], row["months"], row["source"], row["verified"]))
    days = [s.since for s in found]
    for day in sorted({d for d in days if days.count(d) > 1}):
        reading.add("privacypack.day_twice", path, day=day)
    return tuple(sorted(found, key=lambda s: s.since))
