"""What a move on a grid would change, and making it: to a free cell, or an exchange with the class that lies there."""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.gridtables import (
    BEST,
    CELL,
    CLASH,
    DAY,
    FIRST_DAYS,
    FIRST_FOE,
    FIRST_PACKED,
    FIRST_ROOMS,
    FOE,
    FOES,
    IN_WHOLES,
    KIND,
    KIND_COLUMNS,
    KIND_WORDS,
    KINDS,
    LAST_FOE,
    LAST_WHOLE,
    MASK,
    MEMBERS,
    MOST_GAIN,
    NUM_CLASSES,
    NUM_KINDS,
    NUM_ROOMS,
    NUM_SLOTS,
    NUM_WHOLES,
    OPEN,
    PRICE,
    ROOM,
    ROOM_COST,
    SLOT,
    SLOT_COST,
    STRIDE,
    TALLY,
    VALUE,
    WHOLES,
)
from remeslo.core.timetable._kernels.tables import ACCEPTED, BEST_HARD, BEST_SOFT, HARD, IMPROVED, SOFT, Memory
from remeslo.core.timetable._kernels.wholes import count_bits


@njit
def fits(board: Memory, kind: int, slot: int, room: int) -> bool:
    """True when a cell is open to a kind."""
    return (board[board[OPEN] + kind * board[NUM_SLOTS] + slot] >> room) & 1 != 0


@njit
def own_cost(board: Memory, kind: int, slot: int, room: int) -> int:
    """Weighted penalties of a slot and a room."""
    slots, rooms = board[NUM_SLOTS], board[NUM_ROOMS]
    return board[board[SLOT_COST] + kind * slots + slot] + board[board[ROOM_COST] + kind * rooms + room]


