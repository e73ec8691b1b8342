"""Coverage matrices as tables: competence x element, and demand line x competence; empty rows and columns flagged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from remeslo.core.competence.coverage import Coverage, LineRow, Mark, coverage
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Competence
from remeslo.web.apps.programmes.tables.constructor import function_code
from remeslo.web.apps.programmes.tables.requests import RequestBook

R = TypeVar("R")
C = TypeVar("C")


class Tie(StrEnum):
    """How a row and a column meet."""

    FIRST = "first"  # outcomes of the competence are first taught in the element
    USES = "uses"  # outcomes of the competence are used again
    NAMED = "named"  # the element only names the competence
    COVERED = "covered"
    DEEPEN = "deepen"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Head:
    """A row's or column's head; ``is_empty``: it should meet something and does not."""

    key: str
    code: str
    title: str | None
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A filled cell; ``count`` outcomes behind it, 0 when it is not a matter of outcomes."""

    tie: Tie
    count: int = 0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row with one cell a column, ``None`` where nothing meets."""

    head: Head
    cells: tuple[Meeting | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix."""

    columns: tuple[Head, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def empty_rows(self) -> int:
        """Rows that nothing meets."""
        return sum(r.head.is_empty for r in self.rows)

    @property
    def empty_columns(self) -> int:
        """Columns that nothing meets."""
        return sum(c.is_empty for c in self.columns)


def element_matrix(design: ProgrammeDesign, *, every_element: bool = False) -> Matrix:
    """Which element forms which competence; elements that may stand empty, and do, are left out unless asked for."""
    found = coverage(design)
    formed = {element for _, element in found.cells}
    elements = [e for e in design.elements if every_element or e.index in formed or e.index in found.empty_elements]

    def meet(competence: Competence, element: DesignElement) -> Meeting | None:
        cell = found.cell(competence.key, element.index)
        if cell is None:
            return None
        return Meeting(Tie(cell.mark.value), len(cell.first if cell.mark is Mark.FIRST else cell.uses))

    return _matrix(
        design.model.competences,
        elements,
        meet,
        lambda c: Head(c.key, c.key, c.title, c.key in found.empty_competences),
        lambda e: Head(e.index, e.index, e.title, e.index in found.empty_elements),
    )


def demand_matrix(design: ProgrammeDesign, book: RequestBook) -> Matrix:
    """Which competence answers which line of demand, for a reader; a rejected line is a row without an answer."""
    found = coverage(design)
    answering = {row.competence for row in found.lines}
    competences = [c for c in design.model.competences if c.key in answering]

    def meet(row: LineRow, competence: Competence) -> Meeting | None:
        if row.competence != competence.key:
            return None
        return Meeting(Tie(row.gap.answer.value), len(row.outcomes))

    return _matrix(
        found.lines,
        competences,
        meet,
        lambda row: _line_head(row, found, book),
        lambda c: Head(c.key, c.key, c.title, False),
    )


def _line_head(row: LineRow, found: Coverage, book: RequestBook) -> Head:
    line = row.gap.line
    text = line.text if book.audience.reads_text(line) else None
    is_empty = row.competence is None or line.key in found.empty_lines
    return Head(line.key, function_code(line.function), text, is_empty)


def _matrix(
    rows: Sequence[R],
    columns: Sequence[C],
    meet: Callable[[R, C], Meeting | None],
    row_head: Callable[[R], Head],
    column_head: Callable[[C], Head],
) -> Matrix:
    return Matrix(
        tuple(column_head(c) for c in columns),
        tuple(MatrixRow(row_head(r), tuple(meet(r, c) for c in columns)) for r in rows),
    )
