"""Where the header of a sheet is, and rows below it that are none: numbers of columns, totals, the header once more."""

import re

from remeslo.core.base.text import fold, squeeze
from remeslo.interchange.orgsheet.columns import COLUMNS, column
from remeslo.interchange.sheets import Grid, Row, Table
from remeslo.interchange.sheets.grid import plain

LOOKED_AT = 25
"""Rows from the top among which the header is looked for: titles, dates and notes stand above it."""
_KNOWN = {plain(n): c.field for c in COLUMNS for n in c.names}
_TOTAL = re.compile(r"^(итого|всего|total)\b")


def header_at(grid: Grid) -> int:
    """Number of the row (from 0) with most known columns, the first of equals; 0 when none has a name of ours."""
    best = max(range(min(LOOKED_AT, len(grid.rows))), key=lambda n: (_known(grid.rows[n]), -n), default=0)
    return best if grid.rows and _known(grid.rows[best]) else 0


def has_names(table: Table) -> bool:
    """True when the table has a column of organisations' names."""
    return table.column(*column("name").names) >= 0


def _known(row: Row) -> int:
    fields = {f for c in row.cells if (f := _KNOWN.get(plain(c)))}
    return len(fields) + (len(COLUMNS) if "name" in fields else 0) if fields else 0


def is_no_row(table: Table, row: Row) -> bool:
    """True for what stands between rows in real sheets and says nothing of an organisation."""
    filled = [squeeze(c) for c in row.cells if c.strip()]
    if all(f.isdigit() and len(f) < 3 for f in filled):
        return True
    if any(_TOTAL.match(fold(f)) for f in filled[:2]) and len(filled) <= 3:
        return True
    return [plain(c) for c in row.cells] == [plain(h) for h in table.header]
