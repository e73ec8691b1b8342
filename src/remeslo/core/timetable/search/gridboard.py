"""Laying the tables of a grid into one board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from remeslo.core.timetable._kernels import gridtables as gt
from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.pack import WORD, Options

Bools = npt.NDArray[np.bool_]

#: Kinds of lists the kernels know, in the order of a class's lists.
LISTS = (tb.COMPACTNESS, tb.MIN_WORKING_DAYS, tb.ROOM_STABILITY)


@dataclass(frozen=True, slots=True)
class Parts:
    """
    What a grid is made of, class by class.

    Parameters
    ----------
    slots
        Number of each (days, start).
    slot_of, place_of
        Slot of each time option and room of each room option of each class.
    foes
        (classes, classes): may not share a slot.
    rows, lists
        Rows of the wholes as the general board has them, and their classes.
    weight
        That of distribution rules.
    """

    slots: Mapping[tuple[int, int], int]
    slot_of: Sequence[Longs]
    place_of: Sequence[Longs]
    foes: Bools
    rows: Longs
    lists: Sequence[Longs]
    weight: int

    @property
    def width(self) -> int:
        """Slots, with those between days."""
        return max(self.slots.values()) + 1

    def wholes_of(self) -> list[list[int]]:
        """Wholes of each class."""
        found: list[list[int]] = [[] for _ in self.slot_of]
        for w, members in enumerate(self.lists):
            for c in members:
                found[c].append(w)
        return found

    def days(self) -> Longs:
        """Number of the day of each slot."""
        days = sorted({d for d, _ in self.slots})
        found = np.zeros(self.width, np.int64)
        for (d, _), slot in self.slots.items():
            found[slot] = days.index(d)
        return found

    def costs(self) -> Longs:
        """WHOLES."""
        least = np.where(self.rows[:, tb.W_RULE] == tb.MIN_WORKING_DAYS, self.rows[:, tb.W_P], 0)
        return np.column_stack((self.rows[:, tb.W_COST] * self.weight, least))


def board_of_grid(options: Sequence[Options], parts: Parts, *, rooms: int) -> Longs:
    """The board: every table behind the head, then where the tables of a state begin."""
    of_class = parts.wholes_of()
    kind_of, firsts = _kinds(options, parts.foes, of_class)
    order = sorted(range(len(parts.lists)), key=lambda w: LISTS.index(int(parts.rows[w, tb.W_RULE])))
    in_wholes = [[w for w in order if w in of_class[c]] for c in firsts]
    foe = _foe(parts.foes, kind_of, firsts)
    opened, slot_cost, room_cost = _choices(options, parts, firsts, rooms)
    kind_rows, open_slots = _kind_rows(opened, foe, in_wholes, parts.rows, parts.weight)
    movable = [c for c, each in enumerate(options) if each.open.sum() > 1]
    words = -(-len(firsts) // WORD)
    tables = {
        gt.KIND: kind_of,
        gt.MOVABLE: np.array(movable, np.int64),
        gt.KINDS: kind_rows,
        gt.SLOTS: open_slots,
        gt.OPEN: opened,
        gt.SLOT_COST: slot_cost,
        gt.ROOM_COST: room_cost,
        gt.DAY: parts.days(),
        gt.FOE: foe,
        gt.FOES: np.nonzero(foe)[1],
        gt.IN_WHOLES: np.array([w for each in in_wholes for w in each], np.int64),
        gt.WHOLES: parts.costs(),
        gt.MEMBERS: _members(parts.lists, kind_of, words),
    }
    head = np.zeros(gt.BOARD_HEAD, np.int64)
    head[gt.NUM_CLASSES], head[gt.NUM_ROOMS], head[gt.NUM_KINDS] = len(options), rooms, len(firsts)
    head[gt.NUM_SLOTS], head[gt.NUM_DAYS] = parts.width, len({d for d, _ in parts.slots})
    head[gt.NUM_WHOLES], head[gt.NUM_MOVABLE] = len(parts.lists), len(movable)
    head[gt.KIND_WORDS], head[gt.STRIDE] = words, max(parts.width, rooms)
    at = gt.BOARD_HEAD
    for name, table in tables.items():
        head[name] = at
        at += table.size
    _place_state(head)
    return np.concatenate([head, *(np.ascontiguousarray(t, np.int64).ravel() for t in tables.values())])


def _kinds(
    options: Sequence[Options],
    foes: Bools,
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


def _foe(foes: Bools, kind_of: Longs, firsts: Sequence[int]) -> Longs:
    """FOE."""
    found = foes[np.ix_(firsts, firsts)].astype(np.int64)
    for k in range(len(firsts)):
        same = np.flatnonzero(kind_of == k)
        found[k, k] = int(len(same) > 1 and foes[same[0], same[1]])
    return found


def _choices(options: Sequence[Options], parts: Parts, firsts: Sequence[int], rooms: int) -> tuple[Longs, Longs, Longs]:
    """OPEN, SLOT_COST and ROOM_COST."""
    opened = np.zeros((len(firsts), parts.width), np.int64)
    slot_cost = np.zeros((len(firsts), parts.width), np.int64)
    room_cost = np.zeros((len(firsts), rooms), np.int64)
    for k, c in enumerate(firsts):
        slots, places = parts.slot_of[c], parts.place_of[c]
        opened[k, slots] = (options[c].open.astype(np.int64) << places).sum(axis=1)
        slot_cost[k, slots] = options[c].time_costs
        room_cost[k, places] = options[c].room_costs
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
        for column, kind in zip((gt.FIRST_PACKED, gt.FIRST_DAYS, gt.FIRST_ROOMS), LISTS, strict=True):
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
