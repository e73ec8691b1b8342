"""Annealing over times and rooms: single moves, and chains in which those in the way move too."""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.chains import NO_LIMIT, below, chain, some_room
from remeslo.core.timetable._kernels.moves import change, is_open, move
from remeslo.core.timetable._kernels.tables import (
    AT,
    AT_COLUMNS,
    BEST,
    BEST_HARD,
    BEST_SOFT,
    CLASS_COLUMNS,
    CLASSES,
    HARD,
    IMPROVED,
    MOVABLE,
    NUM_CLASSES,
    NUM_MOVABLE,
    ROOM_COUNT,
    ROOM_OPTION,
    SOFT,
    TIME_COUNT,
    TIME_OPTION,
    WORK,
    Floats,
    Memory,
)


@njit
def keep_best(board: Memory, state: Memory) -> None:
    """Copies the options when the state is lawful and cheaper than the best, or less unlawful."""
    hard = state[HARD]
    if hard > state[BEST_HARD] or (hard == state[BEST_HARD] and state[SOFT] >= state[BEST_SOFT]):
        return
    state[BEST_HARD] = hard
    state[BEST_SOFT] = state[SOFT]
    state[IMPROVED] += 1
    for c in range(board[NUM_CLASSES]):
        state[board[BEST] + 2 * c] = state[board[AT] + c * AT_COLUMNS + TIME_OPTION]
        state[board[BEST] + 2 * c + 1] = state[board[AT] + c * AT_COLUMNS + ROOM_OPTION]


@njit
def anneal(
    board: Memory, state: Memory, mates: Memory, logs: Floats, moves: int, warm: float, cold: float, chains: int
) -> None:
    """
    Makes ``moves`` tries while the temperature falls geometrically from ``warm`` to ``cold`` (both > 0).

    ``logs`` (4096): -ln((i + 1/2) / 4096), to draw thresholds with. ``chains`` of 256 refused tries are tried again
    as a chain.
    """
    ratio = (cold / warm) ** (1.0 / moves)
    heat = warm
    num = board[NUM_MOVABLE]
    for _ in range(moves):
        heat *= ratio
        c = board[board[MOVABLE] + below(state, num)]
        row = board[CLASSES] + c * CLASS_COLUMNS
        times, rooms = board[row + TIME_COUNT], board[row + ROOM_COUNT]
        at = board[AT] + c * AT_COLUMNS
        time, room = state[at + TIME_OPTION], state[at + ROOM_OPTION]
        what = below(state, 8)
        if times > 1 and (what < 6 or rooms == 1):
            other = below(state, times - 1)
            time = other + 1 if other >= time else other
            if rooms > 1 and (what < 3 or not is_open(board, c, time, room)):
                room = some_room(board, state, c, time, 6)
        else:
            other = below(state, rooms - 1)
            room = other + 1 if other >= room else other
        if room < 0 or not is_open(board, c, time, room):
            continue
        limit = int(min(heat * logs[below(state, 4096)], float(NO_LIMIT)))
        value = change(board, state, mates, c, time, room, limit)
        if value <= limit:
            move(board, state, mates, c, time, room)
            keep_best(board, state)
        elif below(state, 256) < chains and chain(board, state, mates, c, time, room, limit):
            keep_best(board, state)
    state[WORK] += moves
