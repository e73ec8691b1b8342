"""
The memory of the search where the week is a grid: every class takes one slot of one week and one room.

A *slot* is a period of a day by number, with a slot between days that nobody has, so that a week is a mask of one word.
A *cell* is a slot in a room, slot x rooms + room; no two classes ever lie in one. Classes that have the same choices,
foes and lists are of one *kind*. A *foe* may not have the same slot. *Wholes* are soft rules over lists: compactness,
working days, rooms. As in `tables`, board and state are flat, and the head of a board says where its tables begin.
The head of a state is that of `tables`.
"""

# Head of a board: sizes
NUM_CLASSES, NUM_ROOMS, NUM_KINDS, NUM_SLOTS, NUM_DAYS, NUM_WHOLES, NUM_MOVABLE = 0, 1, 2, 3, 4, 5, 6
KIND_WORDS = 7
"""Words of 60 kinds in a row of MEMBERS."""
STRIDE = 8
"""Length of a row of TALLY."""

# Head of a board: where tables of the board begin
KIND = 10
"""(classes)."""
MOVABLE = 11
"""Classes with a choice."""
KINDS = 12
"""(kinds, 10): columns below."""
SLOTS = 13
"""Slots of kinds, where some room is open."""
OPEN = 14
"""(kinds, slots): bit r is set when room r is open then."""
SLOT_COST, ROOM_COST = 15, 16
"""(kinds, slots), (kinds, rooms): weighted penalties."""
DAY = 17
"""(slots)."""
FOE = 18
"""(kinds, kinds): 1 where they may not have one slot; of a kind with itself, where two of its classes may not."""
FOES = 19
"""Foes of kinds."""
IN_WHOLES = 20
"""Wholes of kinds: compactness, then working days, then rooms."""
WHOLES = 21
"""(wholes, 2): weighted penalty; fewest working days, 0 in other lists."""
MEMBERS = 22
"""(wholes, KIND_WORDS): bits of the kinds in a list."""

# Head of a board: where tables of the state begin
SLOT, ROOM = 30, 31
"""(classes)."""
CELL = 32
"""(slots, rooms): the class, or -1."""
CLASH = 33
"""(kinds, slots): classes of foes that lie there."""
TALLY = 34
"""(wholes, STRIDE): classes of a list by slot, by day or by room."""
MASK = 35
"""(wholes): slots used by a list of compactness."""
VALUE = 36
"""(wholes): classes alone, days used, rooms used."""
BEST = 37
"""(classes, 2): slots and rooms of the best lawful state, or of the least unlawful."""
WAY = 38
"""(16): for chains."""
STATE_END = 39
BOARD_HEAD = 40

# Columns of KINDS
FIRST_SLOT, LAST_SLOT, FIRST_FOE, LAST_FOE, FIRST_PACKED, FIRST_DAYS, FIRST_ROOMS, LAST_WHOLE = 0, 1, 2, 3, 4, 5, 6, 7
MOST_GAIN = 8
"""No move of a class gains more from its wholes."""
KIND_COLUMNS = 10

# Head of a state, beside what `tables` has there
PRICE = 11
"""What two foes in one slot count for."""
