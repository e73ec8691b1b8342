"""One walk through timetables: its state, its students, and the best it has seen."""

from dataclasses import dataclass

import numpy as np

from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.anneal import anneal, keep_best
from remeslo.core.timetable._kernels.moves import recount
from remeslo.core.timetable._kernels.press import press, sample
from remeslo.core.timetable._kernels.students import Ints
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.pupils import Pupils
from remeslo.core.timetable.search.state import (
    NO_MATES,
    best_of,
    chosen_of,
    forget_best,
    lay,
    logs,
    new_state,
    set_price,
)

_LOGS = logs()


@dataclass(frozen=True, slots=True)
class Found:
    """A whole timetable by numbers: broken hard rules, cost, options (classes, 2), options of enrolments."""

    hard: int
    soft: int
    chosen: Longs
    choice: Ints | None

    @property
    def rank(self) -> tuple[int, int]:
        """Less is better."""
        return self.hard, self.soft


class Walker:
    """
    A walk; deterministic for the same calls.

    Parameters
    ----------
    pupils
        Who shares students; None without students.
    """

    def __init__(self, board: Longs, chosen: Longs, pupils: Pupils | None, *, seed: int, hard_price: int) -> None:
        self.board, self.pupils = board, pupils
        self.state = new_state(board, chosen, seed=seed, hard_price=hard_price)
        self.mates = NO_MATES
        if pupils is not None:
            self.mates = pupils.mates(self.state)
        keep_best(board, self.state)
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
        """Cost where it stands."""
        return int(self.state[tb.SOFT])

    @property
    def movable(self) -> int:
        """Classes with a choice."""
        return int(self.board[tb.NUM_MOVABLE])

    def walk(self, moves: int, warm: float, cold: float, chains: int) -> None:
        """Anneals; `found` follows. Nothing happens when no class has a choice."""
        if self.movable == 0:
            return
        before = self.state[tb.IMPROVED]
        anneal(self.board, self.state, self.mates, _LOGS, moves, warm, cold, chains)
        if self.state[tb.IMPROVED] != before:
            self.found = self._snapshot()

    def section(self, steps: int, heat: float) -> None:
        """Moves students at the times it has come to."""
        if self.pupils is None or self.pupils.loose == 0:
            return
        self.pupils.improve(self.state, steps, heat)
        self.mates = self.pupils.mates(self.state)
        self._look()

    def press(self, amount: int) -> None:
        """Broken hard rules count for more by ``amount``."""
        press(self.board, self.state, amount)
        recount(self.board, self.state, self.mates)

    def price(self, hard: int) -> None:
        """Every broken hard rule counts for ``hard``, >= 0."""
        set_price(self.board, self.state, hard)
        recount(self.board, self.state, self.mates)

    def stand(self, found: Found) -> None:
        """Goes to a timetable; it counts as seen."""
        if self.pupils is not None and found.choice is not None:
            self.pupils.take(found.choice)
        lay(self.board, self.state, self.mates, found.chosen)
        if self.pupils is not None:
            self.mates = self.pupils.mates(self.state)
        self._look()

    def here(self) -> Found:
        """Where it stands."""
        choice = None if self.pupils is None else self.pupils.choice()
        return Found(self.hard, self.soft, chosen_of(self.board, self.state), choice)

    def _look(self) -> None:
        before = self.state[tb.IMPROVED]
        keep_best(self.board, self.state)
        if self.state[tb.IMPROVED] != before:
            self.found = self._snapshot()

    def _snapshot(self) -> Found:
        choice = None if self.pupils is None else self.pupils.choice()
        return Found(
            int(self.state[tb.BEST_HARD]), int(self.state[tb.BEST_SOFT]), best_of(self.board, self.state), choice
        )

    def forget(self) -> None:
        """Whatever comes next is the best."""
        forget_best(self.state)

    def deltas(self, tries: int) -> Longs:
        """What random single moves would change, sorted; at most ``tries``, and nothing moves."""
        out = np.zeros(tries, np.int64)
        if self.movable == 0:
            return out[:0]
        count = int(sample(self.board, self.state, self.mates, out, tries))
        return np.sort(out[:count])
