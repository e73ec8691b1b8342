"""The sheet that says what a framework is: names on the left, values on the right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from remeslo.core.base.text import squeeze
from remeslo.interchange.sheets.grid import Grid, plain

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "key": ("Ключ справочника", "Framework key"),
        "version": ("Издание", "Edition"),
        "title": ("Название справочника", "Framework title"),
        "publisher": ("Издатель", "Publisher"),
        "languages": ("Языки", "Languages"),
        "uri": ("Адрес справочника", "Framework address"),
        "description": ("О справочнике", "About the framework"),
        "status": ("Состояние справочника", "Framework status"),
        "issued": ("Издан", "Issued"),
        "valid_from": ("Действует с", "Valid from"),
        "valid_to": ("Действует по", "Valid to"),
        "licence": ("Лицензия", "Licence"),
        "attribution": ("Указание источника", "Attribution"),
        "source": ("Источник", "Source"),
    }
)
"""Fields of a framework that the sheet has, with what they are called in Russian and English."""
_FIELD_OF = {plain(word): name for name, words in LABELS.items() for word in words}
_DAYS = ("issued", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Head:
    """What the sheet says; ``further`` are other fields, ``is_there`` is False where no sheet says anything."""

    key: str = ""
    version: str = ""
    title: str = ""
    languages: tuple[str, ...] = ()
    further: Mapping[str, Any] = field(default_factory=dict)
    is_there: bool = False


def is_head(grid: Grid) -> bool:
    """True for a short sheet most of whose rows have a known name on the left, the key or the title among them."""
    if not 2 <= len(grid.rows) <= 3 * len(LABELS):
        return False
    known = [f for r in grid.rows if (f := _FIELD_OF.get(plain(r[0])))]
    return ("key" in known or "title" in known) and 2 * len(known) > len(grid.rows)


def head_of(grid: Grid) -> Head:
    """The values; days that cannot be read are left out."""
    said = {f: squeeze(r[1]) for r in grid.rows if (f := _FIELD_OF.get(plain(r[0]))) and r[1].strip()}
    further: dict[str, object] = {}
    for name in LABELS:
        if name in ("key", "version", "title", "languages") or name not in said:
            continue
        value = _day(said[name]) if name in _DAYS else said[name]
        if value is not None:
            further[name] = value
    languages = tuple(x for piece in said.get("languages", "").split(",") if (x := piece.strip()))
    return Head(said.get("key", ""), said.get("version", ""), said.get("title", ""), languages, further, is_there=True)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
