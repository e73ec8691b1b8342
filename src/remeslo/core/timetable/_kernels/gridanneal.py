"""Annealing on a grid."""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.chains import NO_LIMIT, below
from remeslo.core.timetable._kernels.grid import exchange, fits, keep_best_grid, make
from remeslo.core.timetable._kernels.gridchains import chain_on_grid
from remeslo.core.timetable._kernels.gridtables import (
    CELL,
    FIRST_SLOT,
    KIND,
    KIND_COLUMNS,
    KINDS,
    LAST_SLOT,
    MOVABLE,
    NUM_MOVABLE,
    NUM_ROOMS,
    ROOM,
    SLOT,
    SLOTS,
)
from remeslo.core.timetable._kernels.tables import WORK, Floats, Memory


@njit
def some_slot(board: Memory, state: Memory, kind: int) -> int:
    """A slot in which some room is open to a kind."""
    row = board[KINDS] + kind * KIND_COLUMNS
    first = board[row + FIRST_SLOT]
    return board[board[SLOTS] + first + below(state, board[row + LAST_SLOT] - first)]


@njit
def may_take(board: Memory, state: Memory, c: int, slot: int, room: int) -> bool:
    """True when a cell is open to ``c``, and that of ``c`` to a class of another kind that lies there."""
    kind = board[board[KIND] + c]
    if not fits(board, kind, slot, room):
        return False
    other = state[board[CELL] + slot * board[NUM_ROOMS] + room]
    if other < 0:
        return True
    kind2 = board[board[KIND] + other]
    return kind2 != kind and fits(board, kind2, state[board[SLOT] + c], state[board[ROOM] + c])


@njit
def anneal_grid(board: Memory, state: Memory, logs: Floats, moves: int, warm: float, cold: float, chains: int) -> None:
    """
    Makes ``moves`` tries while the temperature falls geometrically from ``warm`` to ``cold`` (both > 0).

    ``logs`` (4096): as in `anneal.anneal`. Of 256 refused tries to keep the room and change the slot, ``chains`` are
    tried again as a chain.
    """
    ratio = (cold / warm) ** (1.0 / moves)
    heat = warm
    num, rooms = board[NUM_MOVABLE], board[NUM_ROOMS]
    for _ in range(moves):
        heat *= ratio
        c = board[board[MOVABLE] + below(state, num)]
        slot, room = state[board[SLOT] + c], state[board[ROOM] + c]
        what = below(state, 8)
        if what < 7:
            slot = some_slot(board, state, board[board[KIND] + c])
        if what > 2:
            room = below(state, rooms)
        if not may_take(board, state, c, slot, room):
            continue
        limit = int(min(heat * logs[below(state, 4096)], float(NO_LIMIT)))
        if exchange(board, state, c, slot, room, limit) <= limit:
            make(board, state, c, slot, room)
            keep_best_grid(board, state)
        elif what < 3 and below(state, 256) < chains and chain_on_grid(board, state, c, slot, limit):
            keep_best_grid(board, state)
    state[WORK] += moves


@njit
def sample_grid(board: Memory, state: Memory, out: Memory, tries: int) -> int:
    """Writes what random moves would change into ``out`` (tries); how many were open."""
    found = 0
    for _ in range(tries):
        c = board[board[MOVABLE] + below(state, board[NUM_MOVABLE])]
        slot, room = some_slot(board, state, board[board[KIND] + c]), below(state, board[NUM_ROOMS])
        if may_take(board, state, c, slot, room):
            out[found] = exchange(board, state, c, slot, room, NO_LIMIT)
            found += 1
    return found
