"""
Small groups: figures over few people are hidden, and others with them, so that no subtraction brings them back.

What is shown together (one indicator and period, all places at all levels) obeys one rule: no adding and subtracting
of shown figures gives a figure over 1 to ``least - 1`` people, neither one of the table nor what remains of a whole
without its shown parts. See ``docs/decisions/0032``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from remeslo.core.base.disclosure import may_show_but
from remeslo.core.base.findings import ProblemError
from remeslo.core.results.figures import Figure

LEAST_PEOPLE = 5
"""Customary in official statistics; an argument wherever it counts."""

Levels = tuple[str, ...]


class Cell(NamedTuple):
    """One figure of a board: which levels its table has, and its place in it."""

    levels: Levels
    place: tuple[str, ...]


class Shown(NamedTuple):
    """A figure of a board by indicator and cell."""

    indicator: str
    period: str
    cell: Cell


def hidden(
    tables: Mapping[Levels, Sequence[Figure]], *, people: Callable[[str], bool], least: int = LEAST_PEOPLE
) -> frozenset[Shown]:
    """
    Figures that must be hidden when these tables are shown together.

    Parameters
    ----------
    tables
        Figures by the levels that they were rolled up for. One table must have all levels that any other has.
    people
        True for the key of an indicator whose figures are about people.

    Raises
    ------
    ProblemError
        When no table is the finest.
    """
    finest = max(tables, key=len, default=())
    for levels in tables:
        if not set(levels) <= set(finest):
            raise ProblemError(f"no table has all levels: {levels} is not within {finest}.")
    boards: dict[tuple[str, str], dict[Cell, int]] = {}
    for levels, figures in tables.items():
        for figure in figures:
            if people(figure.indicator):
                board = boards.setdefault((figure.indicator, figure.period), {})
                board[Cell(levels, figure.place)] = figure.people
    return frozenset(
        Shown(indicator, period, cell)
        for (indicator, period), board in boards.items()
        for cell in board.keys() - _may_show(board, finest, least)
    )


def _may_show(board: Mapping[Cell, int], finest: Levels, least: int) -> frozenset[Cell]:
    """Cells of one board that may be shown side by side."""
    atoms = {cell.place: count for cell, count in board.items() if cell.levels == finest and count}
    figures = {cell: _atoms_of(cell, finest, atoms) for cell in board}
    secret = {facts for facts in figures.values() if _is_small(facts, atoms, least)}
    while True:
        shown = may_show_but(figures, secret, size=lambda cell: board[cell])
        rests = {rest for rest in _rests(shown, figures) if _is_small(rest, atoms, least)}
        if rests <= secret:
            return shown
        secret |= rests


def _atoms_of(cell: Cell, finest: Levels, atoms: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    at = [finest.index(level) for level in cell.levels]
    return frozenset(a for a in atoms if tuple(a[i] for i in at) == cell.place)


def _is_small(facts: Iterable[tuple[str, ...]], atoms: Mapping[tuple[str, ...], int], least: int) -> bool:
    return 0 < sum(atoms[a] for a in facts) < least


def _rests(
    shown: Iterable[Cell], figures: Mapping[Cell, frozenset[tuple[str, ...]]]
) -> Iterable[frozenset[tuple[str, ...]]]:
    """Of each shown whole what is left when the shown parts of one table are taken away."""
    cells = list(shown)
    for whole in cells:
        inside: dict[Levels, set[tuple[str, ...]]] = {}
        for part in cells:
            if len(part.levels) > len(whole.levels) and figures[part] <= figures[whole]:
                inside.setdefault(part.levels, set()).update(figures[part])
        for covered in inside.values():
            yield figures[whole] - covered
