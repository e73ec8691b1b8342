"""Which unit of one curriculum is which of another: by key or code with the title, then by words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.text import fold, latin_code, words
from remeslo.core.curriculum.analytics.graph import Unit
from remeslo.core.curriculum.analytics.requisites import UnitKey

LEAST_ALIKE = Fraction(1, 2)
"""Dice's coefficient of title words from which two units are taken for the same; a choice, not a measured optimum."""
_STEM = 5
"""Letters by which words are compared: endings of Russian words differ after them."""
_CONNECTING = 3
"""Words of at most so many small letters connect others and are not compared; ``II`` and ``CNC`` are."""


class AlignedBy(StrEnum):
    """Why two units are taken for the same."""

    KEY = "key"
    """Same key in two versions of one curriculum."""
    CODE = "code"
    """Same code and words of the title in common."""
    TITLE = "title"
    """Same title."""
    WORDS = "words"
    """Alike titles."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units taken for the same; ``alike`` is Dice's coefficient of their title words, 0..1."""

    old: UnitKey
    new: UnitKey
    by: AlignedBy
    alike: Fraction


def align(old: Sequence[Unit], new: Sequence[Unit], *, same_curriculum: bool = False) -> tuple[Pair, ...]:
    """
    Pairs in the order of the new units, each unit in one pair at most.

    Parameters
    ----------
    same_curriculum
        Two versions of one: the same key is the same unit, whatever its title says now. Otherwise ``ОП.01`` of two
        programmes may be two things, and a code counts only with a word of the title in common.
    """
    stems = {id(u): _stems(u.title) for u in (*old, *new)}
    rest_old, rest_new = {u.key: u for u in old}, {u.key: u for u in new}
    found: dict[UnitKey, Pair] = {}

    def take(a: Unit, b: Unit, by: AlignedBy) -> None:
        found[b.key] = Pair(a.key, b.key, by, _dice(stems[id(a)], stems[id(b)]))
        del rest_old[a.key], rest_new[b.key]

    if same_curriculum:
        for key in [k for k in rest_new if k in rest_old]:
            take(rest_old[key], rest_new[key], AlignedBy.KEY)
    for by, name in ((AlignedBy.CODE, _code_and_title), (AlignedBy.TITLE, _title)):
        places: dict[str, list[Unit]] = {}
        for unit in rest_old.values():
            if name(unit):
                places.setdefault(name(unit), []).append(unit)
        for unit in list(rest_new.values()):
            if places.get(name(unit)):
                take(places[name(unit)].pop(0), unit, by)
    for a, b, by in _alike(rest_old, rest_new, stems):
        if a.key in rest_old and b.key in rest_new:
            take(a, b, by)
    return tuple(found[u.key] for u in new if u.key in found)


def _alike(
    old: Mapping[UnitKey, Unit], new: Mapping[UnitKey, Unit], stems: Mapping[int, frozenset[str]]
) -> list[tuple[Unit, Unit, AlignedBy]]:
    """Every two with words enough in common, the most alike first, then those that share a code."""
    found: list[tuple[bool, Fraction, Unit, Unit]] = []
    for b in new.values():
        for a in old.values():
            alike = _dice(stems[id(a)], stems[id(b)])
            coded = bool(_code(a)) and _code(a) == _code(b)
            if alike >= LEAST_ALIKE or (coded and alike > 0):
                found.append((coded, alike, a, b))
    found.sort(key=lambda item: (-item[1], not item[0]))
    return [(a, b, AlignedBy.CODE if coded else AlignedBy.WORDS) for coded, _alike, a, b in found]


def _code_and_title(unit: Unit) -> str:
    return f"{_code(unit)} {_title(unit)}" if _code(unit) and _title(unit) else ""


def _title(unit: Unit) -> str:
    return fold(unit.title)


def _code(unit: Unit) -> str:
    return latin_code(unit.code).casefold()


def _stems(title: str) -> frozenset[str]:
    connecting = {fold(w) for w in re.findall(r"[^\W\d_]+", title) if len(w) <= _CONNECTING and w.islower()}
    return frozenset(w[:_STEM] for w in words(title) if w not in connecting)


def _dice(a: frozenset[str], b: frozenset[str]) -> Fraction:
    return Fraction(2 * len(a & b), len(a) + len(b)) if a or b else Fraction(0)
