"""A sheet as CSV by RFC 4180: UTF-8 with a mark, keys in the first row, numbers with a point, days as ISO 8601."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from remeslo.interchange.boardsheet.sheet import Cell, Column, Kind, Sheet

MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(sheet: Sheet) -> bytes:
    """The table; a text that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([c.key for c in sheet.columns])
    writer.writerows([_text(cell) for cell in row] for row in sheet.rows)
    return (MARK + out.getvalue()).encode()


def read_csv(data: bytes, columns: Sequence[Column]) -> tuple[tuple[Cell, ...], ...]:
    """Rows again, by the columns that were written."""
    lines = list(csv.reader(io.StringIO(data.decode().removeprefix(MARK), newline="")))
    if lines[:1] != [[c.key for c in columns]]:
        raise ValueError("the first row does not name the columns.")
    return tuple(tuple(_read(t, c.kind) for t, c in zip(line, columns, strict=True)) for line in lines[1:])


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(("'", *_FORMULA)) else cell
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _read(text: str, kind: Kind) -> Cell:
    if not text:
        return None
    match kind:
        case Kind.TEXT:
            return text.removeprefix("'")
        case Kind.WHOLE:
            return int(text)
        case Kind.NUMBER:
            return Decimal(text)
        case Kind.DAY:
            return date.fromisoformat(text)
