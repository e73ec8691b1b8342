"""Cells whose groups cannot be laid on their days, and an allocation without them. Knows no solver."""

from remeslo.core.network.book import Book
from remeslo.core.network.checks.cells import check_cell
from remeslo.core.network.choices import choices
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation
from remeslo.core.network.taking import Cell


def overfull(problem: AllocationProblem, allocation: Allocation) -> tuple[Cell, ...]:
    """Cells that `check` finds overfilled, in order."""
    cells = sorted(Book(problem, allocation.grants).cells.items())
    return tuple(cell for cell, days in cells if any(True for _ in check_cell(problem, cell, days)))


def without_overfull(problem: AllocationProblem, allocation: Allocation) -> Allocation:
    """
    The allocation without those who have no room, largest first kept; they take what else is left, if anything is.

    The same allocation when nothing is overfilled. What is pinned is not taken away.
    """
    if not (cells := overfull(problem, allocation)):
        return allocation
    book = Book(problem, allocation.grants)
    there = {key for cell in cells for key in book.cells[cell] if key not in problem.pinned}
    for key in there:
        book.drop(key)
    for key in sorted(there, key=lambda k: (-problem.request_of[k].weight * problem.request_of[k].days, k)):
        ways = (allocation.grants[key], *choices(problem, problem.request_of[key]))
        if (way := next((g for g in ways if book.fits(key, g)), None)) is not None:
            book.add(key, way)
    return Allocation(dict(book.grants))
