"""Rows to the core's facts and back; a value keeps its type, so that 36 stays a number and 36.0 an exact one."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.web.apps.results.models import FactRow

_READ: Final[Mapping[str, Any]] = {
    "str": str,
    "int": int,
    "bool": bool,
    "decimal": Decimal,
    "date": date.fromisoformat,
}


def packed(values: Mapping[str, FactValue]) -> dict[str, list[Any]]:
    """Values as JSON: ``{"hours": ["int", 36], "mark": ["decimal", "71.5"]}``."""
    return {name: _packed(value) for name, value in values.items()}


def unpacked(values: Mapping[str, Any]) -> dict[str, FactValue]:
    """The values again; raises KeyError on a type that was never written."""
    return {name: _READ[kind](value) for name, (kind, value) in values.items()}


def fact_of(row: FactRow, organisations: Mapping[int, str] | None = None) -> Fact:
    """The core's fact; ``organisations`` (keys by id) spares a query a row."""
    return Fact(
        key=FactKey(row.key),
        kind=row.kind,
        subject=row.subject,
        on=row.on,
        known=row.known,
        by=OrganisationKey(organisations[row.by_id] if organisations else row.by.key),
        values=unpacked(row.values),
        evidence=tuple(row.evidence),
        corrects=FactKey(row.corrects) if row.corrects else None,
        withdraws=row.withdraws,
    )


def _packed(value: FactValue) -> list[Any]:
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", value]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return ["str", value]
