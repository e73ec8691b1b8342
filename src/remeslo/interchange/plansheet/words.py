"""Words of the tables: columns, semesters, kinds of work, forms of control, keys of the title sheet."""

import re
from types import MappingProxyType
from typing import Final

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.text import fold
from remeslo.core.competence.studyplan.values import RowKind
from remeslo.core.competence.studyplan.work import LoadKind

BLOCK, INDEX, PART, MODULE, RECORD, TITLE, PERIOD, WORK, AMOUNT, UNIT, CREDITS = (
    "Блок",
    "Шифр",
    "Часть",
    "Модуль",
    "Тип записи",
    "Дисциплина",
    "Период контроля",
    "Нагрузка",
    "Количество",
    "Ед. изм.",
    "ЗЕТ",
)
COLUMNS: Final = (BLOCK, INDEX, PART, MODULE, RECORD, TITLE, PERIOD, WORK, AMOUNT, UNIT, CREDITS)
OTHER_ORDER: Final = (BLOCK, PART, MODULE, RECORD, INDEX, TITLE, PERIOD, WORK, AMOUNT, UNIT, CREDITS)
"""The order of columns of the layout in one sheet."""
SYNONYMS: Final = MappingProxyType({UNIT: (UNIT, "Единица измерения", "Ед изм"), AMOUNT: (AMOUNT, "Кол-во")})
NEEDED: Final = (TITLE, PERIOD, WORK, AMOUNT)

EMPTY: Final = frozenset(("", "пустой компонент"))

_ORDINALS = (
    "первый",
    "второй",
    "третий",
    "четвертый",
    "пятый",
    "шестой",
    "седьмой",
    "восьмой",
    "девятый",
    "десятый",
    "одиннадцатый",
    "двенадцатый",
    "тринадцатый",
    "четырнадцатый",
)
SEMESTERS: Final = MappingProxyType({word: n for n, word in enumerate(_ORDINALS, start=1)})

WORKS: Final = MappingProxyType(
    {
        "лекции": LoadKind.LECTURE,
        "лекционные занятия": LoadKind.LECTURE,
        "семинарские занятия": LoadKind.SEMINAR,
        "семинары": LoadKind.SEMINAR,
        "практические занятия": LoadKind.PRACTICAL,
        "семинарские и практические занятия": LoadKind.PRACTICAL,
        "лабораторные работы": LoadKind.LABORATORY,
        "лабораторные занятия": LoadKind.LABORATORY,
        "срс": LoadKind.SELF_STUDY,
        "самостоятельная работа": LoadKind.SELF_STUDY,
        "самостоятельная работа студентов": LoadKind.SELF_STUDY,
        "консультации": LoadKind.CONSULTATION,
        "контроль": LoadKind.CONTROL,
        "контроль самостоятельной работы": LoadKind.SUPERVISED,
        "кср": LoadKind.SUPERVISED,
    }
)

FORMS: Final = MappingProxyType(
    {
        "экзамен": AttestationForm.EXAM,
        "зачет": AttestationForm.CREDIT,
        "дифференцированный зачет": AttestationForm.GRADED_CREDIT,
        "зачет с оценкой": AttestationForm.GRADED_CREDIT,
        "курсовой проект": AttestationForm.COURSE_PROJECT,
        "курсовая работа": AttestationForm.COURSE_WORK,
        "контрольная работа": AttestationForm.OTHER,
        "реферат": AttestationForm.OTHER,
        "расчетно-графическая работа": AttestationForm.OTHER,
    }
)

HOURS: Final = frozenset(("", "часы", "час", "часов"))
WEEKS: Final = frozenset(("недели", "неделя", "недель"))

TITLE_KEYS: Final = (
    "Номер АУП",
    "Уровень образования",
    "Направление (специальность)",
    "Код специальности",
    "Квалификация",
    "Профиль (специализация)",
    "Факультет",
    "Выпускающая кафедра",
    "Форма обучения",
    "Год набора",
    "На базе",
    "Фактический срок обучения",
)

_BLOCK_NUMBER = re.compile(r"(?:блок\s*)?([1-4])(?:\.0)?(?:\b.*)?", re.DOTALL)
_TERM = re.compile(r"(?:([0-9]{1,2})\s*(?:год|года|лет|г\.?))?\s*(?:([0-9]{1,2})\s*(?:месяц(?:ев|а)?|мес\.?))?")


def semester(written: str) -> int | None:
    """``Шестой семестр`` is 6, as ``6`` and ``6 семестр`` are; None for anything else."""
    first = fold(written).partition(" ")[0]
    if first in SEMESTERS:
        return SEMESTERS[first]
    return int(first) if re.fullmatch(r"[0-9]{1,2}", first) and 0 < int(first) < 20 else None


def work(written: str) -> LoadKind:
    """Kind of a work by its word; practices and final attestation are practice."""
    word = fold(written)
    if word in WORKS:
        return WORKS[word]
    is_practice = "практика" in word or word.startswith(("гак", "гэк", "вкр", "нир", "научно-исследовательская"))
    return LoadKind.PRACTICE if is_practice else LoadKind.OTHER


def block_kind(written: str) -> tuple[str, RowKind, bool]:
    """Index of a block by what the column says, the kind of its rows, and whether it is facultative."""
    word = fold(written)
    if "факультатив" in word:
        return "ФТД", RowKind.DISCIPLINE, True
    found = _BLOCK_NUMBER.fullmatch(word)
    number = found[1] if found else ""
    kind = {"2": RowKind.PRACTICE, "3": RowKind.FINAL_ATTESTATION}.get(number, RowKind.DISCIPLINE)
    return (f"Б{number}" if number else written), kind, number == "4"


def term(written: str) -> tuple[int | None, int | None]:
    """``4 года 10 месяцев`` is 4 and 10."""
    found = _TERM.fullmatch(fold(written))
    if found is None or not (found[1] or found[2]):
        return None, None
    return int(found[1] or 0), int(found[2] or 0)
