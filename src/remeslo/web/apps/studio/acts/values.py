"""What a gesture becomes: changes meant, or the word that it means nothing here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from remeslo.core.competence.studio.place import Place


class NoSuchAct(Exception):
    """The gesture means nothing here: its thing is gone, or nobody could have made it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One change meant; ``value`` is plain JSON for `reading.read_value`, ``None``: as the constructor would."""

    place: Place
    value: dict[str, Any] | None


Fields = Mapping[str, str]
Found = Iterable[Meant]


def number_of(fields: Fields, name: str) -> int:
    """A whole number of a field, 0 or more; raises NoSuchAct."""
    text = fields.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise NoSuchAct(name)
    return int(text)
