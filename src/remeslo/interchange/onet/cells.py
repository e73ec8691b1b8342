"""A row of O*NET by the names of its columns."""

from decimal import Decimal, InvalidOperation

from remeslo.core.base.text import squeeze
from remeslo.interchange.sheets.grid import Row, Table

_MISSING = ("n/a", "N/A", "#N/A")


class Cells:
    """A row's cells by column name; what stands for nothing is nothing."""

    def __init__(self, table: Table, row: Row) -> None:
        self.table = table
        self.row = row

    def __call__(self, *names: str) -> str:
        """The squeezed value of the first of these columns that is there."""
        value = squeeze(self.row[self.table.column(*names)])
        return "" if value in _MISSING else value

    def number(self, name: str) -> Decimal | None:
        """A finite number, or None."""
        try:
            value = Decimal(self(name))
        except InvalidOperation:
            return None
        return value if value.is_finite() else None

    @property
    def is_usable(self) -> bool:
        """False when the publisher recommends not to show a rating or calls it not relevant."""
        return self("Recommend Suppress") != "Y" and self("Not Relevant") != "Y"

    def named(self, *names: str) -> dict[str, str]:
        """These columns as attributes."""
        return {n: self(n) for n in names}