@njit
def _holds(board: Memory, whole: int, kind: int) -> bool:
    """True when a kind (-1: none) is in a list."""
    if kind < 0:
        return False
    return (board[board[MEMBERS] + whole * board[KIND_WORDS] + kind // 60] >> (kind % 60)) & 1 != 0


@njit
def _alone(mask: int) -> int:
    """Slots of a week's mask without a neighbour."""
    return count_bits(mask & ~((mask << 1) | (mask >> 1)))


@njit
def _rooms_change(board: Memory, state: Memory, kind: int, other: int, room: int, room2: int) -> int:
    """What another room changes for the lists of a kind; lists that have the other kind of an exchange keep theirs."""
    row = board[KINDS] + kind * KIND_COLUMNS
    total = 0
    for k in range(board[IN_WHOLES] + board[row + FIRST_ROOMS], board[IN_WHOLES] + board[row + LAST_WHOLE]):
        whole = board[k]
        if _holds(board, whole, other):
            continue
        tally = board[TALLY] + whole * board[STRIDE]
        if state[tally + room] == 1:
            total -= board[board[WHOLES] + 2 * whole]
        if state[tally + room2] == 0:
            total += board[board[WHOLES] + 2 * whole]
    return total


@njit
def _days_change(board: Memory, state: Memory, kind: int, other: int, day: int, day2: int) -> int:
    """As `_rooms_change`, for another day."""
    row = board[KINDS] + kind * KIND_COLUMNS
    total = 0
    for k in range(board[IN_WHOLES] + board[row + FIRST_DAYS], board[IN_WHOLES] + board[row + FIRST_ROOMS]):
        whole = board[k]
        if _holds(board, whole, other):
            continue
        tally = board[TALLY] + whole * board[STRIDE]
        now = state[board[VALUE] + whole]
        then = now
        if state[tally + day] == 1:
            then -= 1
        if state[tally + day2] == 0:
            then += 1
        least = board[board[WHOLES] + 2 * whole + 1]
        total += board[board[WHOLES] + 2 * whole] * (max(0, least - then) - max(0, least - now))
    return total


@njit
def _packed_change(board: Memory, state: Memory, kind: int, other: int, slot: int, slot2: int, limit: int) -> int:
    """As `_rooms_change`, for compactness after a change of slot; some value above ``limit`` once that is passed."""
    row = board[KINDS] + kind * KIND_COLUMNS
    first, last = board[IN_WHOLES] + board[row + FIRST_PACKED], board[IN_WHOLES] + board[row + FIRST_DAYS]
    total = 0
    for k in range(first, last):
        whole = board[k]
        if not _holds(board, whole, other):
            total -= board[board[WHOLES] + 2 * whole] * state[board[VALUE] + whole]
    for k in range(first, last):
        if total > limit:
            return total
        whole = board[k]
        if not _holds(board, whole, other):
            mask = state[board[MASK] + whole]
            if state[board[TALLY] + whole * board[STRIDE] + slot] == 1:
                mask ^= 1 << slot
            total += board[board[WHOLES] + 2 * whole] * _alone(mask | (1 << slot2))
    return total


@njit
def exchange(board: Memory, state: Memory, c: int, slot2: int, room2: int, limit: int) -> int:
    """By how much the priced cost grows if ``c`` takes a cell open to it; some value above ``limit`` if that is passed.

    A class that lies there takes the cell of ``c``, which must be open to it.
    """
    slot, room = state[board[SLOT] + c], state[board[ROOM] + c]
    kind = board[board[KIND] + c]
    slots = board[NUM_SLOTS]
    other = state[board[CELL] + slot2 * board[NUM_ROOMS] + room2]
    kind2 = -1
    total = own_cost(board, kind, slot2, room2) - own_cost(board, kind, slot, room)
    gain = board[board[KINDS] + kind * KIND_COLUMNS + MOST_GAIN]
    if other >= 0:
        kind2 = board[board[KIND] + other]
        total += own_cost(board, kind2, slot, room) - own_cost(board, kind2, slot2, room2)
        gain += board[board[KINDS] + kind2 * KIND_COLUMNS + MOST_GAIN]
    if slot != slot2:
        clash = board[CLASH] + kind * slots
        self = board[board[FOE] + kind * board[NUM_KINDS] + kind]
        foes = state[clash + slot2] - state[clash + slot] + self
        if kind2 >= 0:
            clash = board[CLASH] + kind2 * slots
            self = board[board[FOE] + kind2 * board[NUM_KINDS] + kind2]
            foes += state[clash + slot] - state[clash + slot2] + self
            foes -= 2 * board[board[FOE] + kind * board[NUM_KINDS] + kind2]
        total += foes * state[PRICE]
    if total - gain > limit:
        return total - gain
    if room != room2:
        total += _rooms_change(board, state, kind, kind2, room, room2)
        if kind2 >= 0:
            total += _rooms_change(board, state, kind2, kind, room2, room)
    if slot == slot2:
        return total
    day, day2 = board[board[DAY] + slot], board[board[DAY] + slot2]
    if day != day2:
        total += _days_change(board, state, kind, kind2, day, day2)
        if kind2 >= 0:
            total += _days_change(board, state, kind2, kind, day2, day)
    if kind2 < 0:
        return total + _packed_change(board, state, kind, kind2, slot, slot2, limit - total)
    gain = board[board[KINDS] + kind2 * KIND_COLUMNS + MOST_GAIN]
    total += _packed_change(board, state, kind, kind2, slot, slot2, limit - total + gain)
    if total - gain > limit:
        return total - gain
    return total + _packed_change(board, state, kind2, kind, slot2, slot, limit - total)


@njit
def _set_value(board: Memory, state: Memory, whole: int, cost: int, value: int) -> None:
    """A list's value, and what its cost has grown by."""
    state[board[VALUE] + whole] = value
    state[SOFT] += cost


@njit
def count(board: Memory, state: Memory, c: int, sign: int) -> None:
    """The sums of all tables with (1) or without (-1) ``c`` where it lies."""
    slot, room = state[board[SLOT] + c], state[board[ROOM] + c]
    kind = board[board[KIND] + c]
    slots = board[NUM_SLOTS]
    row = board[KINDS] + kind * KIND_COLUMNS
    state[board[CELL] + slot * board[NUM_ROOMS] + room] = c if sign > 0 else -1
    state[SOFT] += sign * own_cost(board, kind, slot, room)
    before = state[board[CLASH] + kind * slots + slot]
    for k in range(board[FOES] + board[row + FIRST_FOE], board[FOES] + board[row + LAST_FOE]):
        state[board[CLASH] + board[k] * slots + slot] += sign
    after = state[board[CLASH] + kind * slots + slot]
    state[HARD] += before if sign > 0 else -after
    for k in range(board[IN_WHOLES] + board[row + FIRST_PACKED], board[IN_WHOLES] + board[row + FIRST_DAYS]):
        whole = board[k]
        tally = board[TALLY] + whole * board[STRIDE] + slot
        state[tally] += sign
        if (state[tally] == 1 and sign > 0) or (state[tally] == 0 and sign < 0):
            mask = state[board[MASK] + whole] ^ (1 << slot)
            state[board[MASK] + whole] = mask
            value = _alone(mask)
            cost = board[board[WHOLES] + 2 * whole] * (value - state[board[VALUE] + whole])
            _set_value(board, state, whole, cost, value)
    for k in range(board[IN_WHOLES] + board[row + FIRST_DAYS], board[IN_WHOLES] + board[row + FIRST_ROOMS]):
        whole = board[k]
        tally = board[TALLY] + whole * board[STRIDE] + board[board[DAY] + slot]
        state[tally] += sign
        if (state[tally] == 1 and sign > 0) or (state[tally] == 0 and sign < 0):
            now = state[board[VALUE] + whole]
            least = board[board[WHOLES] + 2 * whole + 1]
            cost = board[board[WHOLES] + 2 * whole] * (max(0, least - now - sign) - max(0, least - now))
            _set_value(board, state, whole, cost, now + sign)
    for k in range(board[IN_WHOLES] + board[row + FIRST_ROOMS], board[IN_WHOLES] + board[row + LAST_WHOLE]):
        whole = board[k]
        tally = board[TALLY] + whole * board[STRIDE] + room
        state[tally] += sign
        if (state[tally] == 1 and sign > 0) or (state[tally] == 0 and sign < 0):
            now = state[board[VALUE] + whole]
            cost = board[board[WHOLES] + 2 * whole] * (max(0, now + sign - 1) - max(0, now - 1))
            _set_value(board, state, whole, cost, now + sign)


@njit
def make(board: Memory, state: Memory, c: int, slot2: int, room2: int) -> None:
    """Gives ``c`` a cell; a class that lies there takes that of ``c``."""
    slot, room = state[board[SLOT] + c], state[board[ROOM] + c]
    other = state[board[CELL] + slot2 * board[NUM_ROOMS] + room2]
    count(board, state, c, -1)
    if other >= 0:
        count(board, state, other, -1)
        state[board[SLOT] + other] = slot
        state[board[ROOM] + other] = room
        count(board, state, other, 1)
    state[board[SLOT] + c] = slot2
    state[board[ROOM] + c] = room2
    count(board, state, c, 1)
    state[ACCEPTED] += 1


@njit
def lay_grid(board: Memory, state: Memory) -> None:
    """All sums afresh from the classes' slots and rooms; no two may share a cell."""
    state[HARD] = 0
    state[SOFT] = 0
    for whole in range(board[NUM_WHOLES]):  # no days are used yet
        state[SOFT] += board[board[WHOLES] + 2 * whole] * board[board[WHOLES] + 2 * whole + 1]
    for k in range(board[CELL], board[CELL] + board[NUM_SLOTS] * board[NUM_ROOMS]):
        state[k] = -1
    for k in range(board[CLASH], board[BEST]):
        state[k] = 0
    for c in range(board[NUM_CLASSES]):
        count(board, state, c, 1)


@njit
def keep_best_grid(board: Memory, state: Memory) -> None:
    """Copies slots and rooms when the state is lawful and cheaper than the best, or less unlawful."""
    hard = state[HARD]
    if hard > state[BEST_HARD] or (hard == state[BEST_HARD] and state[SOFT] >= state[BEST_SOFT]):
        return
    state[BEST_HARD] = hard
    state[BEST_SOFT] = state[SOFT]
    state[IMPROVED] += 1
    for c in range(board[NUM_CLASSES]):
        state[board[BEST] + 2 * c] = state[board[SLOT] + c]
        state[board[BEST] + 2 * c + 1] = state[board[ROOM] + c]
