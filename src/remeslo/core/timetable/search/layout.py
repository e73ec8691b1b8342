"""From a problem to the memory of the kernels, without the options that cannot be in a lawful timetable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from remeslo.core.timetable._kernels.choices import close_rooms, narrow
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.problem import Assignment, Class_, ClassId, RoomId, TimetableProblem
from remeslo.core.timetable.search.pack import WORD, Options, board_of, spans_of
from remeslo.core.timetable.search.rules import Rules, rules_of

Bools = npt.NDArray[np.bool_]

#: Rounds of narrowing; options that stay too long only make the search slower.
PASSES = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """
    A problem as the kernels see it.

    Parameters
    ----------
    board
        The tables.
    options
        Times, rooms and open pairs of each class, in the order of the board.
    index
        Number of each class.
    impossible
        A class that no lawful timetable can place (hard rules alone show it), or None.
    """

    problem: TimetableProblem
    board: Longs
    options: tuple[Options, ...]
    index: Mapping[ClassId, int]
    impossible: ClassId | None

    def choose(self, assignments: Mapping[ClassId, Assignment]) -> Longs:
        """Options (classes, 2) of a timetable; the cheapest open pair where it has none that is open."""
        found = np.zeros((len(self.index), 2), np.int64)
        for each, c in self.index.items():
            given = assignments.get(each)
            pair = None if given is None else self.options[c].find(given)
            found[c] = self.options[c].cheapest() if pair is None else pair
        return found

    def assignments(self, chosen: Longs) -> dict[ClassId, Assignment]:
        """The timetable of options (classes, 2)."""
        return {
            each: self.options[c].assignment(int(chosen[c, 0]), int(chosen[c, 1])) for each, c in self.index.items()
        }

    def bound(self) -> int:
        """No lawful timetable costs less: each class's cheapest open pair, added up."""
        return sum(each.least_cost() for each in self.options)


def layout(problem: TimetableProblem, pinned: Mapping[ClassId, Assignment] | None = None) -> Layout:
    """The tables of a problem; pinned classes have the one option given."""
    index = {c.id: i for i, c in enumerate(problem.classes)}
    rules = rules_of(problem, index)
    options = [_options(problem, each, (pinned or {}).get(each.id)) for each in problem.classes]
    kept, impossible = _narrowed(problem, rules, options)
    board = board_of(problem, rules, kept)
    return Layout(problem, board, tuple(kept), index, None if impossible is None else problem.classes[impossible].id)


def _options(problem: TimetableProblem, each: Class_, pin: Assignment | None) -> Options:
    weights = problem.weights
    times = [(t.pattern, t.penalty * weights.time) for t in each.times]
    rooms: Sequence[tuple[RoomId | None, int]] = [(r.room, r.penalty * weights.room) for r in each.rooms] or [(None, 0)]
    if pin is not None:
        key = (pin.time.days, pin.time.start, pin.time.weeks)
        times = [(p, cost) for p, cost in times if (p.days, p.start, p.weeks) == key] or [(pin.time, 0)]
        rooms = [(pin.room, dict(rooms).get(pin.room, 0))]
    return Options(
        tuple(p for p, _ in times),
        tuple(cost for _, cost in times),
        tuple(r for r, _ in rooms),
        tuple(cost for _, cost in rooms),
        np.ones((len(times), len(rooms)), np.bool_),
    )


def _narrowed(
    problem: TimetableProblem, rules: Rules, options: Sequence[Options]
) -> tuple[Sequence[Options], int | None]:
    """Options that can be in a lawful timetable, and a class that has none; then all options stay."""
    board = board_of(problem, rules, options)
    spans = spans_of(problem, options)
    rooms = [[(t.start, t.end, spans[t.days, t.weeks]) for t in room.unavailable] for room in problem.rooms]
    first = np.cumsum([0, *(len(rows) for rows in rooms)]).astype(np.int64)
    close_rooms(board, first, np.array([row for rows in rooms for row in rows], np.int64).ravel())
    closed = board.copy()
    alive_time = np.ones(sum(len(each.times) for each in options), np.int64)
    alive_room = np.ones(sum(len(each.rooms) for each in options), np.int64)
    empty = int(narrow(board, alive_time, alive_room, np.zeros(len(options), np.int64), PASSES))
    if empty >= 0:
        return [_reopened(each) for each in _unpack(closed, options)], empty
    kept, time, room = [], 0, 0
    for each in _unpack(board, options):
        times, places = len(each.times), len(each.rooms)
        left = each.only(alive_time[time : time + times] > 0, alive_room[room : room + places] > 0)
        kept.append(_reopened(left))
        time, room = time + times, room + places
    return kept, None


def _reopened(each: Options) -> Options:
    """A class with no open pair gets all of them back: it has to lie somewhere."""
    return each if each.open.any() else each.opened()


def _unpack(board: Longs, options: Sequence[Options]) -> list[Options]:
    """The options with the open pairs of a board."""
    from remeslo.core.timetable._kernels.tables import OPEN

    found, at = [], int(board[OPEN])
    for each in options:
        times, rooms = each.open.shape
        words = -(-rooms // WORD)
        rows = board[at : at + times * words].reshape(times, words)
        bits = (rows[:, :, None] >> np.arange(WORD)) & 1
        found.append(each.with_open(bits.reshape(times, words * WORD)[:, :rooms] != 0))
        at += times * words
    return found
