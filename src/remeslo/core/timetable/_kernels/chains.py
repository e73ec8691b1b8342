"""A move for which others make way: swaps, and chains of up to `IN_WAY` classes besides the one that moves."""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.moves import change, is_open, meets, move, room_row, time_row
from remeslo.core.timetable._kernels.rules import breaks_pair
from remeslo.core.timetable._kernels.tables import (
    AT,
    AT_COLUMNS,
    CHAINS_KEPT,
    CHAINS_TRIED,
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
    NUM_CLASSES,
    NUM_ROOMS,
    PARAM,
    PARTNER,
    PRICED,
    RANDOM,
    ROOM,
    ROOM_COUNT,
    ROOM_ID,
    ROOM_OPTION,
    ROOM_SIZE,
    RULE,
    SPAN,
    START,
    T_END,
    T_SPAN,
    T_START,
    TIME_COUNT,
    TIME_OPTION,
    WAY,
    Memory,
)

#: Most classes in the way that a chain moves along.
IN_WAY = 4
#: Random options tried for each class in the way.
TRIES = 8
TOO_MANY = 99
NO_LIMIT = 1 << 60
_MASK = 0xFFFFFFFF


@njit
def below(state: Memory, bound: int) -> int:
    """A whole number in 0 .. bound - 1 by xorshift32."""
    x = state[RANDOM]
    x ^= (x << 13) & _MASK
    x ^= x >> 17
    x ^= (x << 5) & _MASK
    state[RANDOM] = x
    return (x * bound) >> 32


@njit
def room_free(board: Memory, state: Memory, c: int, time: int, room: int) -> bool:
    """True when the option's room is open and no other class lies there at that time."""
    if not is_open(board, c, time, room):
        return False
    place = board[room_row(board, c, room) + ROOM_ID]
    if place >= board[NUM_ROOMS]:
        return True
    t = time_row(board, c, time)
    s, e, span = board[t + T_START], board[t + T_END], board[t + T_SPAN]
    first = board[IN_ROOM] + place * board[NUM_CLASSES]
    for k in range(first, first + state[board[ROOM_SIZE] + place]):
        if state[k] != c and meets(board, state, state[k], s, e, span):
            return False
    return True


@njit
def some_room(board: Memory, state: Memory, c: int, time: int, tries: int) -> int:
    """A room option that is free at the time if one of a few neighbouring ones is; else an open one; else -1."""
    count = board[board[CLASSES] + c * CLASS_COLUMNS + ROOM_COUNT]
    room = below(state, count)
    found = -1
    for _ in range(min(tries, count)):
        if is_open(board, c, time, room):
            found = room
            if room_free(board, state, c, time, room):
                return room
        room += 1
        if room == count:
            room = 0
    return found


@njit
def _note(board: Memory, state: Memory, found: int, d: int) -> int:
    """Writes ``d`` down as being in the way, once; how many are now, `TOO_MANY` if more than a chain may have."""
    for n in range(found):
        if state[board[WAY] + n] == d:
            return found
    row = board[CLASSES] + d * CLASS_COLUMNS
    if found == IN_WAY or board[row + TIME_COUNT] * board[row + ROOM_COUNT] == 1:
        return TOO_MANY
    state[board[WAY] + found] = d
    return found + 1


@njit
def in_the_way(board: Memory, state: Memory, c: int, time: int, room: int) -> int:
    """Writes the classes for which hard rules keep ``c`` from there into WAY; their number, or `TOO_MANY`."""
    t = time_row(board, c, time)
    s, e, span = board[t + T_START], board[t + T_END], board[t + T_SPAN]
    place = board[room_row(board, c, room) + ROOM_ID]
    found = 0
    if place < board[NUM_ROOMS]:
        first = board[IN_ROOM] + place * board[NUM_CLASSES]
        for k in range(first, first + state[board[ROOM_SIZE] + place]):
            if state[k] != c and meets(board, state, state[k], s, e, span):
                found = _note(board, state, found, state[k])
                if found == TOO_MANY:
                    return found
    row = board[CLASSES] + c * CLASS_COLUMNS
    for k in range(board[row + FIRST_EDGE], board[row + LAST_EDGE]):
        edge = board[EDGES] + k * EDGE_COLUMNS
        if board[board[EDGE_COST] + board[edge + EDGE]] > 0:
            break
        at = board[AT] + board[edge + PARTNER] * AT_COLUMNS
        if breaks_pair(
            board,
            board[edge + RULE],
            board[edge + PARAM],
            s,
            e,
            span,
            place,
            state[at + START],
            state[at + END],
            state[at + SPAN],
            state[at + ROOM],
        ):
            found = _note(board, state, found, board[edge + PARTNER])
            if found == TOO_MANY:
                return found
    return found


