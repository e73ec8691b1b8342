"""Making a state: from options, a seed and the students that classes share."""

import numpy as np

from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.moves import recount, seat
from remeslo.core.timetable._kernels.tables import Longs

_WORST = np.iinfo(np.int64).max // 4

#: Classes that share no students.
NO_MATES: Longs = np.zeros(0, np.int64)


def generator(seed: int) -> int:
    """A first state of the generator of random numbers, 1 to 2**32 - 1, from any whole number."""
    return (seed * 2654435761 + 88172645) % (2**32 - 1) + 1


def worst() -> int:
    """Worse than any cost."""
    return int(_WORST)


def new_state(board: Longs, chosen: Longs, *, seed: int, hard_price: int) -> Longs:
    """The state at options (classes, 2), without students; ``seed`` any whole number, ``hard_price`` > 0."""
    state = np.zeros(board[tb.WAY] + 64, np.int64)
    state[tb.RANDOM] = generator(seed)
    set_price(board, state, hard_price)
    forget_best(state)
    lay(board, state, NO_MATES, chosen)
    return state


def set_price(board: Longs, state: Longs, hard_price: int) -> None:
    """One price for all hard rules; `recount` must follow."""
    cost = board[board[tb.EDGE_COST] :][: board[tb.NUM_EDGES]]
    price = state[board[tb.PRICE] :][: board[tb.NUM_EDGES] + board[tb.NUM_WHOLES]]
    price[: len(cost)] = np.where(cost > 0, cost, hard_price)
    price[len(cost) :] = hard_price
    state[board[tb.ROOM_PRICE] :][: board[tb.NUM_CLASSES]] = (hard_price + 1) // 2


def forget_best(state: Longs) -> None:
    """Whatever comes next is the best."""
    state[tb.BEST_HARD] = state[tb.BEST_SOFT] = _WORST


def lay(board: Longs, state: Longs, mates: Longs, chosen: Longs) -> None:
    """Lays all classes anew into options (classes, 2)."""
    state[board[tb.ROOM_SIZE] :][: board[tb.NUM_ROOMS]] = 0
    for c in range(board[tb.NUM_CLASSES]):
        seat(board, state, c, chosen[c, 0], chosen[c, 1])
    recount(board, state, mates)


def best_of(board: Longs, state: Longs) -> Longs:
    """Options (classes, 2) of the best."""
    num = int(board[tb.NUM_CLASSES])
    return state[board[tb.BEST] :][: 2 * num].reshape(num, 2).copy()


def chosen_of(board: Longs, state: Longs) -> Longs:
    """Options (classes, 2) of where it stands."""
    num = int(board[tb.NUM_CLASSES])
    at = state[board[tb.AT] :][: num * tb.AT_COLUMNS].reshape(num, tb.AT_COLUMNS)
    return at[:, [tb.TIME_OPTION, tb.ROOM_OPTION]].copy()


def set_mates(board: Longs, state: Longs, shared: Longs, weight: int) -> Longs:
    """Counts the classes' common students (classes, classes) at ``weight`` each; returns the mates to walk with."""
    rows = shared > 0
    np.fill_diagonal(rows, False)
    a, b = np.nonzero(rows)
    state[board[tb.MATES_FIRST] :][: len(shared) + 1] = np.searchsorted(a, np.arange(len(shared) + 1))
    mates = np.column_stack((b, shared[a, b].astype(np.int64) * weight)).astype(np.int64).ravel()
    recount(board, state, mates)
    return mates


def logs() -> tb.Floats:
    """What `anneal` draws thresholds with."""
    return np.asarray(-np.log((np.arange(4096) + 0.5) / 4096))
