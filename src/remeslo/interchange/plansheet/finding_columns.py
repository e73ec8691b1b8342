"""Which sheet of a workbook holds the lines of a plan, and which of its columns is which."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import fold
from remeslo.interchange.plansheet import words as w
from remeslo.interchange.sheets.grid import Grid, Row, plain


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a plan: rows without the header, columns by their usual name; ``found`` counts rows in another way."""

    grid: Grid
    rows: tuple[Row, ...]
    found: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...]
    findings: tuple[Finding, ...]

    def get(self, row: Row, column: str) -> str:
        """A cell by the usual name of its column, ``""`` where there is none or «Пустой компонент»."""
        at = self.columns.get(column, -1)
        text = row[at].strip() if at >= 0 else ""
        return "" if fold(text) in w.EMPTY else text


def lines_of(grids: tuple[Grid, ...]) -> Lines | None:
    """The lines of the first sheet that has them; None when none has."""
    for grid in grids:
        for at, row in enumerate(grid.rows):
            if (columns := _header(row)) is not None:
                return _under(grid, at, columns)
    for grid in grids:
        if (order := _order(grid)) is not None:
            columns = {name: n for n, name in enumerate(order)}
            note = Finding("studyplan.sheet_no_header", grid.name, {"columns": order}, Severity.WARNING)
            return Lines(grid, grid.rows, grid.found, columns, (), (note,))
    return None


def _header(row: Row) -> dict[str, int] | None:
    """Columns by their usual names when the row is a header."""
    names = {plain(c): n for n, c in reversed(list(enumerate(row.cells))) if c.strip()}
    columns: dict[str, int] = {}
    for column in w.COLUMNS:
        for name in w.SYNONYMS.get(column, (column,)):
            if plain(name) in names:
                columns[column] = names[plain(name)]
                break
    return columns if all(c in columns for c in w.NEEDED) else None


def _under(grid: Grid, at: int, columns: dict[str, int]) -> Lines:
    header = grid.rows[at]
    findings: list[Finding] = []
    if at:
        facts = {"line": header.number}
        findings.append(Finding("studyplan.sheet_header_inside", grid.place(header), facts, Severity.NOTE))
    rows = (*grid.rows[:at], *grid.rows[at + 1 :])
    unknown = tuple(c for n, c in enumerate(header.cells) if c.strip() and n not in columns.values())
    return Lines(grid, rows, grid.found - 1, columns, unknown, tuple(findings))


def _order(grid: Grid) -> tuple[str, ...] | None:
    """The usual order of columns that most rows of a sheet without a header fit."""
    sample = grid.rows[:200]
    for order in (w.COLUMNS, w.OTHER_ORDER):
        period, work, index = order.index(w.PERIOD), order.index(w.WORK), order.index(w.INDEX)
        fits = [
            r
            for r in sample
            if w.semester(r[period]) is not None and r[work].strip() and (not r[index].strip() or "." in r[index])
        ]
        if sample and len(fits) > 0.8 * len(sample):
            return order
    return None
