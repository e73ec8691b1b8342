"""A table that is shown: columns of one kind each, rows of texts, numbers and days, notes on what it is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.findings import ProblemError

PLACES = 6
"""Decimals that a number is written with at most."""
MOST = Decimal(10) ** 20
"""Numbers from here on are refused: Parquet's decimals of 38 digits would not hold them."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"


Cell = str | int | Decimal | date | None
"""``None``: nothing is known, or it may not be shown; a text is never blank."""
_TYPES: dict[Kind, type] = {Kind.TEXT: str, Kind.WHOLE: int, Kind.NUMBER: Decimal, Kind.DAY: date}


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column.

    Parameters
    ----------
    key
        For programs, the same in every language: ``value``.
    title
        For people.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    What is shown, and nothing else.

    Parameters
    ----------
    title
        What it is: the board's name and year.
    notes
        What a reader must know of it: by which day, what was left out and why.

    Raises
    ------
    ProblemError
        When two columns have one key, or a row does not fit the columns.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({c.key for c in self.columns}) < len(self.columns):
            raise ProblemError(f"sheet {self.title}: two columns have one key.")
        for n, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ProblemError(f"sheet {self.title}: row {n} has {len(row)} cells of {len(self.columns)}.")
            for cell, column in zip(row, self.columns, strict=True):
                if cell is not None and type(cell) is not _TYPES[column.kind]:
                    raise ProblemError(f"sheet {self.title}: row {n}, {column.key}: {cell!r} is no {column.kind}.")
                if cell == "":
                    raise ProblemError(f"sheet {self.title}: row {n}, {column.key}: a blank text, say None.")
                if isinstance(cell, Decimal) and not _fits(cell):
                    raise ProblemError(f"sheet {self.title}: row {n}, {column.key}: {cell} is too long a number.")


def _fits(value: Decimal) -> bool:
    return value.is_finite() and abs(value) < MOST and value == round(value, PLACES)
