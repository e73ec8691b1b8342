"""The form: its sheets, their columns in both languages, the keys of the first sheet, the words of its choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from remeslo.core.base.text import fold
from remeslo.core.competence.statestandard import EntryBase, OutcomeKind, ProgrammeKind


@dataclass(frozen=True, slots=True)
class Name:
    """A field, column or sheet: how the form calls it, and what else it may be called."""

    key: str
    ru: str
    en: str
    hint_ru: str = ""
    hint_en: str = ""
    also: tuple[str, ...] = ()

    def in_language(self, language: str) -> str:
        """The name that a written form has."""
        return self.ru if language == "ru" else self.en

    def hint(self, language: str) -> str:
        """What to enter."""
        return self.hint_ru if language == "ru" else self.hint_en

    def names(self) -> tuple[str, ...]:
        """Every name it is found by."""
        return (self.ru, self.en, *self.also)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the form; a row without its ``needed`` columns is told and left out."""

    name: Name
    columns: tuple[Name, ...]
    needed: tuple[str, ...]


FIELDS: Final = (
    Name("code", "Код", "Code", "15.01.38", "15.01.38", ("Код ФГОС", "Код профессии (специальности)")),
    Name("title", "Название", "Title", "Наименование профессии или специальности", "Occupation or specialty"),
    Name("kind", "Вид программы", "Programme kind", "рабочие или специалисты", "worker or specialist"),
    Name("qualification", "Квалификация", "Qualification", "Как в стандарте", "As in the standard"),
    Name("order_number", "Номер приказа", "Order number", "862", "862"),
    Name("approved", "Дата приказа", "Order date", "дд.мм.гггг", "dd.mm.yyyy"),
    Name("min_disciplines", "Дисциплины, часов не менее", "Disciplines, hours at least", "Число", "A number"),
    Name("min_practice", "Практика, часов не менее", "Practice, hours at least", "Число", "A number"),
    Name("min_final_attestation", "ГИА, часов", "Final attestation, hours", "Число", "A number", ("ГИА",)),
    Name("verified", "Сверено с источником", "Checked against the source", "да или нет", "yes or no"),
    Name("source", "Источник", "Source", "Откуда взято", "Where it was taken from"),
)
NEEDED_FIELDS: Final = ("code", "title", "kind", "qualification")

MAIN: Final = Name("standard", "Стандарт", "Standard", also=("ФГОС",))
_CODE = Name("code", "Код", "Code", "ОК 01", "ОК 01")
_FUNCTIONS = Name(
    "functions",
    "Трудовые функции",
    "Work functions",
    "40.002/A/01.2; несколько через «;»",
    "40.002/A/01.2; several parted by “;”",
)
_COMPETENCES = Name("competences", "Компетенции", "Competences", "ОК 01; ПК 1.1", "ОК 01; ПК 1.1")

TERMS: Final = Sheet(
    Name("terms", "Сроки", "Terms"),
    (
        Name("base", "База", "Base", "ООО (9 классов) или СОО (11)", "ooo (9 years) or soo (11)"),
        Name("months", "Месяцев", "Months", "22 — это 1 год 10 месяцев", "22 is 1 year 10 months"),
        Name("total_hours", "Всего часов", "Total hours", "2952", "2952"),
    ),
    ("base", "months", "total_hours"),
)
GENERAL: Final = Sheet(
    Name("general", "ОК", "General competences", also=("Общие компетенции",)),
    (_CODE, Name("title", "Формулировка", "Text", "Как в стандарте", "As in the standard"), _FUNCTIONS),
    ("code", "title"),
)
ACTIVITIES: Final = Sheet(
    Name("activities", "ВД и ПК", "Activities", also=("Виды деятельности", "ПК")),
    (
        Name("number", "№ ВД", "Activity number", "1; пусто — тот же вид", "1; blank for the same one"),
        Name("activity", "Вид деятельности", "Activity", "Пусто — тот же вид", "Blank for the same one"),
        Name("code", "Код ПК", "Competence", "ПК 1.1", "ПК 1.1"),
        Name("title", "Формулировка", "Text", "Как в стандарте", "As in the standard"),
        _FUNCTIONS,
    ),
    ("code", "title"),
)
OUTCOMES: Final = Sheet(
    Name("outcomes", "Результаты", "Outcomes"),
    (
        Name("competence", "Код компетенции", "Competence", "ПК 1.1", "ПК 1.1"),
        Name("kind", "Вид", "Kind", "навык, умение или знание", "skill, ability or knowledge"),
        Name("text", "Формулировка", "Text", "Как в стандарте", "As in the standard"),
    ),
    ("competence", "kind", "text"),
)
DISCIPLINES: Final = Sheet(
    Name("disciplines", "Дисциплины", "Disciplines"),
    (
        Name("index", "Индекс", "Index", "СГ.01", "СГ.01"),
        Name("title", "Наименование", "Title", "История России", "History"),
        Name("cycle", "Цикл", "Cycle", "СГ или ОП; пусто — из индекса", "СГ or ОП; blank: from the index"),
        Name("hours_min", "Часов не менее", "Hours at least", "Число", "A number"),
        _COMPETENCES,
    ),
    ("index", "title", "hours_min"),
)
SHEETS: Final = (TERMS, GENERAL, ACTIVITIES, OUTCOMES, DISCIPLINES)

_NAMED: Final = MappingProxyType(
    {
        n.ru: f"{n.ru} ({n.en})"
        for n in (*FIELDS, MAIN, *(s.name for s in SHEETS), *(c for s in SHEETS for c in s.columns))
    }
)


def both(name: object) -> object:
    """A name of the form in both languages, ``Код (Code)``, of each of several too; anything else as it is."""
    if isinstance(name, tuple):
        return tuple(both(n) for n in name)
    return _NAMED.get(name, name) if isinstance(name, str) else name


Words = Mapping[str, tuple[StrEnum, str, str]]


def _words(*words: tuple[StrEnum, str, str, tuple[str, ...]]) -> Words:
    """Each spelling (folded) to the value and the words that a form is written with."""
    return MappingProxyType(
        {fold(spelling): (value, ru, en) for value, ru, en, also in words for spelling in (value.value, ru, en, *also)}
    )


PROGRAMME_KINDS: Final = _words(
    (ProgrammeKind.WORKER, "рабочие", "worker", ("ППКРС", "профессия")),
    (ProgrammeKind.SPECIALIST, "специалисты", "specialist", ("ППССЗ", "специальность")),
)
BASES: Final = _words(
    (EntryBase.BASIC_GENERAL, "ООО", "ooo", ("9 классов", "9", "основное общее образование", "на базе ООО")),
    (EntryBase.SECONDARY_GENERAL, "СОО", "soo", ("11 классов", "11", "среднее общее образование", "на базе СОО")),
)
OUTCOME_KINDS: Final = _words(
    (OutcomeKind.PRACTICE_SKILL, "навык", "skill", ("Н", "практический опыт", "ПО", "навыки")),
    (OutcomeKind.ABILITY, "умение", "ability", ("У", "умения", "уметь")),
    (OutcomeKind.KNOWLEDGE, "знание", "knowledge", ("З", "знания", "знать")),
)
YES: Final = frozenset(("да", "yes", "true", "1"))
NO: Final = frozenset(("", "нет", "no", "false", "0"))
