"""Rows of text as they stand in a file, and the same rows under a header."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from remeslo.core.base.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number in the file (from 1) and its cells as text, without blank ones at the end."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        """The cell of a column, ``""`` beyond the last."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """
    One sheet of a workbook or one delimited file.

    Parameters
    ----------
    file, sheet
        Names; ``sheet`` is ``""`` for delimited files.
    rows
        Rows that are not blank, in order.
    found
        Rows that are not blank, counted in another way than ``rows`` were read.
    """

    file: str
    sheet: str
    rows: tuple[Row, ...]
    found: int

    @property
    def name(self) -> str:
        """File and sheet as findings call them."""
        return f"{self.file}!{self.sheet}" if self.sheet else self.file

    def place(self, row: Row | int, column: str = "") -> str:
        """Place of a row for a finding."""
        number = row if isinstance(row, int) else row.number
        return f"{self.name}:{number}" + (f":{column}" if column else "")


@dataclass(frozen=True, slots=True)
class Table:
    """
    A grid with a header: columns are found by name, whatever their case and spaces.

    Parameters
    ----------
    header
        Names as the file has them.
    rows
        Rows below the header.
    found
        Rows below the header by the independent count.
    """

    grid: Grid
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    found: int
    columns: Mapping[str, int] = field(repr=False)

    @property
    def name(self) -> str:
        """File and sheet as findings call them."""
        return self.grid.name

    def has(self, *names: str) -> bool:
        """True when every column is there."""
        return all(plain(n) in self.columns for n in names)

    def column(self, *names: str) -> int:
        """Number of the first of these columns that is there, -1 when none is."""
        return next((self.columns[plain(n)] for n in names if plain(n) in self.columns), -1)

    def values(self, *names: str) -> Iterator[tuple[Row, str]]:
        """Each row with its squeezed value of the first of these columns that is there."""
        at = self.column(*names)
        for row in self.rows:
            yield row, squeeze(row[at])

    def place(self, row: Row, column: str = "") -> str:
        """Place of a row for a finding."""
        return self.grid.place(row, column)

    def unknown(self, known: Iterable[str]) -> tuple[str, ...]:
        """Columns that have a name and values and are none of the known ones."""
        expected = {plain(n) for n in known}
        return tuple(
            self.header[at]
            for name, at in self.columns.items()
            if name and name not in expected and any(r[at].strip() for r in self.rows)
        )


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column's name for comparing: no case, no spaces, no ``_``, ``-``, ``.``, ``*``: ``Human Coding Scheme``."""
    return "".join(c for c in fold(name) if c.isalnum())


def table_of(grid: Grid, *, at: int = 0) -> Table | None:
    """The grid under its ``at``-th row (from 0); None when it has no such row. Of equal names the first counts."""
    if at >= len(grid.rows):
        return None
    header = tuple(squeeze(c) for c in grid.rows[at].cells)
    columns: dict[str, int] = {}
    for number, name in enumerate(header):
        if name:
            columns.setdefault(plain(name), number)
    rows = grid.rows[at + 1 :]
    return Table(grid, header, rows, max(0, grid.found - at - 1), columns)


def repeated_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Names that stand over more than one column."""
    names = [plain(n) for n in header if n]
    return tuple(dict.fromkeys(n for n in header if n and names.count(plain(n)) > 1))
