"""A ledger as JSON: entries in the order in which they were booked, money as text."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.factspec import ValueSpec, ValueType
from remeslo.core.funding.factvalues import NotAValue, a_day, typed
from remeslo.core.funding.ledger import Entry, EntryKind, Ledger, NotBookable
from remeslo.core.funding.lines import LineKey
from remeslo.interchange.safety import Unreadable, read_json

FORMAT = "remeslo-ledger-1"
_MONEY = ValueSpec(name="amount", type=ValueType.MONEY, title_ru="", title_en="")


def write_ledger(ledger: Ledger) -> bytes:
    """The file of a ledger."""
    entries = [
        {
            "on": e.on.isoformat(),
            "kind": e.kind.value,
            "line": list(e.line),
            "payer": e.payer,
            "payee": e.payee,
            "amount": f"{e.amount:f}",
            "run": e.run,
            **({"reason": e.reason} if e.reason else {}),
        }
        for e in ledger.entries
    ]
    closed = {} if ledger.closed_until is None else {"closed_until": ledger.closed_until.isoformat()}
    whole = {"format": FORMAT, **closed, "entries": entries}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def read_ledger(data: bytes, *, name: str) -> Ledger:
    """
    The ledger of a file, judged as when it was booked.

    Raises
    ------
    Unreadable
        With every wrong entry, or the one that no ledger could have booked.
    """
    value = read_json(data, name=name).value
    listed = value.get("entries") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or value.get("format") != FORMAT or not isinstance(listed, list):
        facts: dict[str, object] = {"expected": FORMAT, "found": str(_format(value))[:40]}
        raise Unreadable((Finding("factfile.format_unknown", name, facts, Severity.STOPS_SAVING),))
    entries, findings = [], []
    told: dict[str, object]
    for number, item in enumerate(listed, start=1):
        try:
            entries.append(_entry(item))
        except NotBookable as error:
            findings.append(replace(error.finding, where=f"{name}, entry {number}"))
        except _WrongEntry as wrong:
            told = {"column": wrong.column, "expected": wrong.expected, "fact": number}
            findings.append(Finding("factfile.entry_wrong", f"{name}, entry {number}", told, Severity.STOPS_SAVING))
    if findings:
        raise Unreadable(tuple(findings))
    try:
        closed = a_day(value["closed_until"]) if value.get("closed_until") else None
        return Ledger(Ledger().book(entries).entries, closed)
    except NotBookable as error:
        raise Unreadable((replace(error.finding, where=name),)) from None
    except NotAValue as error:
        told = {"column": "closed_until", "expected": error.expected, "fact": 0}
        raise Unreadable((Finding("factfile.entry_wrong", name, told, Severity.STOPS_SAVING),)) from None


def _format(value: object) -> object:
    return value.get("format", "") if isinstance(value, Mapping) else type(value).__name__


class _WrongEntry(Exception):
    """A field of an entry that is missing or is something else."""

    def __init__(self, column: str, expected: str) -> None:
        super().__init__(column)
        self.column, self.expected = column, expected


def _entry(item: object) -> Entry:
    if not isinstance(item, Mapping):
        raise _WrongEntry("entries", "{…}")
    return Entry(
        on=_field(item, "on", a_day, "YYYY-MM-DD"),
        kind=_field(item, "kind", lambda v: EntryKind(str(v)), " | ".join(EntryKind)),
        line=_field(item, "line", _line, " | ".join(LineKey._fields)),
        payer=OrganisationKey(_field(item, "payer", str, "…")),
        payee=OrganisationKey(_field(item, "payee", str, "…")),
        amount=_field(item, "amount", _amount, "0.01"),
        run=str(item.get("run", "")),
        reason=str(item.get("reason", "")),
    )


T = TypeVar("T")


def _field(item: Mapping[str, object], name: str, read: Callable[[object], T], expected: str) -> T:
    """A field that must be there; raises _WrongEntry."""
    try:
        return read(item[name])
    except (KeyError, TypeError, ValueError, NotAValue):
        raise _WrongEntry(name, expected) from None


def _line(value: object) -> LineKey:
    parts = [str(p) for p in value] if isinstance(value, list) else str(value).split("|")
    return LineKey(*parts)


def _amount(value: object) -> Decimal:
    amount = typed(value, _MONEY)
    if not isinstance(amount, Decimal):
        raise NotAValue("number")
    return amount
