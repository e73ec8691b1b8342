"""Which column of a table is what: declared, or suggested from the names of the columns."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field

from remeslo.interchange.sheets.grid import Grid, Table, plain, table_of
from remeslo.interchange.sheets.vocabulary import Role, role_of

FIRST_ROWS = 20
"""The header is looked for among so many rows that are not blank: titles of documents stand above it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A role, the language of its texts (``""``: the table's), and the header that has it."""

    role: Role
    header: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """
    Columns of a table by what they hold.

    Parameters
    ----------
    columns
        One or more of a role only for ``GROUP`` and for texts in several languages.
    header_at
        Number of the header among the rows that are not blank, from 0.
    """

    columns: tuple[Column, ...]
    header_at: int = field(default=0)

    @classmethod
    def of(cls, headers: MappingType[str, str], *, header_at: int = 0) -> "Mapping":
        """From role to header: ``{"code": "Шифр", "text": "Формулировка", "text:en": "Statement"}``."""
        columns = []
        for said, header in headers.items():
            role, _, language = said.partition(":")
            columns.append(Column(Role(role), header, language))
        return cls(tuple(columns), header_at)

    def has(self, role: Role) -> bool:
        """True when some column has the role."""
        return any(c.role is role for c in self.columns)

    def missing(self, table: Table) -> tuple[str, ...]:
        """Headers that the table does not have."""
        return tuple(c.header for c in self.columns if not table.has(c.header))

    def numbers(self, table: Table, role: Role) -> tuple[tuple[int, str], ...]:
        """Numbers of the columns of a role with their languages."""
        return tuple((table.column(c.header), c.language) for c in self.columns if c.role is role)


def suggest(grid: Grid) -> Mapping | None:
    """
    The mapping that the names of columns suggest; None when no row has one for the text of items.

    Of several rows that could be the header the one with the most known columns is taken, the first of equals. A table
    of a single column is a list of texts whatever its name.
    """
    best: Mapping | None = None
    for at in range(min(FIRST_ROWS, len(grid.rows))):
        mapping = _of_row(grid.rows[at].cells, at)
        if mapping is not None and (best is None or len(mapping.columns) > len(best.columns)):
            best = mapping
    return best


def _of_row(cells: tuple[str, ...], at: int) -> Mapping | None:
    columns: dict[tuple[Role, str], Column] = {}
    groups: list[Column] = []
    names: set[str] = set()
    for cell in cells:
        found = role_of(cell)
        if found is None or plain(cell) in names or len(cell) > 80:
            continue
        names.add(plain(cell))
        column = Column(found[0], cell, found[1])
        if column.role is Role.GROUP:
            groups.append(column)
        else:
            columns.setdefault(found, column)
    if not any(c.role is Role.TEXT for c in columns.values()):
        said = columns.pop((Role.DESCRIPTION, ""), None)
        if said is None:
            return None
        columns[Role.TEXT, ""] = Column(Role.TEXT, said.header)
    return Mapping((*columns.values(), *groups), at)


def mapped_table(grid: Grid, mapping: Mapping) -> Table | None:
    """The grid under the mapping's header."""
    return table_of(grid, at=mapping.header_at)
