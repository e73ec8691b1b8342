"""Bytes of a pack into a RulePack, or all that is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.funding.money import Rounding
from remeslo.core.funding.pack import Recovery, Rule, RulePack
from remeslo.core.funding.params import Param, ParamValue
from remeslo.core.funding.validate import check_pack
from remeslo.interchange.fundpack.cases import examples
from remeslo.interchange.fundpack.table import Reading, Table, open_toml

FORMAT = 1
_KEY = re.compile(r"^[a-z0-9][a-z0-9-]*$")
_NAME = re.compile(r"^[a-z_][a-z0-9_]*$")


def read(data: bytes, *, name: str, judged: bool = True) -> tuple[RulePack | None, tuple[Finding, ...]]:
    """
    The pack of a file and every problem of it; ``None`` when one is hard. Never raises on bad data.

    With ``judged`` false the file alone is read, for drafts: what its rules and examples are worth is not asked.
    """
    reading = Reading(name)
    table = open_toml(data, reading)
    pack = _pack(reading, table) if table is not None else None
    if pack is not None and judged and not any_hard(reading.findings):
        reading.findings.extend(_placed(f, reading) for f in check_pack(pack))
    return (None if any_hard(reading.findings) else pack), tuple(reading.findings)


def _placed(finding: Finding, reading: Reading) -> Finding:
    """A finding about the pack as a whole, in the file it came from."""
    return replace(finding, where=f"{reading.name}, {finding.where}")


def _pack(reading: Reading, table: Table) -> RulePack | None:
    if table.number("format") != FORMAT and "format" in table.content:
        reading.add("fundpack.format_unknown", ("format",), expected=FORMAT, found=table.content["format"])
    key = table.text("key")
    if key and not _KEY.match(key):
        reading.add("fundpack.key_malformed", ("key",), found=key)
    since = table.day("valid_from")
    until = table.day("valid_to") if "valid_to" in table.content else None
    words = {n: table.text(n) for n in ("title_ru", "title_en", "country", "currency")}
    words |= {n: table.text(n, "") for n in ("note_ru", "note_en")}
    places, version = table.number("places", 2), table.number("version")
    source = table.text("rounding_source", "")
    rounding = reading.made(("places",), lambda: Rounding(places, source))
    recovery = _recovery(reading, table)
    params = _params(reading, table)
    rules = tuple(_rule(row) for row in table.rows("rule"))
    names = _names(table)
    found = examples(table)
    table.finish()
    if since is None or rounding is None or recovery is None or any_hard(reading.findings):
        return None
    return reading.made(
        (),
        lambda: RulePack(
            key=key,
            version=version,
            valid_from=since,
            valid_to=until,
            rounding=rounding,
            recovery=recovery,
            params=params,
            rules=rules,
            examples=found,
            names=names,
            **words,
        ),
    )


def _recovery(reading: Reading, table: Table) -> Recovery | None:
    word = table.text("recovery")
    known = tuple(r.value for r in Recovery)
    if word not in known:
        if word:
            reading.add("fundpack.word_unknown", ("recovery",), field="recovery", found=word, known=known)
        return None
    return Recovery(word)


def _names(table: Table) -> Mapping[str, tuple[str, str]]:
    listed = table.inner("names")
    found: dict[str, tuple[str, str]] = {}
    for name in listed.content if listed else ():
        inner = listed.inner(name) if listed else None
        if inner is not None:
            found[name] = (inner.text("ru"), inner.text("en"))
            inner.finish()
    return found


def _params(reading: Reading, table: Table) -> Mapping[str, Param]:
    listed = table.inner("param")
    found: dict[str, Param] = {}
    for key in listed.content if listed else ():
        inner = listed.inner(key) if listed else None
        if inner is None:
            continue
        if not _NAME.match(key):
            reading.add("fundpack.key_malformed", inner.path, found=key)
        values = tuple(v for row in inner.rows("value") if (v := _value(row)) is not None)
        words = {n: inner.text(n) for n in ("unit", "title_ru", "title_en")}
        by = inner.text("by", "")
        inner.finish()
        param = reading.made(inner.path, partial(Param, key=key, values=values, by=by, **words))
        if param is not None:
            found[key] = param
    return found


def _value(row: Table) -> ParamValue | None:
    since, amount = row.day("since"), row.amount("amount")
    source, verified, chosen = row.text("source"), row.flag("verified"), row.text("row", "")
    row.finish()
    if since is None or amount is None:
        return None
    return ParamValue(since=since, amount=amount, source=source, verified=verified, row=chosen)


def _rule(row: Table) -> Rule:
    rule = Rule(
        key=row.text("key"),
        formula=row.text("formula"),
        title_ru=row.text("title_ru"),
        title_en=row.text("title_en"),
        source=row.text("source", ""),
        verified=row.flag("verified", False),
        params=row.words("params"),
        options=row.words("options"),
        confirmed=row.texts("confirmed"),
    )
    row.finish()
    return rule
