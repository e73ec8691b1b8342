"""TOML to parts of names and to weights; see FORMAT.md. Anything wrong is one ValueError that says where."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from remeslo.core.line.country import IndustryParts, NameParts, ProgrammePart
from remeslo.core.rollup.industries import Component, Weighting

FORMAT = 1


def read_parts(data: bytes) -> NameParts:
    """Parts of names; raises ValueError."""
    text = _table(data)
    try:
        return NameParts(
            mark=text["mark"],
            dispute=text["dispute"],
            places_first=tuple(text["places_first"]),
            places_second=tuple(text["places_second"]),
            region_endings=tuple(text["region_endings"]),
            college_kinds=tuple(text["college_kinds"]),
            honours=tuple(text["honours"]),
            enterprise_names=tuple(text["enterprise_names"]),
            rounds=tuple(text["rounds"]),
            industries=tuple(_industry(i) for i in text["industry"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"parts of names: {error!r}") from error


def read_weightings(data: bytes) -> tuple[Weighting, ...]:
    """Editions in the order of the file; raises ValueError."""
    text = _table(data)
    try:
        return tuple(_weighting(e) for e in text["edition"])
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"weights: {error!r}") from error


def _table(data: bytes) -> Mapping[str, Any]:
    table = tomllib.loads(data.decode("utf-8"))
    if table.get("format") != FORMAT:
        raise ValueError(f"format {FORMAT} is expected, found {table.get('format')!r}.")
    return table


def _industry(text: Mapping[str, Any]) -> IndustryParts:
    programmes = tuple(ProgrammePart(p["title"], p["code"], int(p["months"])) for p in text["programmes"])
    return IndustryParts(text["name"], tuple(text["enterprises"]), programmes)


def _weighting(text: Mapping[str, Any]) -> Weighting:
    return Weighting(
        since=text["since"],
        weights={Component(name): Decimal(weight) for name, weight in text["weights"].items()},
        near_km=Decimal(text["near_km"]),
        built_already=Decimal(text["built_already"]),
        source=text["source"],
        verified=bool(text["verified"]),
    )
