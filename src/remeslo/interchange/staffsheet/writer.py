"""A staff workbook, a sheet a kind; without values it is the template to fill in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.staffsheet.book import StaffBook
from remeslo.interchange.staffsheet.cells import Language, shown
from remeslo.interchange.staffsheet.columns import SHEETS, SKILLS, Sheet
from remeslo.interchange.staffsheet.names import Names

LONGEST = 32_767
"""Signs that a cell of XLSX holds."""
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BLANK_ROWS = 200


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
            sheet.write_string(row, column, clean, self.quoted if clean.startswith(_FORMULA) else self.plain)

    def bytes(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self._buffer.getvalue()


def write(book: StaffBook, *, names: Names | None = None, language: Language = "ru") -> bytes:
    """
    The workbook: every kind that has values; `read` gives the values again. Same values, same bytes.

    Parameters
    ----------
    names
        Names that stand beside keys for those who read along.

    Raises
    ------
    ProblemError
        When a text is longer than a cell holds.
    """
    return _book([s for s in SHEETS if book.of(s.kind)] or [SHEETS[0]], book, names or Names(), language)


def template(*, book: StaffBook | None = None, language: Language = "ru") -> bytes:
    """An empty workbook with a sheet for every kind; with ``book``, its skills to choose from."""
    skills = StaffBook(skills=book.skills) if book is not None else StaffBook()
    return _book(SHEETS, skills, Names(), language)


def _book(sheets: Iterable[Sheet], values: StaffBook, names: Names, language: Language) -> bytes:
    made = TextBook()
    people: dict[str, str] = {**names.people, **{str(p.key): p.name for p in values.people}}
    courses: dict[str, str] = {**names.courses, **{str(c.key): c.title for c in values.courses}}
    beside = {"qualifications": ("person", people), "sessions": ("course", courses)}
    for s in sheets:
        heads = [(c.name(language), c.width, c.required) for c in s.columns]
        if s.helps:
            heads.append((s.helps[0 if language == "ru" else 1], 34, False))
        rows = [_row(s, value, language, beside.get(s.kind)) for value in values.of(s.kind)]
        sheet = made.sheet(s.name(language), heads, rows)
        for at, column in enumerate(s.columns):
            if column.words:
                words = [w[0 if language == "ru" else 1] for w in column.words.values()]
                sheet.data_validation(
                    1, at, len(rows) + _BLANK_ROWS, at, {"validate": "list", "source": words, "error_type": "warning"}
                )
    if values.skills:
        at = 0 if language == "ru" else 1
        heads = [(h[at], 40, False) for h in SKILLS[1]]
        made.sheet(SKILLS[0][at], heads, [(k.key, k.title, k.topic) for k in values.skills])
    return made.bytes()


def _row(s: Sheet, value: object, language: Language, beside: tuple[str, Mapping[str, str]] | None) -> list[str]:
    cells = [shown(getattr(value, c.field), language, c.words) for c in s.columns]
    if beside is not None:
        cells.append(beside[1].get(getattr(value, beside[0]), ""))
    return cells
