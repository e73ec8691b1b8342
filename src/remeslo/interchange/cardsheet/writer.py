"""Demand cards into a workbook that employers can fill in: cards, requirements, a guide; same cards, same bytes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from remeslo.core.competence.demand import DemandCard
from remeslo.interchange.cardsheet.columns import (
    CARD_COLUMNS,
    CARDS,
    GUIDE,
    REQUIREMENT_COLUMNS,
    REQUIREMENTS,
    Column,
    Language,
    sheet_name,
    year_header,
)

_BLANK_ROWS = 200
"""Rows below the last one in which the choices of a column are offered."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_CELL = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}


def write(
    cards: Iterable[DemandCard],
    *,
    language: Language = "ru",
    employers: Mapping[str, str] | None = None,
    years: Sequence[int] = (),
) -> bytes:
    """
    The workbook.

    Parameters
    ----------
    employers
        Key -> name of those to choose from; cells hold keys.
    years
        Columns of years there shall be besides those of the cards.
    """
    held = tuple(cards)
    columns = sorted({*years, *(h.year for c in held for h in c.headcount)})
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": sheet_name(CARDS, language), "created": _FIRST_DAY.replace(tzinfo=None)})
    head = book.add_format({**_CELL, "bold": True, "bg_color": "#E6ECF2"})
    cell = book.add_format({**_CELL, "num_format": "@"})
    number = book.add_format(_CELL)
    cards_sheet = book.add_worksheet(sheet_name(CARDS, language))
    split = [c.field for c in CARD_COLUMNS].index("equipment")
    headers = [
        *(c.name(language) for c in CARD_COLUMNS[:split]),
        *(year_header(y, language) for y in columns),
        *(c.name(language) for c in CARD_COLUMNS[split:]),
    ]
    widths = [
        *(c.width for c in CARD_COLUMNS[:split]),
        *(10 for _ in columns),
        *(c.width for c in CARD_COLUMNS[split:]),
    ]
    _head(cards_sheet, headers, widths, head)
    for row, card in enumerate(held, start=1):
        people = {h.year: h.people for h in card.headcount}
        texts = [card.key, card.employer, card.job, card.programme or "", card.deadline.isoformat()]
        _row(
            cards_sheet,
            row,
            [*texts, *(people.get(y) for y in columns), "\n".join(card.equipment), card.note],
            cell,
            number,
        )
    requirements = book.add_worksheet(sheet_name(REQUIREMENTS, language))
    _head(requirements, [c.name(language) for c in REQUIREMENT_COLUMNS], [c.width for c in REQUIREMENT_COLUMNS], head)
    rows = [(c, r) for c in held for r in c.requirements]
    for row, (card, r) in enumerate(rows, start=1):
        _row(
            requirements,
            row,
            [card.key, r.number, r.text, ", ".join(r.functions), r.criticality, r.proficiency],
            cell,
            number,
        )
    last = len(rows) + _BLANK_ROWS
    for field in ("criticality", "proficiency"):
        at = [c.field for c in REQUIREMENT_COLUMNS].index(field)
        requirements.data_validation(1, at, last, at, {"validate": "list", "source": ["1", "2", "3"]})
    _guide(book.add_worksheet(sheet_name(GUIDE, language)), language, head, cell, employers or {})
    book.close()
    return buffer.getvalue()


def template(
    *, language: Language = "ru", years: Sequence[int] = (), employers: Mapping[str, str] | None = None
) -> bytes:
    """An empty workbook with a column for each year and the list of employers on its guide."""
    return write((), language=language, employers=employers, years=years)


def _head(sheet: Any, names: Sequence[str], widths: Sequence[int], style: Any) -> None:
    for at, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.write_string(0, at, name, style)
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, 0)


def _row(sheet: Any, row: int, values: Sequence[str | int | None], text: Any, number: Any) -> None:
    for at, value in enumerate(values):
        if isinstance(value, int):
            sheet.write_number(row, at, value, number)
        elif value:
            sheet.write_string(row, at, _CONTROLS.sub(" ", value), text)
        else:
            sheet.write_blank(row, at, None, text)


def _guide(sheet: Any, language: Language, head: Any, cell: Any, employers: Mapping[str, str]) -> None:
    """What stands in each column, and the employers there are."""
    titles = ("Лист", "Столбец", "Что писать") if language == "ru" else ("Sheet", "Column", "What to write")
    _head(sheet, titles, (20, 22, 90), head)
    row = 1
    described: list[tuple[str, Column]] = [
        *((sheet_name(CARDS, language), c) for c in CARD_COLUMNS),
        *((sheet_name(REQUIREMENTS, language), c) for c in REQUIREMENT_COLUMNS),
    ]
    for where, column in described:
        star = " *" if column.required else ""
        for at, value in enumerate((where, f"{column.name(language)}{star}", column.hint(language))):
            sheet.write_string(row, at, value, cell)
        row += 1
    people = "Сколько человек нужно в этом году." if language == "ru" else "People needed in that year."
    for at, value in enumerate((sheet_name(CARDS, language), year_header(2027, language), people)):
        sheet.write_string(row, at, value, cell)
    for key, name in employers.items():
        row += 1
        title = "Работодатель" if language == "ru" else "Employer"
        for at, value in enumerate((title, key, _CONTROLS.sub(" ", name))):
            sheet.write_string(row, at, value, cell)
