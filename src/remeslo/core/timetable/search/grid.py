"""Whether a problem's week is a grid of equal slots, and the tables of it for the kernels that know only those."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from remeslo.core.timetable._kernels import gridtables as gt
from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.gridboard import LISTS, Bools, Parts, board_of_grid
from remeslo.core.timetable.search.pack import WORD, Options


@dataclass(frozen=True, slots=True)
class Grid:
    """
    A problem as the grid's kernels see it.

    Parameters
    ----------
    board
        The tables.
    time_of, room_of
        (classes, slots) and (classes, rooms): the option of a class, or -1.
    slot_of, place_of
        Slot of each time option and room of each room option, class by class.
    """

    board: Longs
    time_of: Longs
    room_of: Longs
    slot_of: tuple[Longs, ...]
    place_of: tuple[Longs, ...]

    def cells(self, c: int) -> Longs:
        """Cells open to a class."""
        kind, slots, rooms = int(self.board[self.board[gt.KIND] + c]), *_sizes(self.board)
        words = self.board[self.board[gt.OPEN] + kind * slots :][:slots]
        return np.flatnonzero((words[:, None] >> np.arange(rooms)) & 1)

    def options(self, slots: Longs, rooms: Longs) -> Longs:
        """Options (classes, 2) of slots and rooms (classes)."""
        each = np.arange(len(slots))
        return np.column_stack((self.time_of[each, slots], self.room_of[each, rooms]))


def _sizes(board: Longs) -> tuple[int, int]:
    return int(board[gt.NUM_SLOTS]), int(board[gt.NUM_ROOMS])


def grid_of(flat: Longs, options: Sequence[Options]) -> Grid | None:
    """
    The grid of a problem, or None when its week is none.

    ``flat`` is the board of the general kernels. A grid has classes of one slot a week, in a room; equal or disjoint
    slots, at most 60 with those between days; at most 60 rooms; required rules only against sharing a slot; wishes
    only of compactness (of classes that may not share slots), working days and rooms; and nobody on the way.
    """
    if not options or any(None in each.rooms for each in options) or int(flat[tb.NUM_ROOMS]) > WORD:
        return None
    slots = _slots(flat, options)
    foes = _foes(flat, len(options))
    lists = _lists(flat)
    if slots is None or foes is None or lists is None:
        return None
    rows = flat[flat[tb.WHOLE_ROWS] :][: len(lists) * tb.WHOLE_COLUMNS].reshape(-1, tb.WHOLE_COLUMNS)
    for row, members in zip(rows, lists, strict=True):
        among = foes[np.ix_(members, members)]
        if row[tb.W_RULE] == tb.COMPACTNESS and not (among | np.eye(len(members), dtype=bool)).all():
            return None
    num, width = len(options), max(slots.values()) + 1
    slot_of = tuple(np.array([slots[t.days, t.start] for t in each.times], np.int64) for each in options)
    place_of = tuple(_places(flat, c) for c in range(num))
    time_of, room_of = np.full((num, width), -1, np.int64), np.full((num, int(flat[tb.NUM_ROOMS])), -1, np.int64)
    for c in range(num):
        time_of[c, slot_of[c]] = np.arange(len(slot_of[c]))
        room_of[c, place_of[c]] = np.arange(len(place_of[c]))
    parts = Parts(slots, slot_of, place_of, foes, rows, lists, int(flat[tb.WEIGHT]))
    return Grid(board_of_grid(options, parts, rooms=int(flat[tb.NUM_ROOMS])), time_of, room_of, slot_of, place_of)


def _slots(flat: Longs, options: Sequence[Options]) -> dict[tuple[int, int], int] | None:
    """Slot of each (days, start); touching slots have numbers in step, others and days leave one out."""
    times = {(t.days, t.start, t.length) for each in options for t in each.times}
    if len({t.weeks for each in options for t in each.times}) > 1 or any(d & (d - 1) for d, _, _ in times):
        return None
    found: dict[tuple[int, int], int] = {}
    number, day, end = -1, 0, 0
    for days, start, length in sorted(times):
        if days == day and start < end:
            return None
        number += 1 if number < 0 or (days == day and start == end) else 2
        found[days, start] = number
        day, end = days, start + length
    return found if number < WORD else None


def _foes(flat: Longs, num: int) -> Bools | None:
    """(classes, classes): may not share a slot; None when some pairwise rule is another."""
    foes = np.zeros((num, num), np.bool_)
    if flat[flat[tb.TRAVEL] : flat[tb.EDGES]].any():
        return None
    cost = flat[flat[tb.EDGE_COST] :][: flat[tb.NUM_EDGES]]
    rows = flat[flat[tb.EDGES] : flat[tb.EDGE_COST]].reshape(-1, tb.EDGE_COLUMNS)
    if cost.any() or not np.isin(rows[:, tb.RULE], (tb.NOT_OVERLAP, tb.SAME_ATTENDEES)).all():
        return None
    classes = flat[flat[tb.CLASSES] :][: num * tb.CLASS_COLUMNS].reshape(num, tb.CLASS_COLUMNS)
    for c, row in enumerate(classes):
        foes[c, rows[row[tb.FIRST_EDGE] : row[tb.LAST_EDGE], tb.PARTNER]] = True
    return foes


def _lists(flat: Longs) -> list[Longs] | None:
    """Classes of each whole; None when some whole is required or of another kind."""
    rows = flat[flat[tb.WHOLE_ROWS] :][: flat[tb.NUM_WHOLES] * tb.WHOLE_COLUMNS].reshape(-1, tb.WHOLE_COLUMNS)
    if rows[:, tb.W_HARD].any() or not np.isin(rows[:, tb.W_RULE], LISTS).all():
        return None
    members = flat[flat[tb.MEMBERS] : flat[tb.IN_WHOLES]]
    return [members[row[tb.W_FIRST] : row[tb.W_LAST]] for row in rows]


def _places(flat: Longs, c: int) -> Longs:
    """Room of each room option of a class."""
    row = flat[flat[tb.CLASSES] + c * tb.CLASS_COLUMNS :][: tb.CLASS_COLUMNS]
    rooms = flat[flat[tb.ROOMS] + row[tb.FIRST_ROOM] * tb.ROOM_COLUMNS :][: row[tb.ROOM_COUNT] * tb.ROOM_COLUMNS]
    return rooms.reshape(-1, tb.ROOM_COLUMNS)[:, tb.ROOM_ID]
