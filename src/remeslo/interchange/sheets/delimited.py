"""CSV and TSV into a grid: the delimiter is found, quotes are kept to, and records are counted in a second way."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety.unreadable import refuse
from remeslo.interchange.sheets.grid import Grid, Row

DELIMITERS = (",", ";", "\t", "|")
MOST_ROWS = 1_000_000
MOST_COLUMNS = 1_000
_WIDEST = 16_384
"""Cells of a row, blank ones at the end too: what a spreadsheet that is saved in its whole width has."""
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_delimited(text: str, *, name: str, delimiter: str = "") -> tuple[Grid, tuple[Finding, ...]]:
    """
    The grid of a delimited text.

    Tab-separated texts have no quoting (O*NET writes ``"`` inside values), the others have ``"``. Line ends inside
    quoted cells are kept.

    Raises
    ------
    Unreadable
        ``sheets.quote_open``, ``sheets.cell_too_long``, ``sheets.too_large``.
    """
    mark = delimiter or find_delimiter(text)
    if mark == "\t":
        rows = tuple(_unquoted(text, name))
        found = sum(1 for line in _LINE_END.split(text) if line.strip())
    else:
        rows = tuple(_quoted(text, name, mark))
        found = count_records(text, mark)
    grid = Grid(name, "", rows, found)
    return grid, _cut_short(grid, text)


def _cut_short(grid: Grid, text: str) -> tuple[Finding, ...]:
    """A warning when the file ends inside its last line: no line end, and fewer cells than the line before has."""
    if len(grid.rows) < 3 or text.endswith(("\n", "\r")):
        return ()
    last, before = grid.rows[-1], grid.rows[-2]
    if len(last.cells) >= len(before.cells):
        return ()
    facts = {"cells": len(last.cells), "before": len(before.cells)}
    return (Finding("sheets.last_line_short", grid.place(last), facts, Severity.WARNING),)


def find_delimiter(text: str) -> str:
    """
    The delimiter of the first lines: the sign that divides the most of them into the same number of cells.

    A text without any has one column.
    """
    lines = _records(text[:65_536], 20)
    if not lines:
        return ","

    def worth(mark: str) -> tuple[int, int]:
        widths = Counter(n for line in lines if (n := _outside_quotes(line, mark)))
        width, times = max(widths.items(), key=lambda w: (w[1], w[0]), default=(0, 0))
        return times, width

    return max(DELIMITERS, key=worth)


def _records(text: str, most: int) -> list[str]:
    """The first records that are not blank, roughly: lines joined while a quote is open."""
    found: list[str] = []
    held = ""
    for line in _LINE_END.split(text):
        held = f"{held}\n{line}" if held else line
        if held.count('"') % 2 and len(held) < 20_000:
            continue
        if held.strip():
            found.append(held)
        held = ""
        if len(found) == most:
            break
    if held.strip() and len(found) < most:
        found.append(held)
    return found


def _outside_quotes(line: str, mark: str) -> int:
    return sum(piece.count(mark) for piece in line.split('"')[::2])


def _unquoted(text: str, name: str) -> Iterator[Row]:
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip():
            yield _row(number, line.split("\t"), name)


def _quoted(text: str, name: str, mark: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False)
    at = 1
    try:
        for cells in reader:
            _refuse_too_wide(at, cells, name)
            if any(c.strip() for c in cells):
                yield _row(at, cells, name)
            at = reader.line_num + 1
    except csv.Error as error:
        code = "sheets.cell_too_long" if "limit" in str(error) else "sheets.row_broken"
        raise refuse(code, f"{name}:{at}", reason=str(error)) from None
    if opened := _scan(text, mark)[1]:
        raise refuse("sheets.quote_open", f"{name}:{opened}")


def _refuse_too_wide(number: int, cells: list[str], name: str) -> None:
    """Blank cells cost as much time as others."""
    if len(cells) > _WIDEST:
        raise refuse("sheets.too_large", f"{name}:{number}", columns=len(cells), limit=_WIDEST)


def _row(number: int, cells: list[str], name: str) -> Row:
    _refuse_too_wide(number, cells, name)
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise refuse("sheets.too_large", f"{name}:{number}", columns=len(cells), limit=MOST_COLUMNS)
    if number > MOST_ROWS:
        raise refuse("sheets.too_large", name, rows=number, limit=MOST_ROWS)
    return Row(number, tuple(cells))


def count_records(text: str, mark: str) -> int:
    """Records that are not blank, counted run by run; knows nothing of the reader above, which is Python's csv."""
    return _scan(text, mark)[0]


_PIECES = {mark: re.compile(rf'"+|\r\n|\r|\n|{re.escape(mark)}|[^"\r\n{re.escape(mark)}]+') for mark in DELIMITERS}


def _scan(text: str, mark: str) -> tuple[int, int]:
    """
    Records that are not blank, and the line of a quote that is never closed (0 when all are).

    A quote at the beginning of a cell opens it; inside it two are one sign and one closes it; elsewhere it is a sign.
    """
    records, line, opened = 0, 1, 0
    blank = begins = True
    for piece in _PIECES[mark].findall(text):
        is_end = piece[0] in "\r\n"
        if piece[0] == '"':
            if opened or begins:
                blank = blank and len(piece) < 3 - bool(opened)
                turns = len(piece) % 2 == 1
                opened = 0 if opened and turns else line if turns else opened
            else:
                blank = False
            begins = False
        elif opened:
            blank = blank and not piece.strip()
        elif is_end:
            records += not blank
            blank = begins = True
        else:
            begins = piece == mark
            blank = blank and (begins or not piece.strip())
        line += is_end
    return records + (not blank), opened
