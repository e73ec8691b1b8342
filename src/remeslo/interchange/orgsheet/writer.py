"""The table of organisations as a workbook or CSV, and the empty form; texts never become formulas."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import StringIO

from remeslo.interchange.orgsheet.columns import WRITTEN, Column
from remeslo.interchange.orgsheet.row import OrganisationRow
from remeslo.interchange.sentences import Language
from remeslo.interchange.sheets.textbook import FORMULA, TextBook

_BLANK_ROWS = 300
_SHEET = {"ru": "Организации", "en": "Organisations"}


def write(rows: Iterable[OrganisationRow], *, language: Language = "ru") -> bytes:
    """The workbook: `read` gives the rows again; same rows, same bytes. Raises ProblemError for too long a text."""
    book = TextBook(title=_SHEET[language])
    heads = [(c.name(language), c.width, c.field == "name") for c in WRITTEN]
    kept = list(rows)
    sheet = book.sheet(_SHEET[language], heads, ([_cell(r, c, language) for c in WRITTEN] for r in kept))
    for at, column in enumerate(WRITTEN):
        if column.words:
            words = [w[0 if language == "ru" else 1] for w in column.words.values()]
            options = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(1, at, len(kept) + _BLANK_ROWS, at, options)
    return book.bytes()


def template(*, language: Language = "ru") -> bytes:
    """An empty workbook to fill in."""
    return write((), language=language)


def written(
    title: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], *, above: Sequence[str] = ()
) -> bytes:
    """Any table as it is shown; ``above`` are lines on a sheet of their own that say what was chosen."""
    book = TextBook(title=title)
    book.sheet(title, [(head, width, False) for head, width in heads], rows)
    if above:
        note = book.book.add_worksheet("—")
        note.set_column(0, 0, 100)
        for at, line in enumerate(above):
            book.text(note, at, 0, line)
    return book.bytes()


def delimited(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV for spreadsheets: semicolons, a mark of UTF-8; what begins like a formula gets an apostrophe."""
    out = StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(heads)
    table.writerows([_safe(c) for c in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _cell(row: OrganisationRow, column: Column, language: Language) -> str:
    value = getattr(row, column.field)
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        assert column.words is not None
        return column.words[value][0 if language == "ru" else 1]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
