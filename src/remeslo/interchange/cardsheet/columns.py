"""Sheets and columns of the workbook, in Russian and English, and what a person may write for them."""

import re
from dataclasses import dataclass
from typing import Literal

from remeslo.core.base.text import fold, squeeze

Language = Literal["ru", "en"]


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column: names that are written, other names that are understood, what stands in it.

    Parameters
    ----------
    width
        In characters, for writing.
    """

    field: str
    ru: str
    en: str
    also: tuple[str, ...]
    hint_ru: str
    hint_en: str
    required: bool = False
    width: int = 18

    def name(self, language: Language) -> str:
        """The name that is written."""
        return self.ru if language == "ru" else self.en

    def hint(self, language: Language) -> str:
        """What to write, for the guide."""
        return self.hint_ru if language == "ru" else self.hint_en

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is understood."""
        return (self.ru, self.en, *self.also)


CARD_COLUMNS = (
    Column(
        "key",
        "Ключ карты",
        "Card key",
        ("Ключ", "Номер карты", "№ карты", "Код карты", "Key", "Card"),
        "Любые буквы и цифры без пробелов, один раз в книге: zavod-01. По нему строки требований находят свою карту.",
        "Letters and digits without spaces, once in the book: works-01. Rows of requirements find their card by it.",
        required=True,
        width=14,
    ),
    Column(
        "employer",
        "Работодатель",
        "Employer",
        ("Организация", "Предприятие", "Заказчик", "Organisation", "Organization", "Company"),
        "Название или ключ организации из кластера.",
        "Name or key of an organisation of the cluster.",
        required=True,
        width=28,
    ),
    Column(
        "job",
        "Должность",
        "Job",
        ("Профессия", "Рабочее место", "Должность (профессия)", "Position", "Job title"),
        "Как её называет работодатель.",
        "As the employer calls it.",
        required=True,
        width=34,
    ),
    Column(
        "programme",
        "Программа",
        "Programme",
        ("Образовательная программа", "Program"),
        "Ключ или название программы; пусто — выберет конструктор.",
        "Key or title of a programme; empty: the constructor chooses.",
        width=22,
    ),
    Column(
        "deadline",
        "Срок",
        "Deadline",
        ("Нужны к", "К какому дню", "Дата", "Needed by", "Date"),
        "День, к которому нужны первые люди: 01.07.2028 или 2028-07-01.",
        "Day by which the first people are needed: 2028-07-01 or 01.07.2028.",
        required=True,
        width=13,
    ),
    Column(
        "equipment",
        "Оборудование",
        "Equipment",
        ("Станки", "Machines"),
        "На чём будут работать; по одному в строке ячейки или через точку с запятой.",
        "What they will work on; one a line of the cell, or separated by semicolons.",
        width=34,
    ),
    Column("note", "Примечание", "Note", ("Комментарий", "Comment"), "Что угодно ещё.", "Anything else.", width=34),
)
REQUIREMENT_COLUMNS = (
    Column(
        "card",
        "Ключ карты",
        "Card key",
        ("Карта", "Ключ", "Номер карты", "№ карты", "Card", "Key"),
        "Ключ с листа карт; пусто — та же карта, что строкой выше.",
        "A key of the sheet of cards; empty: the same card as in the row above.",
        required=True,
        width=14,
    ),
    Column(
        "number",
        "Номер",
        "Number",
        ("№", "№ требования", "No", "#"),
        "Один раз в карте; пусто — по порядку.",
        "Once in the card; empty: in order.",
        width=8,
    ),
    Column(
        "text",
        "Требование",
        "Requirement",
        ("Текст", "Требования", "Что должен уметь", "Text"),
        "Что должен уметь выпускник, словами работодателя. Можно оставить пустым, если названа трудовая функция.",
        "What the graduate must be able to do, in the employer's words. May be empty where a work function is named.",
        width=70,
    ),
    Column(
        "functions",
        "Трудовые функции",
        "Work functions",
        ("Трудовая функция", "ТФ", "Функции", "Functions"),
        "Коды через запятую: 40.002/A/01.2.",
        "Codes separated by commas: 40.002/A/01.2.",
        width=24,
    ),
    Column(
        "criticality",
        "Критичность",
        "Criticality",
        ("Важность", "Importance"),
        "1 — полезно, 2 — важно, 3 — без этого работать нельзя; пусто — 2.",
        "1 useful, 2 important, 3 the job can't be done without it; empty: 2.",
        width=12,
    ),
    Column(
        "proficiency",
        "Уровень владения",
        "Proficiency",
        ("Уровень", "Level"),
        "1 — под руководством, 2 — самостоятельно, 3 — может научить; пусто — 2.",
        "1 under guidance, 2 alone, 3 able to teach others; empty: 2.",
        width=12,
    ),
)
CARDS = ("Запросы", "Demand", ("Карты", "Карты запроса", "Потребность", "Cards", "Demand cards"))
REQUIREMENTS = ("Требования", "Requirements", ())
GUIDE = ("Как заполнять", "How to fill in", ())

_YEAR = re.compile(r"^\D{0,20}((?:20|21)\d\d)\D{0,20}$")


def sheet_name(sheet: tuple[str, str, tuple[str, ...]], language: Language) -> str:
    """The name of a sheet that is written."""
    return sheet[0] if language == "ru" else sheet[1]


def is_sheet(name: str, sheet: tuple[str, str, tuple[str, ...]]) -> bool:
    """True when a sheet's name is one of those understood."""
    return fold(name) in {fold(n) for n in (sheet[0], sheet[1], *sheet[2])}


def year_of(header: str) -> int | None:
    """The calendar year that a column counts people for: «2027», «2027 год, человек»; ``None`` for other columns."""
    found = _YEAR.match(squeeze(header))
    return int(found[1]) if found else None


def year_header(year: int, language: Language) -> str:
    """The header of a year's column."""
    return f"{year}, человек" if language == "ru" else f"{year}, people"
