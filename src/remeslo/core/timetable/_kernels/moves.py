"""What a move of one class would change, and making it; every cached sum of the state follows."""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.rules import breaks_pair, clashes, span_bits
from remeslo.core.timetable._kernels.tables import (
    ACCEPTED,
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
    FIRST_OPEN,
    FIRST_ROOM,
    FIRST_TIME,
    FIRST_WHOLE,
    HARD,
    IN_ROOM,
    IN_WHOLES,
    LAST_EDGE,
    LAST_WHOLE,
    MATES_FIRST,
    MEET,
    NUM_CLASSES,
    NUM_ROOMS,
    NUM_WHOLES,
    OPEN,
    OPEN_WORDS,
    PAIRED,
    PARAM,
    PARTNER,
    PLACE,
    PRICE,
    PRICED,
    ROOM,
    ROOM_COLUMNS,
    ROOM_COST,
    ROOM_ID,
    ROOM_OPTION,
    ROOM_PRICE,
    ROOM_SIZE,
    ROOMS,
    RULE,
    SOFT,
    SPAN,
    START,
    T_COST,
    T_END,
    T_SPAN,
    T_START,
    TIME_COLUMNS,
    TIME_OPTION,
    TIMES,
    UNARY,
    WHOLE_COST,
    WHOLE_HARD,
    WHOLE_PRICE,
    Memory,
)
from remeslo.core.timetable._kernels.wholes import breaks_whole, whole_cost, whole_price, whole_size


@njit
def meets(board: Memory, state: Memory, c: int, s: int, e: int, span: int) -> bool:
    """True when class ``c`` overlaps the time."""
    at = board[AT] + c * AT_COLUMNS
    return s < state[at + END] and state[at + START] < e and span_bits(board, span, state[at + SPAN]) & MEET != 0


@njit
def time_row(board: Memory, c: int, time: int) -> int:
    """Where a time option of ``c`` stands in the board."""
    return board[TIMES] + (board[board[CLASSES] + c * CLASS_COLUMNS + FIRST_TIME] + time) * TIME_COLUMNS


@njit
def room_row(board: Memory, c: int, room: int) -> int:
    """Where a room option of ``c`` stands in the board."""
    return board[ROOMS] + (board[board[CLASSES] + c * CLASS_COLUMNS + FIRST_ROOM] + room) * ROOM_COLUMNS


@njit
def is_open(board: Memory, c: int, time: int, room: int) -> bool:
    """True when the room of one option is free of fixed things at the time of the other."""
    row = board[CLASSES] + c * CLASS_COLUMNS
    word = board[board[OPEN] + board[row + FIRST_OPEN] + time * board[row + OPEN_WORDS] + room // 60]
    return (word >> (room % 60)) & 1 != 0


@njit
def unary_cost(board: Memory, c: int, time: int, room: int) -> int:
    """Weighted penalties of two options."""
    return board[time_row(board, c, time) + T_COST] + board[room_row(board, c, room) + ROOM_COST]


@njit
def paired_price(
    board: Memory, state: Memory, mates: Memory, c: int, s: int, e: int, span: int, room: int, limit: int
) -> int:
    """
    Priced cost of ``c``'s room clashes, edges and students if it lay there.

    Stops early, with some value above ``limit``, once that is passed: all parts are >= 0.
    """
    total = 0
    if room < board[NUM_ROOMS]:
        mine = state[board[ROOM_PRICE] + c]
        first = board[IN_ROOM] + room * board[NUM_CLASSES]
        for k in range(first, first + state[board[ROOM_SIZE] + room]):
            other = state[k]
            if other != c and meets(board, state, other, s, e, span):
                total += mine + state[board[ROOM_PRICE] + other]
                if total > limit:
                    return total
    row = board[CLASSES] + c * CLASS_COLUMNS
    for k in range(board[row + FIRST_EDGE], board[row + LAST_EDGE]):
        edge = board[EDGES] + k * EDGE_COLUMNS
        at = board[AT] + board[edge + PARTNER] * AT_COLUMNS
        if breaks_pair(
            board,
            board[edge + RULE],
            board[edge + PARAM],
            s,
            e,
            span,
            room,
            state[at + START],
            state[at + END],
            state[at + SPAN],
            state[at + ROOM],
        ):
            total += state[board[PRICE] + board[edge + EDGE]]
            if total > limit:
                return total
    first = board[MATES_FIRST] + c
    for k in range(state[first], state[first + 1]):
        at = board[AT] + mates[2 * k] * AT_COLUMNS
        if clashes(board, s, e, span, room, state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]):
            total += mates[2 * k + 1]
            if total > limit:
                return total
    return total


