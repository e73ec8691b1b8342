"""
Rules over all classes of a list on numbers; each is asked "and if class c lay there?" without anything being moved.

Source: the ITC-2019 format (MaxDays, MaxDayLoad, MaxBreaks, MaxBlock) and ITC-2007 track 3 (the last three kinds).
"""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.rules import span_bits
from remeslo.core.timetable._kernels.tables import (
    AT,
    AT_COLUMNS,
    COMPACTNESS,
    DAYS,
    END,
    MAX_BLOCK,
    MAX_BREAKS,
    MAX_DAY_LOAD,
    MAX_DAYS,
    MEET,
    MEMBERS,
    MIN_WORKING_DAYS,
    NUM_CLASSES,
    NUM_EDGES,
    NUM_ROOMS,
    PRICE,
    ROOM,
    ROOM_STABILITY,
    SCRATCH,
    SLOTS,
    SPAN,
    SPAN_DAYS,
    SPAN_FIRST,
    SPAN_WEEKS,
    START,
    W_COST,
    W_FIRST,
    W_HARD,
    W_LAST,
    W_P,
    W_PACKED,
    W_Q,
    W_RULE,
    WEEKS,
    WEIGHT,
    WHOLE_COLUMNS,
    WHOLE_ROWS,
    Memory,
)


@njit
def count_bits(mask: int) -> int:
    """Bits that are set in a mask >= 0."""
    count = 0
    while mask != 0:
        mask &= mask - 1
        count += 1
    return count


@njit
def _days_used(board: Memory, state: Memory, row: int, c: int, span: int) -> int:
    """Days of the week that a list uses."""
    used = 0
    for k in range(board[MEMBERS] + board[row + W_FIRST], board[MEMBERS] + board[row + W_LAST]):
        m = board[k]
        at_span = span if m == c else state[board[AT] + m * AT_COLUMNS + SPAN]
        used |= board[board[SPAN_DAYS] + at_span]
    return count_bits(used)


@njit
def _collect_day(board: Memory, state: Memory, row: int, day: int, c: int, s: int, e: int, span: int) -> int:
    """Writes (start, end, weeks) of the list's classes on a day, ordered by start, into SCRATCH; their number."""
    found = 0
    starts = board[SCRATCH]
    ends = starts + board[NUM_CLASSES]
    weeks = ends + board[NUM_CLASSES]
    for k in range(board[MEMBERS] + board[row + W_FIRST], board[MEMBERS] + board[row + W_LAST]):
        m = board[k]
        at = board[AT] + m * AT_COLUMNS
        at_span = span if m == c else state[at + SPAN]
        if (board[board[SPAN_DAYS] + at_span] >> day) & 1 == 0:
            continue
        start = s if m == c else state[at + START]
        place = found
        while place > 0 and state[starts + place - 1] > start:
            state[starts + place] = state[starts + place - 1]
            state[ends + place] = state[ends + place - 1]
            state[weeks + place] = state[weeks + place - 1]
            place -= 1
        state[starts + place] = start
        state[ends + place] = e if m == c else state[at + END]
        state[weeks + place] = board[board[SPAN_WEEKS] + at_span]
        found += 1
    return found


@njit
def _day_violation(board: Memory, state: Memory, rule: int, p: int, q: int, week: int, count: int) -> int:
    """Violation of MaxDayLoad, MaxBreaks or MaxBlock on one day of one week; rows as `_collect_day` leaves them."""
    starts = board[SCRATCH]
    ends = starts + board[NUM_CLASSES]
    weeks = ends + board[NUM_CLASSES]
    load, blocks, long_blocks, first, last, size = 0, 0, 0, 0, 0, 0
    for k in range(count):
        if (state[weeks + k] >> week) & 1 == 0:
            continue
        start, end = state[starts + k], state[ends + k]
        load += end - start
        if size > 0 and start <= last + q:
            size += 1
            last = max(last, end)
        else:
            if size > 1 and last - first > p:
                long_blocks += 1
            blocks += 1
            size, first, last = 1, start, end
    if size > 1 and last - first > p:
        long_blocks += 1
    if rule == MAX_DAY_LOAD:
        return max(0, load - p)
    if rule == MAX_BREAKS:
        return max(0, blocks - 1 - p)
    return long_blocks


@njit
def _over_weeks(board: Memory, state: Memory, row: int, c: int, s: int, e: int, span: int) -> int:
    """Violation summed over all days of all weeks; weeks in which the same classes meet are counted once."""
    rule = board[row + W_RULE]
    p, q = board[row + W_P], board[row + W_Q]
    weeks = board[SCRATCH] + 2 * board[NUM_CLASSES]
    fewest = 1 if rule == MAX_DAY_LOAD else 2
    total = 0
    for day in range(board[DAYS]):
        count = _collect_day(board, state, row, day, c, s, e, span)
        if count < fewest:
            continue
        before = -1
        value = 0
        for week in range(board[WEEKS]):
            present = 0
            for k in range(min(count, 60)):
                present = present * 2 + ((state[weeks + k] >> week) & 1)
            if present != before or count > 60:
                value = _day_violation(board, state, rule, p, q, week, count)
                before = present
            total += value
    return total


