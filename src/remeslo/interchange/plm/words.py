"""Words of the format and its way of writing semesters as a string of digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.text import latin_code
from remeslo.core.competence.studyplan.work import LoadKind

WORKS: Final = MappingProxyType(
    {
        "Лек": LoadKind.LECTURE,
        "Пр": LoadKind.PRACTICAL,
        "Сем": LoadKind.SEMINAR,
        "Лаб": LoadKind.LABORATORY,
        "СРС": LoadKind.SELF_STUDY,
        "СР": LoadKind.SELF_STUDY,
        "КСР": LoadKind.SUPERVISED,
        "ЧасЭкз": LoadKind.CONTROL,
    }
)
"""Attributes of Сем that are hours."""

FORMS: Final = MappingProxyType(
    {
        "Экз": AttestationForm.EXAM,
        "Зач": AttestationForm.CREDIT,
        "ДифЗач": AttestationForm.GRADED_CREDIT,
        "ЗачО": AttestationForm.GRADED_CREDIT,
        "ЗачДиф": AttestationForm.GRADED_CREDIT,
        "КП": AttestationForm.COURSE_PROJECT,
        "КР": AttestationForm.COURSE_WORK,
        "РГР": AttestationForm.OTHER,
        "Реф": AttestationForm.OTHER,
        "КонтрРаб": AttestationForm.OTHER,
    }
)
"""Forms of control: attributes of Сем with 1, and with ``Сем`` before them attributes of Строка with semesters."""

_SEMESTERS = re.compile(r"([1-9A-F])([рРpPкКkK]?)")
_COMPETENCE = re.compile(r"([А-ЯЁA-Z]+)([0-9].*)")


@dataclass(frozen=True, slots=True)
class Named:
    """A semester named in a string, with the mark after it."""

    semester: int
    mark: str


def semesters(written: str) -> Iterator[Named] | None:
    """
    Semesters of ``678``, ``8р``, ``AB``: a digit each, from 10 a letter; None when the string is something else.

    Cyrillic letters that look like Latin ones are taken for them; the mark keeps its own look.
    """
    text = re.sub(r"[\s,;]+", "", written)
    pieces: list[Named] = []
    at = 0
    while at < len(text):
        found = _SEMESTERS.match(latin_code(text[at]).upper() + text[at + 1 : at + 2])
        if found is None:
            return None
        pieces.append(Named(int(found[1], 16), found[2]))
        at += found.end()
    return iter(pieces)


def competences(written: str) -> Iterator[tuple[str, str]]:
    """Codes of a list as written and in the usual form: ``ОК1`` is ``ОК-1``. Commas, semicolons or blanks part them."""
    for word in re.split(r"[,;\s]+", written):
        if word:
            found = _COMPETENCE.fullmatch(word)
            yield word, f"{found[1]}-{found[2]}" if found else word
