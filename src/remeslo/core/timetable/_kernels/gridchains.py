"""
Chains on a grid: a class changes its slot, those whom it meets there take its old one, and so on; rooms stay.

This is the chain of Kempe, between two slots, with one more reason to give way: the same room. Since nobody changes the
room, chains rearrange slots when rooms have long been settled.
"""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.grid import count, fits
from remeslo.core.timetable._kernels.gridtables import (
    CELL,
    FOE,
    KIND,
    NUM_KINDS,
    NUM_ROOMS,
    PRICE,
    ROOM,
    SLOT,
    WAY,
)
from remeslo.core.timetable._kernels.tables import ACCEPTED, CHAINS_KEPT, CHAINS_TRIED, HARD, SOFT, Memory

#: Most classes in a chain; longer ones are rarely worth their time.
MOST = 8


@njit
def links(board: Memory, state: Memory, c: int, slot2: int) -> int:
    """Writes the chain that begins with ``c`` going to another slot into WAY; its length, or 0 if it is none."""
    slot = state[board[SLOT] + c]
    rooms, kinds, way = board[NUM_ROOMS], board[NUM_KINDS], board[WAY]
    state[way] = c
    found, done = 1, 0
    here, there = 1 << state[board[ROOM] + c], 0
    while done < found:
        each = state[way + done]
        done += 1
        kind, room = board[board[KIND] + each], state[board[ROOM] + each]
        goes = slot2 if state[board[SLOT] + each] == slot else slot
        if not fits(board, kind, goes, room):
            return 0
        noted = there if goes == slot2 else here
        for k in range(rooms):
            if (noted >> k) & 1 != 0:
                continue
            other = state[board[CELL] + goes * rooms + k]
            if other < 0:
                continue
            if k == room or board[board[FOE] + kind * kinds + board[board[KIND] + other]] != 0:
                if found == MOST:
                    return 0
                state[way + found] = other
                found += 1
                noted |= 1 << k
        if goes == slot2:
            there = noted
        else:
            here = noted
    return found


@njit
def _turn(board: Memory, state: Memory, found: int, slot: int, slot2: int) -> None:
    """Everybody in WAY changes to the other of two slots."""
    way = board[WAY]
    for k in range(found):
        count(board, state, state[way + k], -1)
    for k in range(found):
        at = board[SLOT] + state[way + k]
        state[at] = slot2 if state[at] == slot else slot
        count(board, state, state[way + k], 1)


@njit
def chain_on_grid(board: Memory, state: Memory, c: int, slot2: int, limit: int) -> bool:
    """Moves a chain; undone, and False, when the priced cost grows by more than ``limit``."""
    found = links(board, state, c, slot2)
    if found < 3:  # shorter ones are single moves and exchanges
        return False
    state[CHAINS_TRIED] += 1
    slot = state[board[SLOT] + c]
    before = state[SOFT] + state[HARD] * state[PRICE]
    _turn(board, state, found, slot, slot2)
    if state[SOFT] + state[HARD] * state[PRICE] - before <= limit:
        state[CHAINS_KEPT] += 1
        state[ACCEPTED] += 1
        return True
    _turn(board, state, found, slot, slot2)
    return False
