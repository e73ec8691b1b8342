"""A workbook of texts, for forms to fill in and tables to read again."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from remeslo.core.base.findings import ProblemError

LONGEST = 32_767
"""Signs that a cell of XLSX holds."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What begins so a spreadsheet would take for a formula."""
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class TextBook:
    """A workbook of texts alone: nothing is taken for a formula, a number or an address; same texts, same bytes."""

    def __init__(self, *, title: str = "") -> None:
        self._buffer = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(self._buffer, options)
        self.book.set_properties({"title": title, "author": "Remeslo", "created": _FIRST_DAY.replace(tzinfo=None)})
        top = {"text_wrap": True, "valign": "top", "border": 1}
        self.head = self.book.add_format({**top, "bold": True, "bg_color": "#E6ECF2"})
        self.needed = self.book.add_format({**top, "bold": True, "bg_color": "#F6E3B4"})
        self.plain = self.book.add_format({**top, "num_format": "@"})
        self.quoted = self.book.add_format({**top, "num_format": "@", "quote_prefix": True})

    def sheet(self, name: str, heads: Sequence[tuple[str, int, bool]], rows: Iterable[Sequence[str]]) -> Any:
        """A sheet under a frozen head: (name, width, is needed) of each column, then the rows."""
        sheet = self.book.add_worksheet(name[:31])
        for at, (head, width, is_needed) in enumerate(heads):
            sheet.write_string(0, at, head, self.needed if is_needed else self.head)
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        number = 0
        for number, row in enumerate(rows, start=1):
            for at, text in enumerate(row):
                self.text(sheet, number, at, text)
        if number:
            sheet.autofilter(0, 0, number, len(heads) - 1)
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: str) -> None:
        """One cell; raises ProblemError for a text that no cell holds."""
        if len(text) > LONGEST:
            raise ProblemError(f"a cell holds {LONGEST} signs, the text {text[:40]!r} has {len(text)}.")
        if text:
            clean = "".join(c if c >= " " or c in "\n\t" else " " for c in text)
            sheet.write_string(row, column, clean, self.quoted if clean.startswith(FORMULA) else self.plain)

    def bytes(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self._buffer.getvalue()
