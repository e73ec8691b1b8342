"""Whether a problem's week is a grid of equal slots, and the tables of it for the kernels that know only those."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType

import numpy as np

from remeslo.core.timetable._kernels import gridtables as gt
from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.pack import WORD, Options

#: Kinds of lists the kernels know, in the order of a class's lists.
_LISTS = (tb.COMPACTNESS, tb.MIN_WORKING_DAYS, tb.ROOM_STABILITY)

Row = NewType("Row", int)


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
    return _packed(flat, options, slots, foes, rows, lists)


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


def _foes(flat: Longs, num: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]] | None:
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
    if rows[:, tb.W_HARD].any() or not np.isin(rows[:, tb.W_RULE], _LISTS).all():
        return None
    members = flat[flat[tb.MEMBERS] : flat[tb.IN_WHOLES]]
    return [members[row[tb.W_FIRST] : row[tb.W_LAST]] for row in rows]


def _packed(
    flat: Longs,
    options: Sequence[Options],
    slots: dict[tuple[int, int], int],
    foes: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    rows: Longs,
    lists: Sequence[Longs],
) -> Grid:
    num, rooms, width = len(options), int(flat[tb.NUM_ROOMS]), max(slots.values()) + 1
    slot_of = tuple(np.array([slots[t.days, t.start] for t in each.times], np.int64) for each in options)
    place_of = tuple(_places(flat, c) for c in range(num))
    time_of, room_of = np.full((num, width), -1, np.int64), np.full((num, rooms), -1, np.int64)
    for c in range(num):
        time_of[c, slot_of[c]] = np.arange(len(slot_of[c]))
        room_of[c, place_of[c]] = np.arange(len(place_of[c]))
    of_class: list[list[int]] = [[] for _ in options]
    for w, members in enumerate(lists):
        for c in members:
            of_class[c].append(w)
    kind_of, firsts = _kinds(options, foes, of_class)
    kinds = len(firsts)
    order = sorted(range(len(lists)), key=lambda w: _LISTS.index(int(rows[w, tb.W_RULE])))
    days = sorted({d for d, _ in slots})
    day = np.zeros(width, np.int64)
    for (d, _), slot in slots.items():
        day[slot] = days.index(d)
    opened, slot_cost, room_cost = _choices(options, firsts, slot_of, place_of, width, rooms)
    foe = foes[np.ix_(firsts, firsts)].astype(np.int64)
    for k in range(kinds):
        same = np.flatnonzero(kind_of == k)
        foe[k, k] = int(len(same) > 1 and foes[same[0], same[1]])
    in_wholes = [[w for w in order if w in of_class[c]] for c in firsts]
    words = -(-kinds // WORD)
    head = np.zeros(gt.BOARD_HEAD, np.int64)
    sizes = {
        gt.NUM_CLASSES: num,
        gt.NUM_ROOMS: rooms,
        gt.NUM_KINDS: kinds,
        gt.NUM_SLOTS: width,
        gt.NUM_DAYS: len(days),
        gt.NUM_WHOLES: len(lists),
        gt.KIND_WORDS: words,
        gt.STRIDE: max(width, rooms),
    }
    for name, size in sizes.items():
        head[name] = size
    movable = [c for c, each in enumerate(options) if each.open.sum() > 1]
    head[gt.NUM_MOVABLE] = len(movable)
    kind_rows, open_slots = _kind_rows(opened, foe, in_wholes, rows, int(flat[tb.WEIGHT]))
    tables = {
        gt.KIND: kind_of,
        gt.MOVABLE: np.array(movable, np.int64),
        gt.KINDS: kind_rows,
        gt.SLOTS: open_slots,
        gt.OPEN: opened,
        gt.SLOT_COST: slot_cost,
        gt.ROOM_COST: room_cost,
        gt.DAY: day,
        gt.FOE: foe,
        gt.FOES: np.nonzero(foe)[1],
        gt.IN_WHOLES: np.array([w for each in in_wholes for w in each], np.int64),
        gt.WHOLES: np.column_stack(
            (
                rows[:, tb.W_COST] * flat[tb.WEIGHT],
                np.where(rows[:, tb.W_RULE] == tb.MIN_WORKING_DAYS, rows[:, tb.W_P], 0),
            )
        ),
        gt.MEMBERS: _members(lists, kind_of, words),
    }
    at = gt.BOARD_HEAD
    for name, table in tables.items():
        head[name] = at
        at += table.size
    _place_state(head)
    board = np.concatenate([head, *(np.ascontiguousarray(t, np.int64).ravel() for t in tables.values())])
    return Grid(board, time_of, room_of, slot_of, place_of)


def _places(flat: Longs, c: int) -> Longs:
    """Room of each room option of a class."""
    row = flat[flat[tb.CLASSES] + c * tb.CLASS_COLUMNS :][: tb.CLASS_COLUMNS]
    rooms = flat[flat[tb.ROOMS] + row[tb.FIRST_ROOM] * tb.ROOM_COLUMNS :][: row[tb.ROOM_COUNT] * tb.ROOM_COLUMNS]
    return rooms.reshape(-1, tb.ROOM_COLUMNS)[:, tb.ROOM_ID]


def _kinds(
    options: Sequence[Options],
    foes: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    of_class: Sequence[Sequence[int]],
) -> tuple[Longs, list[int]]:
    """Kind of each class, and a class of each kind: same choices, same lists, same foes apart from themselves."""
    found: dict[tuple[object, ...], int] = {}
    kind_of = np.zeros(len(options), np.int64)
    firsts: list[int] = []
    for c, each in enumerate(options):
        choices = (each.times, each.time_costs, each.rooms, each.room_costs, each.open.tobytes(), tuple(of_class[c]))
        for own in (False, True):
            row = foes[c].copy()
            row[c] = own
            kind = found.get((own, row.tobytes(), *choices))
            if kind is not None:
                kind_of[c] = kind
                break
        else:
            kind_of[c] = len(firsts)
            firsts.append(c)
            for own in (False, True):
                row = foes[c].copy()
                row[c] = own
                found[own, row.tobytes(), *choices] = len(firsts) - 1
    return kind_of, firsts


def _choices(
    options: Sequence[Options],
    firsts: Sequence[int],
    slot_of: Sequence[Longs],
    place_of: Sequence[Longs],
    width: int,
    rooms: int,
) -> tuple[Longs, Longs, Longs]:
    """OPEN, SLOT_COST and ROOM_COST."""
    opened = np.zeros((len(firsts), width), np.int64)
    slot_cost = np.zeros((len(firsts), width), np.int64)
    room_cost = np.zeros((len(firsts), rooms), np.int64)
    for k, c in enumerate(firsts):
        opened[k, slot_of[c]] = (options[c].open.astype(np.int64) << place_of[c]).sum(axis=1)
        slot_cost[k, slot_of[c]] = options[c].time_costs
        room_cost[k, place_of[c]] = options[c].room_costs
    return opened, slot_cost, room_cost


def _kind_rows(
    opened: Longs, foe: Longs, in_wholes: Sequence[Sequence[int]], rows: Longs, weight: int
) -> tuple[Longs, Longs]:
    """KINDS and SLOTS."""
    found = np.zeros((len(opened), gt.KIND_COLUMNS), np.int64)
    slot = enemy = at = 0
    for k, row in enumerate(found):
        row[gt.FIRST_SLOT], row[gt.FIRST_FOE] = slot, enemy
        slot += int((opened[k] != 0).sum())
        enemy += int(foe[k].sum())
        row[gt.LAST_SLOT], row[gt.LAST_FOE] = slot, enemy
        rules = [int(rows[w, tb.W_RULE]) for w in in_wholes[k]]
        for column, kind in zip((gt.FIRST_PACKED, gt.FIRST_DAYS, gt.FIRST_ROOMS), _LISTS, strict=True):
            row[column] = at
            at += rules.count(kind)
        row[gt.LAST_WHOLE] = at
        gains = [3 if rule == tb.COMPACTNESS else 1 for rule in rules]
        row[gt.MOST_GAIN] = weight * sum(n * int(rows[w, tb.W_COST]) for n, w in zip(gains, in_wholes[k], strict=True))
    return found, np.nonzero(opened)[1]


def _members(lists: Sequence[Longs], kind_of: Longs, words: int) -> Longs:
    found = np.zeros((len(lists), words), np.int64)
    for w, members in enumerate(lists):
        for k in set(kind_of[members].tolist()):
            found[w, k // WORD] |= 1 << (k % WORD)
    return found


def _place_state(head: Longs) -> None:
    """Writes where the tables of a state begin."""
    num, rooms, slots, wholes = (int(head[n]) for n in (gt.NUM_CLASSES, gt.NUM_ROOMS, gt.NUM_SLOTS, gt.NUM_WHOLES))
    sizes = {
        gt.SLOT: num,
        gt.ROOM: num,
        gt.CELL: slots * rooms,
        gt.CLASH: int(head[gt.NUM_KINDS]) * slots,
        gt.TALLY: wholes * int(head[gt.STRIDE]),
        gt.MASK: wholes,
        gt.VALUE: wholes,
        gt.BEST: 2 * num,
        gt.WAY: 16,
    }
    at = tb.STATE_HEAD
    for name, size in sizes.items():
        head[name] = at
        at += size
    head[gt.STATE_END] = at
