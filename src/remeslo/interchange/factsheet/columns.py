"""Columns of a table of facts, in Russian and English, and the sheets of its kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from remeslo.core.base.text import fold
from remeslo.core.results.kinds import FactKind, FieldRule

Language = Literal["ru", "en"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that every kind has: field of a fact, names that are written, other names that are understood."""

    field: str
    ru: str
    en: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is understood."""
        return (self.ru, self.en, self.field, *self.also)

    def name(self, language: Language) -> str:
        """The name that is written."""
        return self.ru if language == "ru" else self.en


COLUMNS = (
    Column("key", "Ключ факта", "Fact key", ("Ключ", "№ факта", "id")),
    Column("kind", "Вид факта", "Kind", ("Вид",)),
    Column("subject", "О ком или о чём", "Subject", ("Студент", "Псевдоним", "Learner", "Предмет")),
    Column("on", "День", "Day", ("Дата", "Когда", "Date")),
    Column("known", "Стало известно", "Known", ("Известно с", "Внесено")),
    Column("by", "Кто сообщает", "Said by", ("Организация", "Источник сведений", "Organisation")),
    Column("evidence", "Документы", "Evidence", ("Подтверждение документами", "Доказательства")),
    Column("corrects", "Исправляет факт", "Corrects", ("Исправляет",)),
    Column("withdraws", "Отзывает", "Withdraws", ("Отзыв",)),
)
_BY_FIELD: Mapping[str, Column] = {c.field: c for c in COLUMNS}


def own(field: str) -> Column:
    """The column of a field that every fact has."""
    return _BY_FIELD[field]


def value_names(rule: FieldRule) -> tuple[str, ...]:
    """
    Names under which the column of a value is understood; the plain name of a value that is also a column of every
    fact is not among them.
    """
    taken = {fold(n) for c in COLUMNS for n in c.names}
    return tuple(n for n in (rule.title_ru, rule.title_en, rule.name, f"values.{rule.name}") if fold(n) not in taken)


def kind_named(name: str, kinds: Mapping[str, FactKind]) -> FactKind | None:
    """The kind that a sheet or a cell names: by key or title; the name of a sheet may be cut at 31 letters."""
    wanted = fold(name)
    for kind in kinds.values():
        names = {fold(n) for n in (kind.key, kind.title_ru, kind.title_en, kind.title_ru[:31], kind.title_en[:31])}
        if wanted in names:
            return kind
    return None
