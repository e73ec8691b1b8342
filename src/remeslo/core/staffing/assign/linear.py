"""A linear model in whole numbers as plain data: what a solver of any kind is given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from remeslo.core.staffing.assign.problem import Objective

Terms = list[tuple[int, int]]
"""Pairs of a column and its weight."""


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of weight x column <= high; ``None``: no such limit."""

    terms: Terms
    low: int | None
    high: int | None


@dataclass
class Linear:
    """
    Columns 0..high, rows, and objectives that are made least.

    Columns are made in an order in which each *following* one (see `follow`) has its value from those before.
    """

    highs: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    objectives: dict[Objective, Terms] = field(default_factory=dict)
    constants: dict[Objective, int] = field(default_factory=dict)
    _following: dict[int, tuple[bool, list[int]]] = field(default_factory=dict)

    def column(self, high: int = 1) -> int:
        """A new column; its number."""
        self.highs.append(high)
        return len(self.highs) - 1

    def row(self, terms: Terms, low: int | None = None, high: int | None = None) -> int:
        """A new row; its number."""
        self.rows.append(Row(terms, low, high))
        return len(self.rows) - 1

    def follow(self, column: int, rows: Iterable[int], *, most: bool = False) -> None:
        """A column takes the least (most) value that these rows leave it, when all before it have theirs."""
        self._following[column] = (most, list(rows))

    def aim(self, objective: Objective, terms: Terms, constant: int = 0) -> None:
        """Add to an objective."""
        self.objectives.setdefault(objective, []).extend(terms)
        self.constants[objective] = self.constants.get(objective, 0) + constant

    def value(self, objective: Objective, values: Sequence[int]) -> int:
        """An objective's value."""
        terms = self.objectives.get(objective, ())
        return self.constants.get(objective, 0) + sum(w * values[c] for c, w in terms)

    def complete(self, chosen: Mapping[int, int]) -> list[int]:
        """All columns: those chosen, and the following ones at the value they then take; others 0."""
        values = [0] * len(self.highs)
        for column, value in chosen.items():
            values[column] = value
        for column, (most, rows) in self._following.items():
            values[column] = self._left(column, most, rows, values)
        return values

    def tightened(self, values: Sequence[int]) -> list[int]:
        """The same solution, its following columns at the value that they need."""
        return self.complete({c: v for c, v in enumerate(values) if c not in self._following})

    def _left(self, column: int, most: bool, rows: list[int], values: Sequence[int]) -> int:
        low, high = 0, self.highs[column]
        for n in rows:
            row = self.rows[n]
            own = next(w for c, w in row.terms if c == column)
            rest = sum(w * values[c] for c, w in row.terms if c != column)
            for limit, above in ((row.low, True), (row.high, False)):
                if limit is None:
                    continue
                if above == (own > 0):
                    low = max(low, -(-(limit - rest) // own))
                else:
                    high = min(high, (limit - rest) // own)
        return high if most else low
