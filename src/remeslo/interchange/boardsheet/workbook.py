"""A sheet as XLSX: the table, and a second sheet that says what it is."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]

from remeslo.interchange.boardsheet.sheet import PLACES, Cell, Column, Kind, Sheet

_LONGEST = 32_767


def xlsx_file(sheet: Sheet, *, table_word: str, about_word: str) -> bytes:
    """
    The workbook: table from A1 (titles in the first row), notes on the second sheet with the columns' keys.

    Texts stay texts whatever they begin with. XLSX keeps numbers as doubles of 15 digits.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": sheet.title, "created": datetime(1980, 1, 1, tzinfo=UTC)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    looks = {
        Kind.TEXT: book.add_format({"text_wrap": True, "valign": "top"}),
        Kind.WHOLE: book.add_format({"num_format": "#,##0"}),
        Kind.NUMBER: book.add_format({"num_format": "#,##0.######"}),
        Kind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    table = book.add_worksheet(table_word[:31])
    table.freeze_panes(1, 1)
    for c, column in enumerate(sheet.columns):
        table.write_string(0, c, _clean(column.title), bold)
        table.set_column(c, c, 40 if c == 0 else 16)
    for n, row in enumerate(sheet.rows, start=1):
        for c, cell in enumerate(row):
            _write(table, n, c, cell, looks[sheet.columns[c].kind])
    if sheet.rows:
        table.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    table.set_landscape()
    table.set_paper(9)
    table.fit_to_pages(1, 0)
    table.repeat_rows(0)
    about = book.add_worksheet(about_word[:31])
    about.set_column(0, 1, 60)
    for n, text in enumerate((sheet.title, *sheet.notes)):
        about.write_string(n, 0, _clean(text), bold if n == 0 else looks[Kind.TEXT])
    first = len(sheet.notes) + 2
    for n, column in enumerate(sheet.columns):
        about.write_string(first + n, 0, _clean(column.title), looks[Kind.TEXT])
        about.write_string(first + n, 1, f"{column.key}:{column.kind.value}", looks[Kind.TEXT])
    book.close()
    return out.getvalue()


def read_xlsx(data: bytes) -> Sheet:
    """What `xlsx_file` wrote, again; for programs and tests. Raises ValueError for other workbooks."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    first, about = (list(book.worksheets[n].iter_rows(values_only=True)) for n in (0, 1))
    texts = [str(row[0]) for row in about if row[0] and not (len(row) > 1 and row[1])]
    kinds = [str(row[1]).rpartition(":") for row in about if len(row) > 1 and row[1]]
    columns = tuple(
        Column(key, str(title), Kind(kind)) for (key, _colon, kind), title in zip(kinds, first[0], strict=True)
    )
    rows = tuple(tuple(_read(c, k.kind) for c, k in zip(row, columns, strict=False)) for row in first[1:])
    return Sheet(texts[0], columns, rows, tuple(texts[1:]))


def _write(table: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, str):
        table.write_string(row, column, _clean(cell), look)
    elif isinstance(cell, date):
        table.write_datetime(row, column, cell, look)
    elif cell is not None:
        table.write_number(row, column, float(cell), look)
    else:
        table.write_blank(row, column, None, look)


def _clean(text: str) -> str:
    return "".join(c if c >= " " or c in "\n\t" else " " for c in text)[:_LONGEST]


def _read(value: Any, kind: Kind) -> Cell:
    if value is None:
        return None
    match kind:
        case Kind.TEXT:
            return str(value)
        case Kind.WHOLE:
            return int(value)
        case Kind.NUMBER:
            return round(Decimal(repr(float(value))), PLACES)
        case Kind.DAY:
            return value.date() if isinstance(value, datetime) else None
