"""One walk on a grid; to `Team` it is like any other."""

import numpy as np

from remeslo.core.timetable._kernels import gridtables as gt
from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.grid import keep_best_grid, lay_grid
from remeslo.core.timetable._kernels.gridanneal import anneal_grid, sample_grid
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.grid import Grid
from remeslo.core.timetable.search.state import generator, logs, worst
from remeslo.core.timetable.search.walker import Found

#: Of 256 refused tries that keep their room this many are tried again as a chain.
CHAINS = 64

_LOGS = logs()


class GridWalker:
    """
    A walk; deterministic for the same calls. There are no students.

    Parameters
    ----------
    cells
        (classes, 2): slot and room of each, no two the same.
    """

    def __init__(self, grid: Grid, cells: Longs, *, seed: int, hard_price: int) -> None:
        self.grid, self.board = grid, grid.board
        self.state = np.zeros(grid.board[gt.STATE_END], np.int64)
        self.state[tb.RANDOM] = generator(seed)
        self.state[gt.PRICE] = hard_price
        self.forget()
        self._lay(cells)
        keep_best_grid(self.board, self.state)
        self.found = self._snapshot()

    @property
    def work(self) -> int:
        """Moves tried."""
        return int(self.state[tb.WORK])

    @property
    def hard(self) -> int:
        """Broken hard rules where it stands."""
        return int(self.state[tb.HARD])

    @property
    def soft(self) -> int:
        """Cost where it stands; that of an unlawful timetable is only near the judge's."""
        return int(self.state[tb.SOFT])

    @property
    def movable(self) -> int:
        """Classes with a choice."""
        return int(self.board[gt.NUM_MOVABLE])

    def walk(self, moves: int, warm: float, cold: float, chains: int) -> None:
        """Anneals, with `CHAINS` chains; `found` follows. Nothing happens when no class has a choice."""
        if self.movable:
            anneal_grid(self.board, self.state, _LOGS, moves, warm, cold, CHAINS)
            self._look()

    def section(self, steps: int, heat: float) -> None:
        """There are no students."""

    def press(self, amount: int) -> None:
        """Broken hard rules count for more by ``amount``."""
        self.state[gt.PRICE] += amount

    def price(self, hard: int) -> None:
        """Every broken hard rule counts for ``hard``, >= 0."""
        self.state[gt.PRICE] = hard

    def stand(self, found: Found) -> None:
        """Goes to a timetable; it counts as seen."""
        each = range(len(found.chosen))
        slots = [self.grid.slot_of[c][found.chosen[c, 0]] for c in each]
        rooms = [self.grid.place_of[c][found.chosen[c, 1]] for c in each]
        self._lay(np.column_stack((slots, rooms)).astype(np.int64))
        self._look()

    def here(self) -> Found:
        """Where it stands."""
        num = int(self.board[gt.NUM_CLASSES])
        slots = self.state[self.board[gt.SLOT] :][:num]
        rooms = self.state[self.board[gt.ROOM] :][:num]
        return Found(self.hard, self.soft, self.grid.options(slots, rooms), None)

    def forget(self) -> None:
        """Whatever comes next is the best."""
        self.state[tb.BEST_HARD] = self.state[tb.BEST_SOFT] = worst()

    def deltas(self, tries: int) -> Longs:
        """What random moves would change, sorted; at most ``tries``, and nothing moves."""
        out = np.zeros(tries, np.int64)
        if not self.movable:
            return out[:0]
        return np.sort(out[: int(sample_grid(self.board, self.state, out, tries))])

    def _lay(self, cells: Longs) -> None:
        num = len(cells)
        self.state[self.board[gt.SLOT] :][:num] = cells[:, 0]
        self.state[self.board[gt.ROOM] :][:num] = cells[:, 1]
        lay_grid(self.board, self.state)

    def _look(self) -> None:
        keep_best_grid(self.board, self.state)
        if (self.state[tb.BEST_HARD], self.state[tb.BEST_SOFT]) != self.found.rank:
            self.found = self._snapshot()

    def _snapshot(self) -> Found:
        num = int(self.board[gt.NUM_CLASSES])
        best = self.state[self.board[gt.BEST] :][: 2 * num].reshape(num, 2)
        chosen = self.grid.options(best[:, 0], best[:, 1])
        return Found(int(self.state[tb.BEST_HARD]), int(self.state[tb.BEST_SOFT]), chosen, None)
