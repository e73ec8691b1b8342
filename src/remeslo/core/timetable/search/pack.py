"""Laying the tables of a problem into one board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.problem import Assignment, RoomId, TimePattern, TimetableProblem
from remeslo.core.timetable.search.rules import Rules

#: Room options in one word of open pairs.
WORD = 60


@dataclass(frozen=True, slots=True)
class Options:
    """
    What a class may choose from.

    Parameters
    ----------
    times, time_costs, rooms, room_costs
        In step; costs are weighted; a class without a room has the one room None.
    open
        (times, rooms), bool: pairs that fixed things leave open.
    """

    times: tuple[TimePattern, ...]
    time_costs: tuple[int, ...]
    rooms: tuple[RoomId | None, ...]
    room_costs: tuple[int, ...]
    open: npt.NDArray[np.bool_]

    def find(self, given: Assignment) -> tuple[int, int] | None:
        """The options of an assignment, or None when it is not open."""
        key = (given.time.days, given.time.start, given.time.weeks)
        keys = [(t.days, t.start, t.weeks) for t in self.times]
        if key not in keys or given.room not in self.rooms:
            return None
        pair = keys.index(key), self.rooms.index(given.room)
        return pair if self.open[pair] else None

    def cheapest(self) -> tuple[int, int]:
        """The cheapest open pair."""
        at = int(np.argmin(self._costs()))
        return at // len(self.rooms), at % len(self.rooms)

    def least_cost(self) -> int:
        """What it costs."""
        return int(self._costs().min())

    def _costs(self) -> Longs:
        pairs = np.add.outer(np.array(self.time_costs, np.int64), np.array(self.room_costs, np.int64))
        return np.where(self.open, pairs, np.iinfo(np.int64).max)

    def assignment(self, time: int, room: int) -> Assignment:
        """The options as an assignment."""
        return Assignment(self.times[time], self.rooms[room])

    def with_open(self, pairs: npt.NDArray[np.bool_]) -> "Options":
        """The same with other open pairs."""
        return replace(self, open=pairs)

    def opened(self) -> "Options":
        """The same with all pairs open."""
        return replace(self, open=np.ones_like(self.open))

    def only(self, times: npt.NDArray[np.bool_], rooms: npt.NDArray[np.bool_]) -> "Options":
        """What is left of it."""
        at, places = np.nonzero(times)[0], np.nonzero(rooms)[0]
        return Options(
            tuple(self.times[k] for k in at),
            tuple(self.time_costs[k] for k in at),
            tuple(self.rooms[k] for k in places),
            tuple(self.room_costs[k] for k in places),
            self.open[np.ix_(at, places)],
        )


def spans_of(problem: TimetableProblem, options: Sequence[Options]) -> Mapping[tuple[int, int], int]:
    """A number for each pair (days, weeks) that a class or a closed room has."""
    spans: dict[tuple[int, int], int] = {}
    for each in options:
        for t in each.times:
            spans.setdefault((t.days, t.weeks), len(spans))
    for room in problem.rooms:
        for t in room.unavailable:
            spans.setdefault((t.days, t.weeks), len(spans))
    return spans


def board_of(problem: TimetableProblem, rules: Rules, options: Sequence[Options]) -> Longs:
    """The board: every table behind the head, then where the tables of a state begin."""
    spans = spans_of(problem, options)
    days = np.array([d for d, _ in spans], np.int64)
    weeks = np.array([w for _, w in spans], np.int64)
    room_index: dict[RoomId | None, int] = {r.id: i for i, r in enumerate(problem.rooms)}
    room_index[None] = len(problem.rooms)
    rows = _classes(rules, options)
    movable = [c for c, each in enumerate(options) if each.open.size > 1]
    tables = {
        tb.CLASSES: rows,
        tb.TIMES: np.array(
            [
                (t.start, t.end, spans[t.days, t.weeks], cost)
                for o in options
                for t, cost in zip(o.times, o.time_costs, strict=True)
            ]
        ),
        tb.ROOMS: np.array(
            [(room_index[r], cost) for o in options for r, cost in zip(o.rooms, o.room_costs, strict=True)]
        ),
        tb.OPEN: np.concatenate([_words(o.open) for o in options]) if options else np.zeros(0),
        tb.SPANS: _span_bits(days, weeks),
        tb.SPAN_DAYS: days,
        tb.SPAN_WEEKS: weeks,
        tb.SPAN_FIRST: np.array([(d & -d).bit_length() - 1 for d, _ in spans]),
        tb.TRAVEL: _travel(problem),
        tb.EDGES: rules.edges,
        tb.EDGE_COST: rules.edge_cost,
        tb.WHOLE_ROWS: _wholes(problem, rules, options),
        tb.MEMBERS: rules.members,
        tb.IN_WHOLES: rules.in_wholes,
        tb.MOVABLE: np.array(movable),
    }
    head = np.zeros(tb.BOARD_HEAD, np.int64)
    head[tb.NUM_CLASSES], head[tb.NUM_ROOMS] = len(options), len(problem.rooms)
    head[tb.NUM_SPANS], head[tb.NUM_EDGES] = len(spans), len(rules.edge_cost)
    head[tb.NUM_WHOLES], head[tb.NUM_MOVABLE] = len(rules.wholes), len(movable)
    head[tb.WEEKS], head[tb.DAYS], head[tb.SLOTS] = problem.weeks, problem.days, problem.slots_per_day
    head[tb.WEIGHT] = problem.weights.distribution
    at = tb.BOARD_HEAD
    for name, table in tables.items():
        head[name] = at
        at += table.size
    _place_state(head)
    return np.concatenate([head, *(np.ascontiguousarray(t, np.int64).ravel() for t in tables.values())])


def _place_state(head: Longs) -> None:
    """Writes where the tables of a state begin; SCRATCH and WAY come last."""
    num, rooms, wholes = int(head[tb.NUM_CLASSES]), int(head[tb.NUM_ROOMS]), int(head[tb.NUM_WHOLES])
    sizes = {
        tb.AT: num * tb.AT_COLUMNS,
        tb.PRICE: int(head[tb.NUM_EDGES]) + wholes,
        tb.ROOM_PRICE: num,
        tb.PAIRED: num,
        tb.WHOLE_COST: wholes,
        tb.WHOLE_PRICE: wholes,
        tb.WHOLE_HARD: wholes,
        tb.IN_ROOM: rooms * num,
        tb.ROOM_SIZE: rooms,
        tb.MATES_FIRST: num + 1,
        tb.BEST: 2 * num,
        tb.SCRATCH: 3 * num,
        tb.WAY: 64,
    }
    at = tb.STATE_HEAD
    for name, size in sizes.items():
        head[name] = at
        at += size


def _classes(rules: Rules, options: Sequence[Options]) -> Longs:
    rows = np.zeros((len(options), tb.CLASS_COLUMNS), np.int64)
    time = room = word = 0
    for row, each in zip(rows, options, strict=True):
        times, rooms = each.open.shape
        words = -(-rooms // WORD)
        row[[tb.FIRST_TIME, tb.TIME_COUNT, tb.FIRST_ROOM, tb.ROOM_COUNT, tb.FIRST_OPEN]] = (
            time,
            times,
            room,
            rooms,
            word,
        )
        row[tb.OPEN_WORDS] = words
        time, room, word = time + times, room + rooms, word + times * words
    rows[:, tb.FIRST_EDGE], rows[:, tb.LAST_EDGE] = rules.edge_first[:-1], rules.edge_first[1:]
    rows[:, tb.FIRST_WHOLE], rows[:, tb.LAST_WHOLE] = rules.whole_first[:-1], rules.whole_first[1:]
    return rows


def _words(pairs: npt.NDArray[np.bool_]) -> Longs:
    """Open pairs (times, rooms) as words, row by row."""
    times, rooms = pairs.shape
    words = -(-rooms // WORD)
    wide = np.zeros((times, words * WORD), np.int64)
    wide[:, :rooms] = pairs
    bits = wide.reshape(times, words, WORD) << np.arange(WORD)
    return np.asarray(bits.sum(axis=2).ravel(), np.int64)


def _wholes(problem: TimetableProblem, rules: Rules, options: Sequence[Options]) -> Longs:
    """The rows of wholes; marked where `wholes._alone_packed` may count them."""
    rows = rules.wholes.copy()
    fits = problem.days * (problem.slots_per_day + 1) <= WORD
    single = [all(t.length == 1 and t.weeks == 1 and t.days & (t.days - 1) == 0 for t in o.times) for o in options]
    for row in rows:
        members = rules.members[row[tb.W_FIRST] : row[tb.W_LAST]]
        row[tb.W_PACKED] = int(fits and all(single[c] for c in members))
    return rows


def _travel(problem: TimetableProblem) -> Longs:
    index = {r.id: i for i, r in enumerate(problem.rooms)}
    travel = np.zeros((len(index) + 1, len(index) + 1), np.int64)
    for room in problem.rooms:
        for other, slots in room.travel.items():
            travel[index[room.id], index[other]] = slots
    return travel


def _span_bits(days: Longs, weeks: Longs) -> Longs:
    """(S, S): how each two pairs of day and week masks lie to each other."""
    d, e, w, v = days[:, None], days[None, :], weeks[:, None], weeks[None, :]
    first_week, first_day = weeks & -weeks, days & -days
    same_week = first_week[:, None] == first_week
    earlier = (first_week[:, None] < first_week) | (same_week & (first_day[:, None] < first_day))
    bits = tb.MEET * (((d & e) != 0) & ((w & v) != 0))
    bits = bits | tb.DAYS_NESTED * (((d | e) == d) | ((d | e) == e)) | tb.DAYS_APART * ((d & e) == 0)
    bits = bits | tb.WEEKS_NESTED * (((w | v) == w) | ((w | v) == v)) | tb.WEEKS_APART * ((w & v) == 0)
    bits = bits | tb.FIRST_EARLIER * earlier | tb.FIRST_EQUAL * (same_week & (first_day[:, None] == first_day))
    return np.asarray(bits, np.int64)
