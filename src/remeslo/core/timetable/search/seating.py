"""A cell of its own for every class of a grid: a matching by paths that move others on."""

import numpy as np

from remeslo.core.timetable._kernels import gridtables as gt
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.grid import Grid
from remeslo.core.timetable.search.state import generator


def seating(grid: Grid, wanted: Longs | None, *, seed: int) -> Longs | None:
    """
    Slot and room (classes, 2) of each class, no two the same; None when there are no such.

    Parameters
    ----------
    wanted
        Options (classes, 2) to begin with; where several want a cell, the first has it.
    """
    num, rooms = int(grid.board[gt.NUM_CLASSES]), int(grid.board[gt.NUM_ROOMS])
    random = np.random.default_rng(generator(seed))
    cells = [random.permutation(grid.cells(c)).tolist() for c in range(num)]
    holder: dict[int, int] = {}
    if wanted is not None:
        for c in range(num):
            slot, room = grid.slot_of[c][wanted[c, 0]], grid.place_of[c][wanted[c, 1]]
            holder.setdefault(int(slot) * rooms + int(room), c)
    placed = set(holder.values())
    for c in sorted(set(range(num)) - placed, key=lambda c: (len(cells[c]), c)):
        if not _place(c, cells, holder):
            return None
    found = np.zeros((num, 2), np.int64)
    for cell, c in holder.items():
        found[c] = divmod(cell, rooms)
    return found


def _place(c: int, cells: list[list[int]], holder: dict[int, int]) -> bool:
    """Gives ``c`` a cell along the shortest way on which each takes the cell of the next."""
    came: dict[int, int] = {}
    edge = [c]
    while edge:
        follow = []
        for mover in edge:
            for cell in cells[mover]:
                if cell in came:
                    continue
                came[cell] = mover
                if cell not in holder:
                    _shift(cell, c, came, holder)
                    return True
                follow.append(holder[cell])
        edge = follow
    return False


def _shift(cell: int, first: int, came: dict[int, int], holder: dict[int, int]) -> None:
    """Everybody on the way to a free cell moves on by one."""
    where = {c: at for at, c in holder.items()}
    while True:
        mover = came[cell]
        holder[cell] = mover
        if mover == first:
            return
        cell = where[mover]
