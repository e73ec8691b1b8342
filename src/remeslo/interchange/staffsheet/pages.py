"""Pages of a workbook that is written to be read by people: numbers as numbers, days as days, texts never formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from remeslo.interchange.sentences import Language, label
from remeslo.interchange.sheets.textbook import TextBook

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    One sheet.

    Parameters
    ----------
    title
        Its name, cut at 31 letters.
    heads
        Name and width of each column.
    heat
        Columns (first, last) whose numbers are coloured by their size.
    frozen
        Columns that stay in sight.
    """

    title: str
    heads: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Value]]
    heat: tuple[int, int] | None = None
    frozen: int = 0


def heads(*named: tuple[str, int], language: Language) -> tuple[tuple[str, int], ...]:
    """Columns by the keys of the label group ``staff_column``."""
    return tuple((label(f"staff_column.{key}", language), width) for key, width in named)


def titled(key: str, language: Language) -> str:
    """The name of a sheet, by its key in the label group ``staff_sheet``."""
    return label(f"staff_sheet.{key}", language)


def book_of(pages: Iterable[Page], *, title: str, language: Language, illustrative: bool = False) -> bytes:
    """The workbook, the same bytes for the same pages; invented data is marked above every table and on paper."""
    made = TextBook(title=title)
    note = label("word.illustrative", language) if illustrative else ""
    styles = _Styles(made, language)
    for page in pages:
        _sheet(made, page, styles, note)
    return made.bytes()


class _Styles:
    """Formats of cells beside those of text."""

    def __init__(self, made: TextBook, language: Language) -> None:
        top = {"valign": "top", "border": 1}
        self.number = made.book.add_format({**top, "num_format": "0.##" if language == "en" else "0"})
        self.money = made.book.add_format({**top, "num_format": "#,##0.00"})
        self.day = made.book.add_format({**top, "num_format": "dd.mm.yyyy" if language == "ru" else "yyyy-mm-dd"})
        self.note = made.book.add_format({"italic": True, "font_color": "#8A3B00"})


def _sheet(made: TextBook, page: Page, styles: _Styles, note: str) -> None:
    sheet = made.book.add_worksheet(page.title[:31])
    first = 1 if note else 0
    if note:
        sheet.write_string(0, 0, note, styles.note)
    for at, (head, width) in enumerate(page.heads):
        sheet.write_string(first, at, head, made.head)
        sheet.set_column(at, at, width)
    sheet.freeze_panes(first + 1, page.frozen)
    for number, row in enumerate(page.rows, start=first + 1):
        for at, value in enumerate(row):
            _cell(made, sheet, number, at, value, styles)
    last = first + len(page.rows)
    if page.rows:
        sheet.autofilter(first, 0, last, len(page.heads) - 1)
    if page.heat is not None and page.rows:
        scale = {"type": "3_color_scale", "min_color": "#FBE3D6", "mid_color": "#FFF6CC", "max_color": "#CFE8CF"}
        sheet.conditional_format(first + 1, page.heat[0], last, page.heat[1], scale)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, first)
    sheet.set_footer(f"&L{note.replace('&', '&&')}&R&P / &N")


def _cell(made: TextBook, sheet: Any, row: int, column: int, value: Value, styles: _Styles) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), styles.money)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, styles.number)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles.day)
    elif value:
        made.text(sheet, row, column, value)
    else:
        sheet.write_blank(row, column, None, made.plain)
