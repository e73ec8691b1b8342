"""A workbook with our few cell styles; the same bytes for the same content."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

_FONT = {"font_name": "Arial", "font_size": 9, "valign": "vcenter", "text_wrap": True, "border": 1}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"font_name": "Arial", "font_size": 14, "bold": True},
    "subtitle": {"font_name": "Arial", "font_size": 10, "italic": True, "font_color": "#8A3B00"},
    "plain": {"font_name": "Arial", "font_size": 10, "text_wrap": True, "valign": "top"},
    "plain_bold": {"font_name": "Arial", "font_size": 10, "bold": True, "text_wrap": True, "valign": "top"},
    "head": {**_FONT, "bold": True, "align": "center", "bg_color": "#E6ECF2"},
    "head_turned": {**_FONT, "bold": True, "align": "center", "bg_color": "#E6ECF2", "rotation": 90},
    "text": {**_FONT, "align": "left"},
    "centre": {**_FONT, "align": "center"},
    "number": {**_FONT, "align": "center", "num_format": "0;-0;;@"},
    "share": {**_FONT, "align": "center", "num_format": "0.00"},
    "cycle_text": {**_FONT, "align": "left", "bold": True, "bg_color": "#D6E0EA"},
    "cycle_number": {**_FONT, "align": "center", "bold": True, "bg_color": "#D6E0EA", "num_format": "0;-0;;@"},
    "module_text": {**_FONT, "align": "left", "bold": True, "bg_color": "#EEF3F7"},
    "module_number": {**_FONT, "align": "center", "bold": True, "bg_color": "#EEF3F7", "num_format": "0;-0;;@"},
    "block_text": {**_FONT, "align": "left", "bg_color": "#FBEBDD"},
    "block_number": {**_FONT, "align": "center", "bg_color": "#FBEBDD", "num_format": "0;-0;;@"},
    "total_text": {**_FONT, "align": "right", "bold": True, "bg_color": "#C9D6E3"},
    "total_number": {**_FONT, "align": "center", "bold": True, "bg_color": "#C9D6E3", "num_format": "0;-0;;@"},
    "total_mean": {**_FONT, "align": "center", "bold": True, "bg_color": "#C9D6E3", "num_format": "0.0"},
    "vacation": {**_FONT, "align": "center", "bg_color": "#F2F2F2", "font_color": "#666666"},
    "practice": {**_FONT, "align": "center", "bold": True, "bg_color": "#FBEBDD"},
    "training": {**_FONT, "align": "center", "bold": True, "bg_color": "#E2EFDA"},
    "final": {**_FONT, "align": "center", "bold": True, "bg_color": "#DDD6EC"},
    "small": {"font_name": "Arial", "font_size": 8, "italic": True, "text_wrap": True, "valign": "top"},
}
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class Workbook:
    """Sheets are added in order; ``bytes()`` closes the book."""

    def __init__(self, *, title: str, landscape: bool = True) -> None:
        self._buffer = BytesIO()
        self.book = xlsxwriter.Workbook(
            self._buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties({"title": title, "author": "Remeslo", "created": _FIRST_DAY.replace(tzinfo=None)})
        self.formats = {name: self.book.add_format(style) for name, style in _STYLES.items()}
        self._landscape = landscape

    def sheet(self, name: str, *, a3: bool = False, repeat_rows: int = 0, footer: str = "") -> Any:
        """A sheet set up to print on one page in width, A4 (9) or A3 (8), with the head repeated."""
        sheet = self.book.add_worksheet(_sheet_name(name, {s.get_name() for s in self.book.worksheets()}))
        if self._landscape:
            sheet.set_landscape()
        sheet.set_paper(8 if a3 else 9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        if repeat_rows:
            sheet.repeat_rows(0, repeat_rows - 1)
        sheet.set_footer(f"&L{footer.replace('&', '&&')}&R&P / &N")
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: object, style: str = "text") -> None:
        """Writes text as text, so that what looks like a formula stays what it is; no text leaves an empty cell."""
        if text in (None, ""):
            sheet.write_blank(row, column, None, self.formats[style])
        else:
            sheet.write_string(row, column, str(text), self.formats[style])

    def number(self, sheet: Any, row: int, column: int, value: float, style: str = "number") -> None:
        """Writes a number; zero shows as an empty cell."""
        sheet.write_number(row, column, value, self.formats[style])

    def formula(self, sheet: Any, row: int, column: int, formula: str, value: float, style: str) -> None:
        """Writes a live formula with its value, for readers that do not calculate."""
        sheet.write_formula(row, column, formula, self.formats[style], value)

    def merged(self, sheet: Any, area: tuple[int, int, int, int], text: str, style: str) -> None:
        """Text over an area (first row, first column, last row, last column); one cell is not merged."""
        first_row, first_column, last_row, last_column = area
        if (first_row, first_column) == (last_row, last_column):
            self.text(sheet, first_row, first_column, text, style)
        else:
            sheet.merge_range(first_row, first_column, last_row, last_column, text, self.formats[style])

    def bytes(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self._buffer.getvalue()


def column_letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel accepts: at most 31 characters, no brackets, colons, stars, question marks, slashes; unique."""
    clean = "".join("_" if c in "[]:*?/\\" else c for c in name)[:31].strip("'") or "_"
    number, candidate = 2, clean
    while candidate in taken:
        candidate = f"{clean[:28]} {number}"
        number += 1
    return candidate