@njit
def _alone_packed(board: Memory, state: Memory, row: int, c: int, s: int, span: int) -> int:
    """As `_alone` where the week is one word; -1 when two classes share a slot."""
    used = 0
    slots = board[SLOTS] + 1
    for k in range(board[MEMBERS] + board[row + W_FIRST], board[MEMBERS] + board[row + W_LAST]):
        m = board[k]
        if m == c:
            bit = 1 << (board[board[SPAN_FIRST] + span] * slots + s)
        else:
            at = board[AT] + m * AT_COLUMNS
            bit = 1 << (board[board[SPAN_FIRST] + state[at + SPAN]] * slots + state[at + START])
        if used & bit != 0:
            return -1
        used |= bit
    return count_bits(used & ~((used << 1) | (used >> 1)))


@njit
def _alone(board: Memory, state: Memory, row: int, c: int, s: int, e: int, span: int) -> int:
    """Classes of the list that touch no other on a day both have."""
    first, last = board[MEMBERS] + board[row + W_FIRST], board[MEMBERS] + board[row + W_LAST]
    alone = 0
    for k in range(first, last):
        m = board[k]
        at = board[AT] + m * AT_COLUMNS
        start = s if m == c else state[at + START]
        end = e if m == c else state[at + END]
        at_span = span if m == c else state[at + SPAN]
        touched = False
        for n in range(first, last):
            o = board[n]
            at = board[AT] + o * AT_COLUMNS
            start2 = s if o == c else state[at + START]
            end2 = e if o == c else state[at + END]
            span2 = span if o == c else state[at + SPAN]
            if o != m and (end == start2 or end2 == start) and span_bits(board, at_span, span2) & MEET != 0:
                touched = True
                break
        if not touched:
            alone += 1
    return alone


@njit
def _rooms_used(board: Memory, state: Memory, row: int, c: int, room: int) -> int:
    """Number of different rooms of a list; having none is no room."""
    first, last = board[MEMBERS] + board[row + W_FIRST], board[MEMBERS] + board[row + W_LAST]
    used = 0
    for k in range(first, last):
        mine = room if board[k] == c else state[board[AT] + board[k] * AT_COLUMNS + ROOM]
        fresh = mine < board[NUM_ROOMS]
        for n in range(first, k):
            if mine == (room if board[n] == c else state[board[AT] + board[n] * AT_COLUMNS + ROOM]):
                fresh = False
                break
        if fresh:
            used += 1
    return used


@njit
def breaks_whole(board: Memory, state: Memory, whole: int, c: int, s: int, e: int, span: int, room: int) -> int:
    """Violation of a rule over a whole list if class ``c`` (-1: none) lay at (start, end, span, room)."""
    row = board[WHOLE_ROWS] + whole * WHOLE_COLUMNS
    rule = board[row + W_RULE]
    if rule == ROOM_STABILITY:
        return max(0, _rooms_used(board, state, row, c, room) - 1)
    if rule == COMPACTNESS:
        if board[row + W_PACKED] != 0:
            alone = _alone_packed(board, state, row, c, s, span)
            if alone >= 0:
                return alone
        return _alone(board, state, row, c, s, e, span)
    if rule == MIN_WORKING_DAYS:
        return max(0, board[row + W_P] - _days_used(board, state, row, c, span))
    if rule == MAX_DAYS:
        return max(0, _days_used(board, state, row, c, span) - board[row + W_P])
    return _over_weeks(board, state, row, c, s, e, span)


@njit
def whole_cost(board: Memory, whole: int, violation: int) -> int:
    """Weighted cost of a soft rule over a whole list; 0 for a hard one."""
    row = board[WHOLE_ROWS] + whole * WHOLE_COLUMNS
    if board[row + W_HARD] != 0:
        return 0
    cost = board[row + W_COST] * violation
    rule = board[row + W_RULE]
    if rule in (MAX_DAY_LOAD, MAX_BREAKS, MAX_BLOCK):
        cost //= board[WEEKS]  # rounded down for the whole rule, then weighted
    return cost * board[WEIGHT]


@njit
def whole_size(board: Memory, whole: int, violation: int) -> int:
    """A hard violation as the search counts it: sums over days and weeks are taken by week; 0 for a soft rule."""
    row = board[WHOLE_ROWS] + whole * WHOLE_COLUMNS
    if violation == 0 or board[row + W_HARD] == 0:
        return 0
    rule = board[row + W_RULE]
    if rule == MAX_DAY_LOAD:
        return 1 + violation // (board[WEEKS] * 12)
    if rule in (MAX_BREAKS, MAX_BLOCK):
        return 1 + (violation - 1) // board[WEEKS]
    return violation


@njit
def whole_price(board: Memory, state: Memory, whole: int, violation: int) -> int:
    """What the violation counts for in the search: its cost, or a hard rule's weight times its size."""
    size = whole_size(board, whole, violation)
    if size > 0:
        return state[board[PRICE] + board[NUM_EDGES] + whole] * size
    return whole_cost(board, whole, violation)
