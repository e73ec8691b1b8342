"""Between walks: making broken hard rules dearer, and looking what moves would cost."""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.chains import NO_LIMIT, below
from remeslo.core.timetable._kernels.moves import change, is_open, meets
from remeslo.core.timetable._kernels.rules import breaks_pair
from remeslo.core.timetable._kernels.tables import (
    AT,
    AT_COLUMNS,
    CLASS_COLUMNS,
    CLASSES,
    EDGE,
    EDGE_COLUMNS,
    EDGE_COST,
    EDGES,
    END,
    FIRST_EDGE,
    IN_ROOM,
    LAST_EDGE,
    MOVABLE,
    NUM_CLASSES,
    NUM_EDGES,
    NUM_MOVABLE,
    NUM_ROOMS,
    NUM_WHOLES,
    PARAM,
    PARTNER,
    PRICE,
    ROOM,
    ROOM_COUNT,
    ROOM_PRICE,
    ROOM_SIZE,
    RULE,
    SPAN,
    START,
    TIME_COUNT,
    WHOLE_HARD,
    Memory,
)


@njit
def press(board: Memory, state: Memory, amount: int) -> None:
    """Raises the price of each hard rule that is broken now; `recount` must follow."""
    for c in range(board[NUM_CLASSES]):
        row = board[CLASSES] + c * CLASS_COLUMNS
        at = board[AT] + c * AT_COLUMNS
        for k in range(board[row + FIRST_EDGE], board[row + LAST_EDGE]):
            edge = board[EDGES] + k * EDGE_COLUMNS
            if board[board[EDGE_COST] + board[edge + EDGE]] > 0:
                break
            other = board[AT] + board[edge + PARTNER] * AT_COLUMNS
            if board[edge + PARTNER] < c and breaks_pair(
                board,
                board[edge + RULE],
                board[edge + PARAM],
                state[at + START],
                state[at + END],
                state[at + SPAN],
                state[at + ROOM],
                state[other + START],
                state[other + END],
                state[other + SPAN],
                state[other + ROOM],
            ):
                state[board[PRICE] + board[edge + EDGE]] += amount
        room = state[at + ROOM]
        if room < board[NUM_ROOMS]:
            first = board[IN_ROOM] + room * board[NUM_CLASSES]
            for k in range(first, first + state[board[ROOM_SIZE] + room]):
                if state[k] != c and meets(
                    board, state, state[k], state[at + START], state[at + END], state[at + SPAN]
                ):
                    state[board[ROOM_PRICE] + c] += (amount + 1) // 2
                    break
    for whole in range(board[NUM_WHOLES]):
        if state[board[WHOLE_HARD] + whole] > 0:
            state[board[PRICE] + board[NUM_EDGES] + whole] += amount


@njit
def sample(board: Memory, state: Memory, mates: Memory, out: Memory, tries: int) -> int:
    """Writes what random single moves to open pairs would change into ``out`` (tries); how many were open."""
    found = 0
    for _ in range(tries):
        c = board[board[MOVABLE] + below(state, board[NUM_MOVABLE])]
        row = board[CLASSES] + c * CLASS_COLUMNS
        time, room = below(state, board[row + TIME_COUNT]), below(state, board[row + ROOM_COUNT])
        if is_open(board, c, time, room):
            out[found] = change(board, state, mates, c, time, room, NO_LIMIT)
            found += 1
    return found
