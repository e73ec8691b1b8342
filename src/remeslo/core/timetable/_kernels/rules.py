"""
Pairwise distribution rules on numbers.

Source: the ITC-2019 format, distribution constraints.
"""

from remeslo.core.base.jit import njit
from remeslo.core.timetable._kernels.tables import (
    AFTER,
    BEFORE,
    DAYS_APART,
    DAYS_NESTED,
    DIFFERENT_DAYS,
    DIFFERENT_ROOM,
    DIFFERENT_TIME,
    DIFFERENT_WEEKS,
    FIRST_EARLIER,
    FIRST_EQUAL,
    MEET,
    MIN_GAP,
    NOT_OVERLAP,
    NUM_ROOMS,
    NUM_SPANS,
    OVERLAP,
    SAME_ATTENDEES,
    SAME_DAYS,
    SAME_ROOM,
    SAME_START,
    SAME_TIME,
    SAME_WEEKS,
    SPANS,
    TRAVEL,
    WEEKS_APART,
    WEEKS_NESTED,
    WORK_DAY,
    Memory,
)


@njit
def span_bits(board: Memory, span: int, span2: int) -> int:
    """How two spans lie to each other."""
    return board[board[SPANS] + span * board[NUM_SPANS] + span2]


@njit
def clashes(board: Memory, s: int, e: int, span: int, room: int, s2: int, e2: int, span2: int, room2: int) -> bool:
    """True when nobody can attend both of two classes (start, end, span, room each)."""
    if span_bits(board, span, span2) & MEET == 0:
        return False
    gap = board[board[TRAVEL] + room * (board[NUM_ROOMS] + 1) + room2]
    return s2 < e + gap and s < e2 + gap


@njit
def breaks_pair(
    board: Memory,
    rule: int,
    param: int,
    s: int,
    e: int,
    span: int,
    room: int,
    s2: int,
    e2: int,
    span2: int,
    room2: int,
) -> bool:
    """True when two classes (start, end, span, room each) break a rule; the first is the one whose edge it is."""
    if rule == NOT_OVERLAP:
        return s < e2 and s2 < e and span_bits(board, span, span2) & MEET != 0
    if rule == SAME_ATTENDEES:
        return clashes(board, s, e, span, room, s2, e2, span2, room2)
    if rule == SAME_ROOM:
        return room != room2
    if rule == SAME_TIME:
        return not ((s <= s2 and e2 <= e) or (s2 <= s and e <= e2))
    if rule == SAME_START:
        return s != s2
    if rule == DIFFERENT_TIME:
        return s < e2 and s2 < e
    if rule == DIFFERENT_ROOM:
        return room == room2
    if rule == AFTER:
        bits = span_bits(board, span2, span)
        return bits & FIRST_EARLIER == 0 and (bits & FIRST_EQUAL == 0 or e2 > s)
    bits = span_bits(board, span, span2)
    if rule == SAME_DAYS:
        return bits & DAYS_NESTED == 0
    if rule == DIFFERENT_DAYS:
        return bits & DAYS_APART == 0
    if rule == BEFORE:
        return bits & FIRST_EARLIER == 0 and (bits & FIRST_EQUAL == 0 or e > s2)
    if rule == WORK_DAY:
        return bits & MEET != 0 and max(e, e2) - min(s, s2) > param
    if rule == MIN_GAP:
        return s2 < e + param and s < e2 + param and bits & MEET != 0
    if rule == SAME_WEEKS:
        return bits & WEEKS_NESTED == 0
    if rule == DIFFERENT_WEEKS:
        return bits & WEEKS_APART == 0
    return rule == OVERLAP and not (s < e2 and s2 < e and bits & MEET != 0)
