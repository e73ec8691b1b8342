"""Coverage matrices both ways, competence x element and demand line x competence; empty rows and columns flagged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from remeslo.core.base.keys import OutcomeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Competence, DemandLine, GapClass, GapLine, Outcome
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
    """A row's or column's head; ``is_empty``: nothing meets it."""

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


def element_matrix(design: ProgrammeDesign) -> Matrix:
    """Which element forms which competence; the final attestation needs none."""
    outcomes = {o.key: o for o in design.model.outcomes}

    def meet(competence: Competence, element: DesignElement) -> Meeting | None:
        first = _count(element.first, outcomes, competence)
        uses = _count(element.uses, outcomes, competence)
        if first:
            return Meeting(Tie.FIRST, first)
        if uses:
            return Meeting(Tie.USES, uses)
        return Meeting(Tie.NAMED) if competence.key in element.competences else None

    return _matrix(
        design.model.competences,
        design.elements,
        meet,
        lambda c: (c.key, c.key, c.title),
        lambda e: (e.index, e.index, e.title),
    )


def demand_matrix(design: ProgrammeDesign, book: RequestBook) -> Matrix:
    """Which competence answers which line of demand, for a reader; rejected lines are rows without an answer."""
    competences = [
        c for c in design.model.competences if c.lines or any(g.competence == c.key for g in design.model.gap)
    ]

    def meet(gap: GapLine, competence: Competence) -> Meeting | None:
        if gap.answer is GapClass.REJECTED:
            return None
        if gap.competence == competence.key or gap.line.key in competence.lines:
            return Meeting(Tie(gap.answer.value))
        return None

    lines = sorted(design.model.gap, key=lambda g: (-g.line.weight, g.line.key))
    return _matrix(lines, competences, meet, lambda g: _line_head(g.line, book), lambda c: (c.key, c.key, c.title))


def _line_head(line: DemandLine, book: RequestBook) -> tuple[str, str, str | None]:
    text = line.text if book.audience.reads_text(line) else None
    return line.key, function_code(line.function), text


def _count(keys: Iterable[OutcomeKey], outcomes: Mapping[OutcomeKey, Outcome], competence: Competence) -> int:
    return sum(k in outcomes and outcomes[k].competence == competence.key for k in keys)


def _matrix(
    rows: Sequence[R],
    columns: Sequence[C],
    meet: Callable[[R, C], Meeting | None],
    row_head: Callable[[R], tuple[str, str, str | None]],
    column_head: Callable[[C], tuple[str, str, str | None]],
) -> Matrix:
    cells = [tuple(meet(r, c) for c in columns) for r in rows]
    return Matrix(
        tuple(Head(*column_head(c), not any(line[n] for line in cells)) for n, c in enumerate(columns)),
        tuple(MatrixRow(Head(*row_head(r), not any(line)), line) for r, line in zip(rows, cells, strict=True)),
    )
