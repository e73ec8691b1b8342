"""
The memory of the search: one array of whole numbers for the problem (*board*), one for where it stands (*state*).

Both are flat int64 arrays; the first entries of a board say where each table begins, in the board itself or in the
state. One array of one type a side keeps compiled code small and calls cheap. *Mates* is a third array, pairs of
partner, students in common times their weight; it changes length whenever students are sectioned anew.

Numbers, not names: class ``i`` is the i-th of ``problem.classes``, room ``r`` the r-th of ``problem.rooms``, room ``R``
(their number) stands for "needs none" and is 0 away from all. An *option* is a row of a class's block of times or of
rooms. A *span* is one distinct pair (days, weeks). An *edge* is a pairwise rule as one of its classes sees it, a
*whole* a rule over a list.
"""

from typing import Protocol

import numpy as np
import numpy.typing as npt


class Memory(Protocol):
    """A flat int64 array, as kernels use one."""

    def __getitem__(self, key: int, /) -> int:
        """One entry."""
        ...

    def __setitem__(self, key: int, value: int, /) -> None:
        """Writes one entry."""
        ...


Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Head of a board: sizes
NUM_CLASSES, NUM_ROOMS, NUM_SPANS, NUM_EDGES, NUM_WHOLES, NUM_MOVABLE = 0, 1, 2, 3, 4, 5
WEEKS, DAYS, SLOTS, WEIGHT = 6, 7, 8, 9
"""The calendar, and the weight of distribution rules."""
ROOM_WORDS = 10
"""Words of 60 rooms in a row of OPEN."""

# Head of a board: where tables of the board begin
CLASSES = 12
"""(classes, 10): columns below."""
TIMES = 13
"""(all time options, 4): start, end, span, weighted penalty."""
ROOMS = 14
"""(all room options, 2): room, weighted penalty; a class without a room has one option, room R at 0."""
OPEN = 15
"""Rows of words, one row a time option: bit k of word w is set when room option 60 w + k is open then."""
SPANS = 16
"""(spans, spans): bits below."""
SPAN_DAYS, SPAN_WEEKS, SPAN_FIRST = 17, 18, 19
"""(spans) each: masks, and the first day's number."""
TRAVEL = 20
"""(R + 1, R + 1): slots."""
EDGES = 21
"""(2 x pairwise rules, 4): partner, rule, parameter, edge; a class's hard ones first."""
EDGE_COST = 22
"""(pairwise rules): weighted penalty, 0 for a hard one."""
WHOLE_ROWS = 23
"""(wholes, 8): columns below."""
MEMBERS, IN_WHOLES, MOVABLE = 24, 25, 26
"""Classes of wholes; wholes of classes; classes with a choice."""

# Head of a board: where tables of the state begin
AT = 30
"""(classes, 8): columns below."""
PRICE = 31
"""(pairwise rules + wholes): what a violation counts for now: its cost, or a hard rule's weight."""
PAIRED = 32
"""(classes): priced cost of a class's edges, room clashes and students."""
WHOLE_COST, WHOLE_PRICE, WHOLE_HARD = 33, 34, 35
"""(wholes): cost, priced cost, violation of a hard one."""
IN_ROOM, ROOM_SIZE = 36, 37
"""(rooms, classes) and (rooms): classes lying in a room."""
MATES_FIRST = 38
"""(classes + 1): rows of *mates*."""
BEST = 39
"""(classes, 2): options of the best lawful state, or of the least unlawful."""
SCRATCH = 40
"""(3, classes): for sorting."""
WAY = 41
"""(64): for chains."""
ROOM_PRICE = 42
"""(classes): two classes in one room at a time count for the sum of theirs."""
BOARD_HEAD = 48

# Columns of CLASSES
FIRST_TIME, TIME_COUNT, FIRST_ROOM, ROOM_COUNT, FIRST_OPEN = 0, 1, 2, 3, 4
FIRST_EDGE, LAST_EDGE, FIRST_WHOLE, LAST_WHOLE, OPEN_WORDS = 5, 6, 7, 8, 9
CLASS_COLUMNS = 10

# Columns of TIMES and ROOMS
T_START, T_END, T_SPAN, T_COST = 0, 1, 2, 3
TIME_COLUMNS = 4
ROOM_ID, ROOM_COST = 0, 1
ROOM_COLUMNS = 2

# Bits of SPANS[a, b]
MEET = 1
"""A day of a week in common."""
DAYS_NESTED, DAYS_APART, WEEKS_NESTED, WEEKS_APART = 2, 4, 8, 16
FIRST_EARLIER, FIRST_EQUAL = 32, 64
"""The first day of a's first week lies before b's; is b's."""

# Columns of EDGES
PARTNER, RULE, PARAM, EDGE = 0, 1, 2, 3
EDGE_COLUMNS = 4

# Columns of WHOLE_ROWS
W_RULE, W_P, W_Q, W_COST, W_HARD, W_FIRST, W_LAST, W_PACKED = 0, 1, 2, 3, 4, 5, 6, 7
"""W_PACKED: the week's slots fit into one word, a free bit between days, and every class takes one slot."""
WHOLE_COLUMNS = 8

# Rules of edges
SAME_START, SAME_TIME, DIFFERENT_TIME, SAME_DAYS, DIFFERENT_DAYS, SAME_WEEKS, DIFFERENT_WEEKS = 0, 1, 2, 3, 4, 5, 6
OVERLAP, NOT_OVERLAP, SAME_ROOM, DIFFERENT_ROOM, SAME_ATTENDEES, BEFORE, AFTER, WORK_DAY = 7, 8, 9, 10, 11, 12, 13, 14
MIN_GAP = 15
# Rules of wholes
MAX_DAYS, MAX_DAY_LOAD, MAX_BREAKS, MAX_BLOCK, MIN_WORKING_DAYS, COMPACTNESS, ROOM_STABILITY = 0, 1, 2, 3, 4, 5, 6

# Columns of AT: where a class is now
START, END, SPAN, ROOM, TIME_OPTION, ROOM_OPTION, PLACE, UNARY = 0, 1, 2, 3, 4, 5, 6, 7
AT_COLUMNS = 8

# Head of a state
HARD, SOFT, PRICED = 0, 1, 2
"""Broken hard rules, cost, and what the search counts."""
BEST_HARD, BEST_SOFT = 3, 4
ACCEPTED, WORK, CHAINS_TRIED, CHAINS_KEPT, IMPROVED = 5, 6, 7, 8, 9
"""Moves made, tries, chains, times the best got better."""
RANDOM = 10
"""State of the generator, 1 to 2**32 - 1."""
STATE_HEAD = 16