@njit
def change(board: Memory, state: Memory, mates: Memory, c: int, time: int, room: int, limit: int) -> int:
    """By how much the priced cost grows if ``c`` takes two options; some value above ``limit`` once that is passed."""
    t = time_row(board, c, time)
    s, e, span = board[t + T_START], board[t + T_END], board[t + T_SPAN]
    place = board[room_row(board, c, room) + ROOM_ID]
    total = unary_cost(board, c, time, room) - state[board[AT] + c * AT_COLUMNS + UNARY] - state[board[PAIRED] + c]
    row = board[CLASSES] + c * CLASS_COLUMNS
    first, last = board[IN_WHOLES] + board[row + FIRST_WHOLE], board[IN_WHOLES] + board[row + LAST_WHOLE]
    for k in range(first, last):
        total -= state[board[WHOLE_PRICE] + board[k]]
    if total > limit:
        return total
    total += paired_price(board, state, mates, c, s, e, span, place, limit - total)
    for k in range(first, last):
        if total > limit:
            return total
        whole = board[k]
        total += whole_price(board, state, whole, breaks_whole(board, state, whole, c, s, e, span, place))
    return total


@njit
def _add_pair(board: Memory, state: Memory, c: int, p: int, price: int, cost: int, hard: int) -> None:
    """A pair's price, cost and hard count come into the sums."""
    state[board[PAIRED] + p] += price
    state[board[PAIRED] + c] += price
    state[PRICED] += price
    state[SOFT] += cost
    state[HARD] += hard


@njit
def _move_edges(board: Memory, state: Memory, c: int, s: int, e: int, span: int, room: int) -> None:
    """Edges of ``c``: partners' sums and the totals follow its move to (s, e, span, room)."""
    row = board[CLASSES] + c * CLASS_COLUMNS
    at = board[AT] + c * AT_COLUMNS
    s1, e1, span1, room1 = state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]
    for k in range(board[row + FIRST_EDGE], board[row + LAST_EDGE]):
        edge = board[EDGES] + k * EDGE_COLUMNS
        p = board[edge + PARTNER]
        rule, param = board[edge + RULE], board[edge + PARAM]
        at = board[AT] + p * AT_COLUMNS
        s2, e2, span2, room2 = state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]
        old = breaks_pair(board, rule, param, s1, e1, span1, room1, s2, e2, span2, room2)
        new = breaks_pair(board, rule, param, s, e, span, room, s2, e2, span2, room2)
        if old != new:
            sign = 1 if new else -1
            cost = board[board[EDGE_COST] + board[edge + EDGE]]
            price = state[board[PRICE] + board[edge + EDGE]]
            _add_pair(board, state, c, p, sign * price, sign * cost, sign if cost == 0 else 0)


@njit
def _move_students(board: Memory, state: Memory, mates: Memory, c: int, s: int, e: int, span: int, room: int) -> None:
    """Students of ``c``: as `_move_edges`."""
    first = board[MATES_FIRST] + c
    at = board[AT] + c * AT_COLUMNS
    s1, e1, span1, room1 = state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]
    for k in range(state[first], state[first + 1]):
        p = mates[2 * k]
        at = board[AT] + p * AT_COLUMNS
        s2, e2, span2, room2 = state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]
        old = clashes(board, s1, e1, span1, room1, s2, e2, span2, room2)
        new = clashes(board, s, e, span, room, s2, e2, span2, room2)
        if old != new:
            cost = mates[2 * k + 1] if new else -mates[2 * k + 1]
            _add_pair(board, state, c, p, cost, cost, 0)


@njit
def _move_room(board: Memory, state: Memory, c: int, s: int, e: int, span: int, room: int, sign: int) -> None:
    """Room clashes of ``c`` in a room come (1) or go (-1)."""
    if room >= board[NUM_ROOMS]:
        return
    mine = state[board[ROOM_PRICE] + c]
    first = board[IN_ROOM] + room * board[NUM_CLASSES]
    for k in range(first, first + state[board[ROOM_SIZE] + room]):
        other = state[k]
        if other != c and meets(board, state, other, s, e, span):
            _add_pair(board, state, c, other, sign * (mine + state[board[ROOM_PRICE] + other]), 0, sign)


@njit
def leave_room(board: Memory, state: Memory, c: int) -> None:
    """Takes ``c`` off its room's list."""
    at = board[AT] + c * AT_COLUMNS
    room = state[at + ROOM]
    if room < board[NUM_ROOMS]:
        size = state[board[ROOM_SIZE] + room] - 1
        first = board[IN_ROOM] + room * board[NUM_CLASSES]
        last = state[first + size]
        state[first + state[at + PLACE]] = last
        state[board[AT] + last * AT_COLUMNS + PLACE] = state[at + PLACE]
        state[board[ROOM_SIZE] + room] = size


@njit
def seat(board: Memory, state: Memory, c: int, time: int, room: int) -> None:
    """Lays ``c`` into two options without any sums (see `recount`); it must lie nowhere."""
    at = board[AT] + c * AT_COLUMNS
    t = time_row(board, c, time)
    state[at + START] = board[t + T_START]
    state[at + END] = board[t + T_END]
    state[at + SPAN] = board[t + T_SPAN]
    state[at + TIME_OPTION] = time
    state[at + ROOM_OPTION] = room
    state[at + UNARY] = unary_cost(board, c, time, room)
    place = board[room_row(board, c, room) + ROOM_ID]
    state[at + ROOM] = place
    if place < board[NUM_ROOMS]:
        size = state[board[ROOM_SIZE] + place]
        state[board[IN_ROOM] + place * board[NUM_CLASSES] + size] = c
        state[at + PLACE] = size
        state[board[ROOM_SIZE] + place] = size + 1


