"""Students during the search: sectioned anew at the times a walk has come to."""

import numpy as np

from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.students import (
    LINEAR,
    Bytes,
    Ints,
    Roll,
    State,
    conflict_matrix,
    enrol,
    troubled,
    walk,
)
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.state import NO_MATES, set_mates
from remeslo.core.timetable.sectioning.section import stream


class Pupils:
    """The sectioning that goes with one walk; ``weight`` is what a student conflict costs."""

    def __init__(self, board: Longs, roll: Roll, state: State, *, weight: int, seed: int) -> None:
        self.board, self.roll, self.state, self.weight = board, roll, state, weight
        self.random = stream(seed)
        num, rooms, spans = int(board[tb.NUM_CLASSES]), int(board[tb.NUM_ROOMS]), int(board[tb.NUM_SPANS])
        self.clash: Bytes = np.zeros((num, num), np.uint8)
        self.hot: Ints = np.zeros(len(roll.loose), np.int32)
        self.travel = board[board[tb.TRAVEL] :][: (rooms + 1) ** 2].reshape(rooms + 1, rooms + 1).astype(np.int32)
        self.days = board[board[tb.SPAN_DAYS] :][:spans]
        self.weeks = board[board[tb.SPAN_WEEKS] :][:spans]

    @property
    def loose(self) -> int:
        """Enrolments that have a choice."""
        return len(self.roll.loose)

    def copy(self, seed: int) -> "Pupils":
        """The same sectioning for another walk."""
        state = State(*(part.copy() for part in self.state))
        return Pupils(self.board, self.roll, state, weight=self.weight, seed=seed)

    def choice(self) -> Ints:
        """The option of each enrolment."""
        return self.state.choice.copy()

    def take(self, choice: Ints) -> None:
        """Sections as ``choice`` says; `mates` must follow."""
        enrol(self.roll, self.state, choice, self.clash, LINEAR)

    def improve(self, where: Longs, moves: int, heat: float) -> None:
        """Anneals at the times of a search state, ``heat`` in units of the cost; `mates` must follow."""
        if self.weight == 0:
            return
        num = int(self.board[tb.NUM_CLASSES])
        at = where[self.board[tb.AT] :][: num * tb.AT_COLUMNS].reshape(num, tb.AT_COLUMNS)
        span = at[:, tb.SPAN]
        conflict_matrix(
            at[:, tb.START].astype(np.int32),
            at[:, tb.END].astype(np.int32),
            self.days[span],
            self.weeks[span],
            at[:, tb.ROOM].astype(np.int32),
            self.travel,
            self.clash,
        )
        found = troubled(self.roll, self.state, self.clash, self.hot)
        if found:
            warm = heat / self.weight
            walk(self.roll, self.state, self.clash, LINEAR, self.hot[:found], self.random, moves, warm, warm)

    def mates(self, where: Longs) -> Longs:
        """Tells a search state who shares students now; its sums follow."""
        if self.weight == 0:
            return NO_MATES
        return set_mates(self.board, where, self.state.shared.astype(np.int64), self.weight)
