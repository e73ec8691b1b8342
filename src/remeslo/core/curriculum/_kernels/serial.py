"""
Serial schedule generation, task by task: the inner loops of a population of schedules.

What loads leave is kept in words of bits, one field a load with a guard bit above it, so that one subtraction asks all
loads of a word at once. Arrays are of int64: ``orders`` (schedules, tasks), ``left`` (words, places), ``asks`` (words,
tasks), ``following`` and ``offsets`` (tasks + 1, width) filled up with the number of tasks.
"""

import numpy as np
import numpy.typing as npt

from remeslo.core.base.jit import njit

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FAR = np.iinfo(np.int64).max


@njit
def ordered(keys: Ints, following: Ints, waits: Ints) -> Ints:
    """(schedules, tasks): tasks by ascending key, none before what it waits for."""
    batch, count = keys.shape
    order = np.empty((batch, count), dtype=np.int64)
    ready = np.empty(count, dtype=np.int64)
    wait = np.empty(count, dtype=np.int64)
    for b in range(batch):
        open_now = 0
        for t in range(count):
            wait[t] = waits[t]
            if waits[t] == 0:
                ready[open_now] = t
                open_now += 1
        for k in range(count):
            best = 0
            for i in range(1, open_now):
                here, there = keys[b, ready[i]], keys[b, ready[best]]
                if here < there or (here == there and ready[i] < ready[best]):
                    best = i
            task = ready[best]
            open_now -= 1
            ready[best] = ready[open_now]
            order[b, k] = task
            for i in range(following.shape[1]):
                after = following[task, i]
                if after == count:
                    break
                wait[after] -= 1
                if wait[after] == 0:
                    ready[open_now] = after
                    open_now += 1
    return order


@njit
def placed(
    orders: Ints,
    not_before: Ints,
    weeks: Ints,
    first: Ints,
    fits: Bools,
    fits_everywhere: bool,
    left: Ints,
    guards: Ints,
    asks: Ints,
    following: Ints,
    offsets: Ints,
) -> Ints:
    """
    (schedules, tasks) starts, each task in its turn as early as it can; the number of places for one that finds none.

    ``not_before``: (schedules,) places before which a schedule places nothing; ``fits``: (tasks, places) where a task
    may begin; ``first``: (tasks,) places before which a task does not begin in any schedule.
    """
    batch, count = orders.shape
    words, places = left.shape
    starts = np.empty((batch, count), dtype=np.int64)
    earliest = np.empty(count + 1, dtype=np.int64)
    rest = np.empty((words, places), dtype=np.int64)
    for b in range(batch):
        for t in range(count):
            earliest[t] = max(first[t], not_before[b])
        for w in range(words):
            for p in range(places):
                rest[w, p] = left[w, p]
        for k in range(count):
            task = orders[b, k]
            begin = _first_place(task, earliest[task], weeks[task], fits, fits_everywhere, rest, guards, asks)
            starts[b, task] = begin
            if begin < places:
                for w in range(words):
                    ask = asks[w, task]
                    if ask:
                        for p in range(begin, begin + weeks[task]):
                            rest[w, p] -= ask
            for i in range(following.shape[1]):
                after = following[task, i]
                if after == count:
                    break
                earliest[after] = max(earliest[after], begin + offsets[task, i])
    return starts


@njit
def _first_place(
    task: int,
    begin: int,
    weeks: int,
    fits: Bools,
    fits_everywhere: bool,
    rest: Ints,
    guards: Ints,
    asks: Ints,
) -> int:
    """The first place from ``begin`` on with room for a row of weeks; the number of places where there is none."""
    words = rest.shape[0]
    places: int = rest.shape[1]
    place = begin
    while begin + weeks <= places:
        room = True
        while room and place < begin + weeks:
            for w in range(words):
                if ((rest[w, place] - asks[w, task]) & guards[w]) != guards[w]:
                    room = False
                    break
            place += 1
        if not room:
            begin = place
        elif fits_everywhere or fits[task, begin]:
            return begin
        else:
            begin += 1
    return places