@njit
def same_time(board: Memory, c: int, s: int, e: int, span: int) -> int:
    """``c``'s time option with these values, or -1."""
    for k in range(board[board[CLASSES] + c * CLASS_COLUMNS + TIME_COUNT]):
        t = time_row(board, c, k)
        if board[t + T_START] == s and board[t + T_SPAN] == span and board[t + T_END] == e:
            return k
    return -1


@njit
def same_room(board: Memory, c: int, place: int) -> int:
    """``c``'s option of a room, or -1."""
    for k in range(board[board[CLASSES] + c * CLASS_COLUMNS + ROOM_COUNT]):
        if board[room_row(board, c, k) + ROOM_ID] == place:
            return k
    return -1


@njit
def give_way(
    board: Memory, state: Memory, mates: Memory, d: int, s: int, e: int, span: int, place: int, limit: int
) -> None:
    """Moves ``d`` to the cheapest of: the place and time left free (either or both), and some random options."""
    best = limit
    best_time = -1
    best_room = -1
    at = board[AT] + d * AT_COLUMNS
    time_now, room_now = state[at + TIME_OPTION], state[at + ROOM_OPTION]
    left_time = same_time(board, d, s, e, span)
    left_room = same_room(board, d, place)
    times = board[board[CLASSES] + d * CLASS_COLUMNS + TIME_COUNT]
    for k in range(TRIES + 3):
        if k == 0:
            time, room = left_time, left_room
        elif k == 1:
            time, room = left_time, room_now
        elif k == 2:
            time, room = time_now, left_room
        else:
            time = time_now if below(state, 4) == 0 else below(state, times)
            if below(state, 2) == 0 and room_free(board, state, d, time, room_now):
                room = room_now
            else:
                room = some_room(board, state, d, time, 6)
        if time < 0 or room < 0 or (time == time_now and room == room_now) or not is_open(board, d, time, room):
            continue
        value = change(board, state, mates, d, time, room, best)
        if value < best:
            best = value
            best_time = time
            best_room = room
    if best_time >= 0:
        move(board, state, mates, d, best_time, best_room)


@njit
def chain(board: Memory, state: Memory, mates: Memory, c: int, time: int, room: int, limit: int) -> bool:
    """Moves ``c`` and those in its way; undone, and False, when the priced cost grows by more than ``limit``."""
    found = in_the_way(board, state, c, time, room)
    if found == 0 or found > IN_WAY:
        return False
    state[CHAINS_TRIED] += 1
    way = board[WAY]
    undo = way + IN_WAY
    for n in range(found):
        at = board[AT] + state[way + n] * AT_COLUMNS
        state[undo + 2 * n] = state[at + TIME_OPTION]
        state[undo + 2 * n + 1] = state[at + ROOM_OPTION]
    before = state[PRICED]
    at = board[AT] + c * AT_COLUMNS
    s, e, span, place = state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]
    time_was, room_was = state[at + TIME_OPTION], state[at + ROOM_OPTION]
    move(board, state, mates, c, time, room)
    for n in range(found):
        # the last one decides: what is too dear for it need not be priced to the end
        allowed = NO_LIMIT if n + 1 < found else limit - (state[PRICED] - before) + 1
        give_way(board, state, mates, state[way + n], s, e, span, place, allowed)
    if state[PRICED] - before <= limit:
        state[CHAINS_KEPT] += 1
        return True
    for n in range(found - 1, -1, -1):
        d = state[way + n]
        at = board[AT] + d * AT_COLUMNS
        if state[at + TIME_OPTION] != state[undo + 2 * n] or state[at + ROOM_OPTION] != state[undo + 2 * n + 1]:
            move(board, state, mates, d, state[undo + 2 * n], state[undo + 2 * n + 1])
    move(board, state, mates, c, time_was, room_was)
    return False
