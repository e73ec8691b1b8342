"""Rows to the core's facts and back; a value keeps its type, so that 36 stays a number and 36.0 an exact one."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.base.keys import OrganisationKey

_READ: Final[Mapping[str, Any]] = {
    "str": str,
    "int": int,
    "bool": bool,
    "decimal": Decimal,
    "date": date.fromisoformat,
}


TOLD: Final = ("key", "kind", "subject", "on", "known", "by__key", "values", "evidence", "corrects", "withdraws")
"""Columns of a row that make a fact."""


def packed(values: Mapping[str, FactValue]) -> dict[str, list[Any]]:
    """Values as JSON: ``{"hours": ["int", 36], "mark": ["decimal", "71.5"]}``."""
    return {name: _packed(value) for name, value in values.items()}


def unpacked(values: Mapping[str, Any]) -> dict[str, FactValue]:
    """The values again; raises KeyError on a type that was never written."""
    return {name: _READ[kind](value) for name, (kind, value) in values.items()}


def fact_told(
    key: str,
    kind: str,
    subject: str,
    on: date,
    known: date,
    by: str,
    values: Mapping[str, Any],
    evidence: Iterable[str],
    corrects: str,
    withdraws: bool,
) -> Fact:
    """The core's fact of the columns that `TOLD` names."""
    return Fact(
        key=FactKey(key),
        kind=kind,
        subject=subject,
        on=on,
        known=known,
        by=OrganisationKey(by),
        values=unpacked(values),
        evidence=tuple(evidence),
        corrects=FactKey(corrects) if corrects else None,
        withdraws=withdraws,
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
