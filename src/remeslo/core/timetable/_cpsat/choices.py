"""Classes in a model: one literal for each time and each room they may have."""

from dataclasses import dataclass

import numpy as np

from remeslo.core.timetable._cpsat.clauses import Clauses, Literal, no
from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.times import Grid, Longs, Times


@dataclass(frozen=True)
class Choice:
    """
    A class in a model.

    Parameters
    ----------
    times, rooms
        What is left of its lists; ``time_index`` and ``room_index`` say where in the lists.
    at, inside
        Literals of times and rooms: exactly one each holds; at most one when ``gone`` may hold.
    gone
        Holds when the class has left its place for one that the model does not name.
    """

    number: int
    times: Times
    rooms: Longs
    at: list[Literal]
    inside: list[Literal]
    time_index: Longs
    room_index: Longs
    gone: Literal = False

    @property
    def escape(self) -> tuple[Literal, ...]:
        """What holds instead of any time."""
        return () if self.gone is False else (self.gone,)

    @property
    def is_known(self) -> bool:
        """True when there is nothing to choose."""
        return self.gone is False and len(self.at) == 1 and len(self.inside) == 1


def standing_choice(number: int, times: Times, room: int) -> Choice:
    """A class that stays; ``times`` holds its one time."""
    zero = np.zeros(1, np.int64)
    return Choice(number, times, np.array([room], np.int64), [True], [True], zero, zero)


def leaving_choice(clauses: Clauses, number: int, times: Times, room: int) -> Choice:
    """A class that stays or is gone."""
    zero = np.zeros(1, np.int64)
    stays = clauses.new()
    return Choice(number, times, np.array([room], np.int64), [stays], [stays], zero, zero, no(stays))


def free_choice(clauses: Clauses, ground: Ground, number: int, open_: Grid, cost: Longs) -> Choice:
    """
    A class with the times and rooms that ``open_`` (times, rooms) leaves, at ``cost`` (times, rooms).

    What a time costs wherever it is is charged to the time, what a room costs beyond that to the room, and the rest to
    both together; rooms that are open and cost alike at all times share these literals.
    """
    time_index = np.nonzero(open_.any(axis=1))[0]
    room_index = np.nonzero(open_.any(axis=0))[0]
    open_ = open_[np.ix_(time_index, room_index)]
    cost = cost[np.ix_(time_index, room_index)]
    at = clauses.one_of(len(time_index)) if len(time_index) else []
    inside = clauses.one_of(len(room_index)) if len(room_index) else []
    if not at:
        clauses.any_of(())
    choice = Choice(
        number, ground.times[number][time_index], ground.rooms[number][room_index], at, inside, time_index, room_index
    )
    if at:
        clauses.support(at, inside, open_)
        clauses.support(inside, at, open_.T)
        _charge(clauses, choice, open_, cost)
    return choice


def _charge(clauses: Clauses, choice: Choice, open_: Grid, cost: Longs) -> None:
    """Cost of the pair chosen."""
    far = int(cost.max()) + 1
    shown = np.where(open_, cost, far)
    by_time = shown.min(axis=1)
    rest = shown - by_time[:, None]
    by_room = rest.min(axis=0)
    rest = np.where(open_, rest - by_room, 0)
    for literal, amount in zip(choice.at, by_time.tolist(), strict=True):
        clauses.charge(literal, amount)
    for literal, amount in zip(choice.inside, by_room.tolist(), strict=True):
        clauses.charge(literal, amount)
    if not rest.any():
        return
    kinds, kind_of = np.unique(rest, axis=1, return_inverse=True)
    for k, column in enumerate(kinds.T):
        if column.any():
            group = clauses.either([choice.inside[m] for m in np.nonzero(kind_of.ravel() == k)[0]])
            for t in np.nonzero(column)[0].tolist():
                clauses.charge(clauses.both(choice.at[t], group), int(column[t]))
