"""
The small language of the sentence files.

``{name}`` is a fact as words, ``{name:plain}`` a number without grouping, ``{name:%}`` a share as per cent,
``{name:bytes}`` a size, ``{name:place}`` a place in words, ``{name:language}`` the fact ``name_ru`` or ``name_en``,
``{name:GROUP}`` the label ``GROUP.<value>``, ``{n|час|часа|часов}`` the noun that goes with a number (the number itself
is not repeated), ``[[, expected {x}]]`` a piece that is left out when one of its facts is missing or empty. ``{where}``
is the place of the finding in words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from remeslo.interchange.sentences.places import place
from remeslo.interchange.sentences.wording import NBSP, Language, is_number, number, percent, plural, size, wording

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z_%]+)|((?:\|[^{}|]*){2,3}))?\}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_UNIT_AFTER_NUMBER = re.compile(r"(\{[a-z][a-z0-9_]*\}) (?=\{[a-z][a-z0-9_]*\|)")

NOT_COUNTED = ("year", "line", "number", "code")
"""Facts that are digits but not amounts, also as the last part of a name: ``start_year``."""

SPECS = ("", "plain", "%", "bytes", "place", "language")
"""What may stand after the colon besides the name of a group of labels."""

Labeller = Callable[[str, Language], str]


@dataclass(frozen=True, slots=True)
class Hole:
    """A place of a template that takes a fact: its name, how it is written, and the noun forms, if any."""

    name: str
    spec: str
    forms: tuple[str, ...]


def holes(template: str) -> tuple[Hole, ...]:
    """All places of a template that take facts, in order."""
    return tuple(_hole(m) for m in _HOLE.finditer(template))


def broken(template: str) -> str | None:
    """The first piece of a template that is not of the language (a stray brace or bracket); None when it is sound."""
    rest = _HOLE.sub("", _OPTIONAL.sub(r"\1", template))
    stray = re.search(r"[{}]|\[\[|\]\]", rest)
    return None if stray is None else rest[max(0, stray.start() - 20) : stray.start() + 20]


def fill(template: str, facts: Mapping[str, object], language: Language, label: Labeller) -> str:
    """The template with its facts in words; a missing fact outside ``[[ ]]`` becomes a dash."""

    def piece(match: re.Match[str]) -> str:
        names = (h.name for h in holes(match[1]))
        return match[1] if all(_is_there(facts.get(n)) for n in names) else ""

    def value(match: re.Match[str]) -> str:
        return _filled(_hole(match), facts, language, label)

    text = _UNIT_AFTER_NUMBER.sub(rf"\1{NBSP}", template)
    return _HOLE.sub(value, _OPTIONAL.sub(piece, text))


def _hole(match: re.Match[str]) -> Hole:
    forms = tuple(match[3].split("|")[1:]) if match[3] else ()
    return Hole(match[1], match[2] or "", forms)


def _is_there(value: object) -> bool:
    return value is not None and value != "" and value != ()


def _filled(hole: Hole, facts: Mapping[str, object], language: Language, label: Labeller) -> str:
    value = facts.get(hole.name)
    if hole.forms:
        return plural(value, hole.forms)
    if is_number(value) and (hole.spec == "plain" or (not hole.spec and hole.name.split("_")[-1] in NOT_COUNTED)):
        return number(value, language, grouped=False)
    if hole.spec == "plain" and isinstance(value, tuple | list):
        return ", ".join(number(v, language, grouped=False) if is_number(v) else wording(v, language) for v in value)
    if is_number(value) and hole.spec == "%":
        return percent(value, language)
    if is_number(value) and hole.spec == "bytes":
        return size(value, language)
    if hole.spec == "place":
        return place(str(value), language)
    if hole.spec == "language":
        return wording(facts.get(f"{hole.name}_{language}"), language)
    if hole.spec not in SPECS:
        if isinstance(value, tuple | list):
            words = (label(f"{hole.spec}.{v}", language) for v in value)
            return ", ".join(dict.fromkeys(words))
        return label(f"{hole.spec}.{value}", language)
    return wording(value, language)