@njit
def move(board: Memory, state: Memory, mates: Memory, c: int, time: int, room: int) -> None:
    """Gives ``c`` two options."""
    at = board[AT] + c * AT_COLUMNS
    t = time_row(board, c, time)
    s, e, span = board[t + T_START], board[t + T_END], board[t + T_SPAN]
    place = board[room_row(board, c, room) + ROOM_ID]
    _move_edges(board, state, c, s, e, span, place)
    _move_students(board, state, mates, c, s, e, span, place)
    _move_room(board, state, c, state[at + START], state[at + END], state[at + SPAN], state[at + ROOM], -1)
    _move_room(board, state, c, s, e, span, place, 1)
    before = state[at + UNARY]
    leave_room(board, state, c)
    seat(board, state, c, time, room)
    state[PRICED] += state[at + UNARY] - before
    state[SOFT] += state[at + UNARY] - before
    row = board[CLASSES] + c * CLASS_COLUMNS
    for k in range(board[row + FIRST_WHOLE], board[row + LAST_WHOLE]):
        set_whole(board, state, board[board[IN_WHOLES] + k])
    state[ACCEPTED] += 1


@njit
def set_whole(board: Memory, state: Memory, whole: int) -> None:
    """Counts a rule over a whole list afresh; the totals follow."""
    violation = breaks_whole(board, state, whole, -1, 0, 0, 0, 0)
    cost = whole_cost(board, whole, violation)
    price = whole_price(board, state, whole, violation)
    hard = whole_size(board, whole, violation)
    state[SOFT] += cost - state[board[WHOLE_COST] + whole]
    state[PRICED] += price - state[board[WHOLE_PRICE] + whole]
    state[HARD] += hard - state[board[WHOLE_HARD] + whole]
    state[board[WHOLE_COST] + whole] = cost
    state[board[WHOLE_PRICE] + whole] = price
    state[board[WHOLE_HARD] + whole] = hard


@njit
def recount(board: Memory, state: Memory, mates: Memory) -> None:
    """All sums afresh from where the classes lie, the prices and the students."""
    state[HARD] = 0
    state[SOFT] = 0
    state[PRICED] = 0
    for c in range(board[NUM_CLASSES]):
        state[board[PAIRED] + c] = 0
    for c in range(board[NUM_CLASSES]):
        _recount_class(board, state, mates, c)
    for whole in range(board[NUM_WHOLES]):
        state[board[WHOLE_COST] + whole] = 0
        state[board[WHOLE_PRICE] + whole] = 0
        state[board[WHOLE_HARD] + whole] = 0
        set_whole(board, state, whole)


@njit
def _recount_class(board: Memory, state: Memory, mates: Memory, c: int) -> None:
    """Adds what ``c`` costs alone and with classes before it."""
    at = board[AT] + c * AT_COLUMNS
    s, e, span, room = state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]
    state[SOFT] += state[at + UNARY]
    state[PRICED] += state[at + UNARY]
    if room < board[NUM_ROOMS]:
        mine = state[board[ROOM_PRICE] + c]
        first = board[IN_ROOM] + room * board[NUM_CLASSES]
        for k in range(first, first + state[board[ROOM_SIZE] + room]):
            other = state[k]
            if other < c and meets(board, state, other, s, e, span):
                _add_pair(board, state, c, other, mine + state[board[ROOM_PRICE] + other], 0, 1)
    row = board[CLASSES] + c * CLASS_COLUMNS
    for k in range(board[row + FIRST_EDGE], board[row + LAST_EDGE]):
        edge = board[EDGES] + k * EDGE_COLUMNS
        p = board[edge + PARTNER]
        at = board[AT] + p * AT_COLUMNS
        if p < c and breaks_pair(
            board,
            board[edge + RULE],
            board[edge + PARAM],
            s,
            e,
            span,
            room,
            state[at + START],
            state[at + END],
            state[at + SPAN],
            state[at + ROOM],
        ):
            cost = board[board[EDGE_COST] + board[edge + EDGE]]
            _add_pair(board, state, c, p, state[board[PRICE] + board[edge + EDGE]], cost, 1 if cost == 0 else 0)
    first = board[MATES_FIRST] + c
    for k in range(state[first], state[first + 1]):
        p = mates[2 * k]
        at = board[AT] + p * AT_COLUMNS
        if p < c and clashes(
            board, s, e, span, room, state[at + START], state[at + END], state[at + SPAN], state[at + ROOM]
        ):
            _add_pair(board, state, c, p, mates[2 * k + 1], mates[2 * k + 1], 0)
