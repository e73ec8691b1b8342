"""Cells of text into values and back."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from hashlib import sha256
from typing import Literal

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.text import fold, squeeze
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey, kind_of
from remeslo.interchange.staffsheet.names import Lookup

Language = Literal["ru", "en"]
USUAL_LEVEL = 3
_RUSSIAN_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_ISO_DAY = re.compile(r"^(\d{4}-\d\d-\d\d)([ T]00:00(:00)?)?$")
_THOUSANDS = re.compile(r"^[+-]?[1-9]\d{0,2},\d{3}$")
"""Fifteen thousand to one reader, fifteen to another: such a text is refused."""
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_KEY = re.compile(r"^(?=.{1,64}$)[0-9A-Za-zА-Яа-яЁё](?:[0-9A-Za-zА-Яа-яЁё._-]*[0-9A-Za-zА-Яа-яЁё])?$")
_NEED = re.compile(r"^(?P<skill>.+?)\s*/\s*(?P<level>\d)$")
_WEEK = re.compile(r"^(?P<day>[\d.-]+)\s*=\s*(?P<hours>\d{1,3})$")


class NotAValue(ValueError):
    """The cell holds no such value."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """Where the references of one reading are looked up."""

    organisation: Lookup
    site: Lookup
    person: Lookup
    skill: Lookup
    course: Lookup


Parse = Callable[[str, Lookups], object]


def text(cell: str, _: Lookups) -> str:
    """The text, squeezed."""
    return squeeze(cell)


def key(cell: str, _: Lookups) -> str:
    """A key of a thing: letters, digits, ``.``, ``_``, ``-``; raises NotAValue."""
    found = squeeze(cell)
    if not _KEY.match(found):
        raise NotAValue(cell)
    return found


def day(cell: str, _: Lookups | None = None) -> date:
    """``2026-09-01`` or ``01.09.2026``; raises NotAValue."""
    iso, russian = _ISO_DAY.match(squeeze(cell)), _RUSSIAN_DAY.match(squeeze(cell))
    try:
        if iso:
            return date.fromisoformat(iso[1])
        if russian:
            return date(int(russian[3]), int(russian[2]), int(russian[1]))
    except ValueError:
        pass
    raise NotAValue(cell)


def number(cell: str, _: Lookups | None = None) -> Decimal:
    """A number with point or comma, thousands parted by spaces; raises NotAValue."""
    plain = _SPACES.sub("", cell)
    if _THOUSANDS.match(plain):
        raise NotAValue(cell)
    try:
        found = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        raise NotAValue(cell) from None
    if not found.is_finite() or abs(found) > 10**12:
        raise NotAValue(cell)
    return found


def whole(cell: str, _: Lookups | None = None) -> int:
    """A whole number; raises NotAValue."""
    found = number(cell)
    if found != found.to_integral_value():
        raise NotAValue(cell)
    return int(found)


def listed(cell: str, _: Lookups | None = None) -> tuple[str, ...]:
    """Texts parted by semicolons or line breaks."""
    return tuple(t for t in map(squeeze, re.split(r"[;\n]", cell)) if t)


def needs(cell: str, lookups: Lookups) -> tuple[Requirement, ...]:
    """``equipment:lathe/3; Методика / 2``: skills by key or title with their levels, 3 where none is told."""
    found = []
    for part in listed(cell):
        told = _NEED.match(part)
        skill_, level = (told["skill"], int(told["level"])) if told else (part, USUAL_LEVEL)
        try:
            found.append(Requirement(skill(skill_, lookups), level))
        except ProblemError:
            raise NotAValue(part) from None
    return tuple(found)


def skill(cell: str, lookups: Lookups) -> SkillKey:
    """A skill by key or title; raises NoSuchName, and NotAValue for what is no key of a skill."""
    key = lookups.skill.find(squeeze(cell))
    try:
        kind_of(SkillKey(key))
    except ProblemError:
        raise NotAValue(cell) from None
    return SkillKey(key)


def weeks(cell: str, _: Lookups | None = None) -> tuple[tuple[date, int], ...]:
    """``2026-10-05=18; 2026-10-12=18``: Mondays and hours; raises NotAValue."""
    found = []
    for part in listed(cell):
        told = _WEEK.match(part)
        if told is None:
            raise NotAValue(part)
        found.append((day(told["day"]), int(told["hours"])))
    return tuple(found)


def choice(words: Mapping[StrEnum, tuple[str, ...]]) -> Parse:
    """One of some words: of each value its Russian and English name come first."""
    by_word = {fold(w): value for value, own in words.items() for w in (*own, value.value)}

    def parse(cell: str, _: Lookups) -> StrEnum:
        found = by_word.get(fold(cell))
        if found is None:
            raise NotAValue(cell)
        return found

    return parse


def shown(value: object, language: Language, words: Mapping[StrEnum, tuple[str, ...]] | None = None) -> str:
    """A value as a cell holds it; what is read from it is the value again."""
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return words[value][0 if language == "ru" else 1] if words else value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Requirement):
        return f"{value.skill}/{value.level}"
    if isinstance(value, tuple):
        return "; ".join(_inner(v, language) for v in value)
    return str(value)


def _inner(value: object, language: Language) -> str:
    if isinstance(value, tuple):
        return "=".join(shown(v, language) for v in value)
    return shown(value, language)


def key_of_texts(prefix: str, parts: Iterable[object]) -> str:
    """A key made of what identifies a row: the same row read twice is the same thing."""
    told = "\x1f".join(fold(str(p)) for p in parts)
    return f"{prefix}-{sha256(told.encode()).hexdigest()[:12]}"
