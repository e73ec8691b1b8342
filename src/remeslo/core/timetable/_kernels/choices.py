"""Which options of classes can be in a lawful timetable at all: closed rooms, fixed classes, pairwise support."""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.moves import is_open, room_row, time_row
from remeslo.core.timetable._kernels.rules import breaks_pair, span_bits
from remeslo.core.timetable._kernels.tables import (
    CLASS_COLUMNS,
    CLASSES,
    DIFFERENT_ROOM,
    EDGE,
    EDGE_COLUMNS,
    EDGE_COST,
    EDGES,
    FIRST_EDGE,
    FIRST_OPEN,
    FIRST_ROOM,
    FIRST_TIME,
    LAST_EDGE,
    MEET,
    NUM_CLASSES,
    NUM_ROOMS,
    OPEN,
    OPEN_WORDS,
    PARAM,
    PARTNER,
    ROOM_COUNT,
    ROOM_ID,
    RULE,
    SAME_ROOM,
    T_END,
    T_SPAN,
    T_START,
    TIME_COUNT,
    Memory,
)


@njit
def _close(board: Memory, c: int, room: int, s: int, e: int, span: int) -> bool:
    """Closes a room option of ``c`` at its times that overlap; True when that takes some away."""
    row = board[CLASSES] + c * CLASS_COLUMNS
    taken = False
    for k in range(board[row + TIME_COUNT]):
        t = time_row(board, c, k)
        if (
            board[t + T_START] < e
            and s < board[t + T_END]
            and span_bits(board, board[t + T_SPAN], span) & MEET != 0
            and is_open(board, c, k, room)
        ):
            board[board[OPEN] + board[row + FIRST_OPEN] + k * board[row + OPEN_WORDS] + room // 60] ^= 1 << (room % 60)
            taken = True
    return taken


@njit
def close_rooms(board: Memory, closed_first: Memory, closed: Memory) -> None:
    """Closes rooms: triples (start, end, span) in ``closed``, those of a room from its ``closed_first``."""
    for c in range(board[NUM_CLASSES]):
        for r in range(board[board[CLASSES] + c * CLASS_COLUMNS + ROOM_COUNT]):
            place = board[room_row(board, c, r) + ROOM_ID]
            if place < board[NUM_ROOMS]:
                for k in range(closed_first[place], closed_first[place + 1]):
                    _close(board, c, r, closed[3 * k], closed[3 * k + 1], closed[3 * k + 2])


@njit
def _has_room(board: Memory, alive_room: Memory, c: int, time: int) -> bool:
    """True when some room is left for a time."""
    row = board[CLASSES] + c * CLASS_COLUMNS
    for r in range(board[row + ROOM_COUNT]):
        if alive_room[board[row + FIRST_ROOM] + r] != 0 and is_open(board, c, time, r):
            return True
    return False


@njit
def _agrees(board: Memory, alive_time: Memory, edge: int, s: int, e: int, span: int) -> bool:
    """True when the partner of a hard pairwise rule has a time left that suits the time."""
    p = board[edge + PARTNER]
    row = board[CLASSES] + p * CLASS_COLUMNS
    nowhere = board[NUM_ROOMS]
    for k in range(board[row + TIME_COUNT]):
        t = time_row(board, p, k)
        if alive_time[board[row + FIRST_TIME] + k] != 0 and not breaks_pair(
            board,
            board[edge + RULE],
            board[edge + PARAM],
            s,
            e,
            span,
            nowhere,
            board[t + T_START],
            board[t + T_END],
            board[t + T_SPAN],
            nowhere,
        ):
            return True
    return False


@njit
def _supported(board: Memory, alive_time: Memory, alive_room: Memory, c: int, time: int) -> bool:
    """True when an open room is left for the time, and every partner of a hard pairwise rule has a time for it."""
    if not _has_room(board, alive_room, c, time):
        return False
    t = time_row(board, c, time)
    row = board[CLASSES] + c * CLASS_COLUMNS
    for k in range(board[row + FIRST_EDGE], board[row + LAST_EDGE]):
        edge = board[EDGES] + k * EDGE_COLUMNS
        if board[board[EDGE_COST] + board[edge + EDGE]] > 0:
            break  # soft ones follow
        rule = board[edge + RULE]
        if rule in (SAME_ROOM, DIFFERENT_ROOM):
            continue
        if not _agrees(board, alive_time, edge, board[t + T_START], board[t + T_END], board[t + T_SPAN]):
            return False
    return True


@njit
def _narrow_rooms(board: Memory, alive_room: Memory, c: int) -> bool:
    """Leaves ``c`` only rooms that those who must share its room can have; True when that takes some away."""
    taken = False
    row = board[CLASSES] + c * CLASS_COLUMNS
    for k in range(board[row + FIRST_EDGE], board[row + LAST_EDGE]):
        edge = board[EDGES] + k * EDGE_COLUMNS
        if board[board[EDGE_COST] + board[edge + EDGE]] > 0:
            break
        if board[edge + RULE] != SAME_ROOM:
            continue
        p = board[edge + PARTNER]
        other = board[CLASSES] + p * CLASS_COLUMNS
        for r in range(board[row + ROOM_COUNT]):
            if alive_room[board[row + FIRST_ROOM] + r] == 0:
                continue
            place = board[room_row(board, c, r) + ROOM_ID]
            some = False
            for q in range(board[other + ROOM_COUNT]):
                if alive_room[board[other + FIRST_ROOM] + q] != 0 and board[room_row(board, p, q) + ROOM_ID] == place:
                    some = True
                    break
            if not some:
                alive_room[board[row + FIRST_ROOM] + r] = 0
                taken = True
    return taken


@njit
def _the_only(alive: Memory, first: int, count: int) -> int:
    """The one that is left, or -1 when there are several or none."""
    only = -1
    for k in range(count):
        if alive[first + k] != 0:
            if only >= 0:
                return -1
            only = k
    return only


@njit
def _close_for_others(board: Memory, c: int, time: int, room: int) -> bool:
    """Closes the room for all others at the time of class ``c``, which can lie nowhere else."""
    place = board[room_row(board, c, room) + ROOM_ID]
    taken = False
    if place < board[NUM_ROOMS]:
        t = time_row(board, c, time)
        for d in range(board[NUM_CLASSES]):
            if d == c:
                continue
            for r in range(board[board[CLASSES] + d * CLASS_COLUMNS + ROOM_COUNT]):
                if board[room_row(board, d, r) + ROOM_ID] == place and _close(
                    board, d, r, board[t + T_START], board[t + T_END], board[t + T_SPAN]
                ):
                    taken = True
    return taken


@njit
def _settle(board: Memory, alive_time: Memory, alive_room: Memory, settled: Memory, c: int) -> bool:
    """Once ``c`` has one time and one room left, closes that room for others; True when that takes some away."""
    row = board[CLASSES] + c * CLASS_COLUMNS
    if settled[c] != 0:
        return False
    time = _the_only(alive_time, board[row + FIRST_TIME], board[row + TIME_COUNT])
    room = _the_only(alive_room, board[row + FIRST_ROOM], board[row + ROOM_COUNT])
    if time < 0 or room < 0:
        return False
    settled[c] = 1
    return _close_for_others(board, c, time, room)


@njit
def narrow(board: Memory, alive_time: Memory, alive_room: Memory, settled: Memory, passes: int) -> int:
    """
    Takes out options that no lawful timetable has, until nothing changes or ``passes`` are done.

    ``alive_time``, ``alive_room`` (options; written), ``settled`` (classes; scratch, zeros); open pairs of the
    board are taken out too. Returns a class that has nothing left, or -1.
    """
    for _ in range(passes):
        changed = False
        for c in range(board[NUM_CLASSES]):
            row = board[CLASSES] + c * CLASS_COLUMNS
            changed = _narrow_rooms(board, alive_room, c) or changed
            left = 0
            for t in range(board[row + TIME_COUNT]):
                if alive_time[board[row + FIRST_TIME] + t] == 0:
                    continue
                if _supported(board, alive_time, alive_room, c, t):
                    left += 1
                else:
                    alive_time[board[row + FIRST_TIME] + t] = 0
                    changed = True
            if left == 0:
                return c
            changed = _settle(board, alive_time, alive_room, settled, c) or changed
        if not changed:
            break
    return -1
