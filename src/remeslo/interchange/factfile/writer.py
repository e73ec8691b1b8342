"""Facts as JSON that the reader gives back unchanged."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from remeslo.core.base.facts import Fact, FactValue
from remeslo.interchange.factfile.rows import FORMAT


def write(facts: Iterable[Fact]) -> bytes:
    """The file of facts: money as text, days as ISO, so that nothing is lost."""
    rows = [_fact(f) for f in facts]
    return (json.dumps({"format": FORMAT, "facts": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def _fact(fact: Fact) -> dict[str, object]:
    row: dict[str, object] = {
        "key": fact.key,
        "kind": fact.kind,
        "subject": fact.subject,
        "on": fact.on.isoformat(),
        "known": fact.known.isoformat(),
        "by": fact.by,
        "values": {name: _value(value) for name, value in fact.values.items()},
    }
    if fact.evidence:
        row["evidence"] = list(fact.evidence)
    if fact.corrects is not None:
        row["corrects"] = fact.corrects
    if fact.withdraws:
        row["withdraws"] = True
    return row


def _value(value: FactValue) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
