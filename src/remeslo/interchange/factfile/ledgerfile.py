"""A ledger as JSON: entries in the order in which they were booked, money as text."""

import json
from collections.abc import Mapping
from decimal import Decimal

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.factspec import ValueSpec, ValueType
from remeslo.core.funding.factvalues import NotAValue, a_day, typed
from remeslo.core.funding.ledger import Entry, EntryKind, Ledger
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
    for number, item in enumerate(listed, start=1):
        try:
            entries.append(_entry(item))
        except (KeyError, TypeError, ValueError, AttributeError, NotAValue) as error:
            told: dict[str, object] = {"reason": str(error)[:200], "fact": number}
            findings.append(Finding("factfile.unusable", f"{name}, entry {number}", told, Severity.STOPS_SAVING))
    if findings:
        raise Unreadable(tuple(findings))
    try:
        ledger = Ledger().book(entries)
        closed = value.get("closed_until")
        return Ledger(ledger.entries, a_day(closed) if closed else None)
    except (ProblemError, NotAValue) as error:
        told = {"reason": str(error)[:200], "fact": 0}
        raise Unreadable((Finding("factfile.unusable", name, told, Severity.STOPS_SAVING),)) from None


def _format(value: object) -> object:
    return value.get("format", "") if isinstance(value, Mapping) else type(value).__name__


def _entry(item: Mapping[str, object]) -> Entry:
    line = item["line"]
    parts = [str(p) for p in line] if isinstance(line, list) else str(line).split("|")
    if len(parts) != len(LineKey._fields):
        raise ValueError(f"line: {len(LineKey._fields)} parts are expected, {len(parts)} found")
    amount = typed(item["amount"], _MONEY)
    if not isinstance(amount, Decimal):
        raise NotAValue("number")
    return Entry(
        on=a_day(item["on"]),
        kind=EntryKind(str(item["kind"])),
        line=LineKey(*parts),
        payer=OrganisationKey(str(item["payer"])),
        payee=OrganisationKey(str(item["payee"])),
        amount=amount,
        run=str(item.get("run", "")),
        reason=str(item.get("reason", "")),
    )
