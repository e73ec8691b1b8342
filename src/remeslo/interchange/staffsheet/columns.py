"""The sheets of a staff workbook and their columns, in Russian and English, with what each cell may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from remeslo.core.base.text import fold
from remeslo.core.staffing.course import Course, CourseModule, Session
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import EvidenceKind, Qualification
from remeslo.interchange.staffsheet import cells
from remeslo.interchange.staffsheet.cells import Language, Parse

Words = Mapping[StrEnum, tuple[str, ...]]
ROLES: Final[Words] = MappingProxyType(
    {
        StaffRole.TEACHER: ("преподаватель", "teacher", "учитель"),
        StaffRole.MASTER: ("мастер", "master", "мастер производственного обучения", "мастер п/о"),
        StaffRole.MENTOR: ("наставник", "mentor", "наставник на предприятии"),
    }
)
EVIDENCE: Final[Words] = MappingProxyType(
    {
        EvidenceKind.DIPLOMA: ("диплом", "diploma", "диплом об образовании"),
        EvidenceKind.CERTIFICATE: ("удостоверение", "certificate", "сертификат", "свидетельство"),
        EvidenceKind.INTERNSHIP: ("стажировка", "internship"),
        EvidenceKind.EXPERIENCE: ("опыт работы", "experience", "стаж"),
        EvidenceKind.ADMISSION: ("допуск", "admission", "допуск к работе"),
    }
)
MODULES: Final[Words] = MappingProxyType(
    {
        CourseModule.PEDAGOGIC: ("педагогический", "pedagogic", "педагогический модуль"),
        CourseModule.PRODUCTION: ("производственный", "production", "производственный модуль"),
        CourseModule.INTERNSHIP: ("стажировка", "internship", "стажировка на предприятии"),
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column: field of the value, names written, other names understood, reader of its cells.

    Parameters
    ----------
    expected
        What a cell should hold, a word of the label group ``value_type``; references: the kind of thing.
    refers
        True when the cell names another thing by key or name.
    words
        Of a choice.
    """

    field: str
    ru: str
    en: str
    also: tuple[str, ...]
    parse: Parse
    expected: str = "text"
    required: bool = False
    refers: bool = False
    words: Words | None = None
    width: int = 18

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is understood."""
        return (self.ru, self.en, self.field, *self.also)

    def name(self, language: Language) -> str:
        """The name that is written."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A sheet of one kind of things.

    Parameters
    ----------
    identity
        Fields that a key is made of, where a row names none.
    helps
        A column for readers' eyes, beside a reference: it is written and never read.
    """

    kind: str
    make: type[Any]
    ru: str
    en: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    helps: tuple[str, str] | None = None

    def name(self, language: Language) -> str:
        """The name that is written."""
        return self.ru if language == "ru" else self.en

    def is_named(self, name: str) -> bool:
        """True when a sheet of this name is of this kind."""
        return fold(name) in {fold(n) for n in (self.ru, self.en, self.kind, *self.also)}

    @property
    def required(self) -> tuple[Column, ...]:
        """Columns without which a row is nothing."""
        return tuple(c for c in self.columns if c.required)


def _reference(kind: str) -> Parse:
    def parse(cell: str, lookups: cells.Lookups) -> str:
        lookup = getattr(lookups, kind)
        found: str = lookup.find(cell)
        return found

    return parse


def _text(field: str, ru: str, en: str, *also: str, required: bool = False, width: int = 18) -> Column:
    return Column(field, ru, en, also, cells.text, required=required, width=width)


def _day(field: str, ru: str, en: str, *also: str, required: bool = False) -> Column:
    return Column(field, ru, en, also, cells.day, "date", required, width=13)


def _refers(kind: str, field: str, ru: str, en: str, *also: str, required: bool = False) -> Column:
    return Column(field, ru, en, also, _reference(kind), kind, required, refers=True)


def _whole(field: str, ru: str, en: str, *also: str, required: bool = False) -> Column:
    return Column(field, ru, en, also, cells.whole, "integer", required, width=11)


def _choice(field: str, ru: str, en: str, *also: str, words: Words, required: bool = False) -> Column:
    return Column(field, ru, en, also, cells.choice(words), "choice", required, words=words, width=18)


_KEY = Column("key", "Ключ", "Key", ("Код", "id"), cells.key, "key", width=14)
PEOPLE: Final = Sheet(
    "people",
    StaffMember,
    "Люди",
    "People",
    ("Кадры", "Сотрудники", "Преподаватели", "Staff"),
    (
        _KEY,
        _refers(
            "organisation", "organisation", "Организация", "Organisation", "Колледж", "Место работы", required=True
        ),
        _text("name", "ФИО", "Name", "Имя", "Фамилия, имя, отчество", "Сотрудник", required=True, width=34),
        _choice("role", "Роль", "Role", "Должность", "Кем работает", words=ROLES, required=True),
        Column("subjects", "Предметы", "Subjects", ("Чему учит",), cells.listed, "list", width=40),
        _whole("weekly_hours", "Часов в неделю", "Weekly hours", "Нагрузка в неделю"),
        Column("rate", "Ставка", "Rate", ("Доля ставки",), cells.number, "number", width=9),
        _day("industry_from", "В отрасли с", "In industry from"),
        _day("industry_until", "В отрасли по", "In industry until"),
        _refers("site", "home", "Своя площадка", "Home site", "Площадка"),
    ),
    ("organisation", "name"),
)
QUALIFICATIONS: Final = Sheet(
    "qualifications",
    Qualification,
    "Квалификации",
    "Qualifications",
    ("Удостоверения", "Повышение квалификации", "Papers"),
    (
        _KEY,
        _refers("person", "person", "Сотрудник", "Person", "ФИО", "Кто", required=True),
        Column("skill", "Навык", "Skill", ("Чему учит", "Умение"), cells.skill, "skill", True, refers=True, width=28),
        _whole("level", "Уровень", "Level"),
        _choice("evidence", "Подтверждение", "Evidence", "Вид документа", words=EVIDENCE),
        _text("document", "Документ", "Document", "Номер документа", "Реквизиты", width=30),
        _day("since", "Действует с", "In force from", "Дата выдачи", "Выдан", required=True),
        _day("until", "Действует по", "In force until", "Срок действия"),
        _refers("course", "course", "Курс", "Course"),
    ),
    ("person", "skill", "since", "document"),
    ("Имя", "Person's name"),
)
COURSES: Final = Sheet(
    "courses",
    Course,
    "Курсы",
    "Courses",
    ("Каталог курсов", "Каталог", "Catalogue"),
    (
        _KEY,
        _text("title", "Название", "Title", "Курс", "Наименование", required=True, width=40),
        _text("topic", "Тема", "Topic", width=30),
        _choice("module", "Вид", "Module", "Модуль", "Вид курса", words=MODULES, required=True),
        Column("gives", "Даёт", "Gives", ("Чему учит", "Навыки"), cells.needs, "need", True, refers=True, width=34),
        Column("needs_before", "Нужно до начала", "Needed before", (), cells.needs, "need", refers=True, width=28),
        _whole("hours", "Часов", "Hours", "Объём, часов", required=True),
        _refers("organisation", "host", "Кто проводит", "Host", "Организация", "Предприятие", required=True),
        Column("equipment", "Оборудование", "Equipment", (), cells.listed, "list", width=34),
        Column("price", "Цена", "Price", ("Стоимость",), cells.number, "number", width=12),
        _text("certificate", "Документ", "Certificate", "Чем заканчивается", width=26),
        _whole("valid_months", "Действует месяцев", "Valid, months", "Срок действия, месяцев"),
    ),
    ("host", "title"),
)
SESSIONS: Final = Sheet(
    "sessions",
    Session,
    "Потоки",
    "Sessions",
    ("Расписание курсов", "Группы курсов", "Dates"),
    (
        _KEY,
        _refers("course", "course", "Курс", "Course", required=True),
        _day("first", "С", "From", "Начало", required=True),
        _day("last", "По", "To", "Окончание", required=True),
        _whole("places", "Мест", "Places", required=True),
        Column("hours_by_week", "Часы по неделям", "Hours by week", (), cells.weeks, "week_hours", width=34),
    ),
    ("course", "first"),
    ("Название курса", "Course title"),
)
SHEETS: Final = (PEOPLE, QUALIFICATIONS, COURSES, SESSIONS)
"""In the order of the workbook; each may refer to those before it, qualifications to courses too."""
READ_IN: Final = (PEOPLE, COURSES, QUALIFICATIONS, SESSIONS)
"""The order in which they are read, so that what refers to another thing comes after it."""

SKILLS: Final = (("Навыки", "Skills"), (("Ключ", "Key"), ("Название", "Title"), ("Тема", "Topic")))
"""A sheet for readers' eyes: which skills there are; it is written and never read."""
