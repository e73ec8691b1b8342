"""
Serial schedule generation, many schedules at once: tasks one by one, each as early as order and loads allow.

Where kernels are compiled, schedules are made one after another by them. Where not, all schedules of a batch take their
k-th task in the same step, over arrays of (places, schedules). Both give the same schedules. What loads leave is kept
in words of bits, one field a load with a guard bit above it, so that one subtraction asks all loads at once (Kolisch
1996 for the scheme; justification: Valls, Ballestin and Quintanilla 2005).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from remeslo.core.base.jit import COMPILED
from remeslo.core.curriculum._kernels import serial
from remeslo.core.curriculum.serialtasks import Arc, Bools, Ints, Tasks

Shorts = npt.NDArray[np.int16]

_BITS = 62


@dataclass(frozen=True)
class Line:
    """
    Tasks in one direction of time, ready to be scheduled.

    Parameters
    ----------
    left, guards
        By word: (places,) what loads leave when nothing is placed, and the guard bits.
    asks
        By word: (tasks,) what a task takes.
    following, offsets
        (tasks + 1, width): tasks that wait for a task and how long after its start; filled up with task ``count``.
    waits
        (tasks + 1,) how many tasks a task waits for.
    """

    weeks: Ints
    open: Bools
    first: Ints
    left: tuple[Ints, ...]
    guards: tuple[int, ...]
    asks: tuple[Ints, ...]
    following: Ints
    offsets: Ints
    waits: Ints
    is_open: bool

    @property
    def count(self) -> int:
        """Tasks."""
        return len(self.weeks)

    @property
    def places(self) -> int:
        """Places on the line."""
        return int(self.open.shape[1])

    def orders(self, keys: Ints) -> Ints:
        """(schedules, tasks): tasks by ascending key, none before what it waits for. ``keys``: (schedules, tasks)."""
        if COMPILED:
            return serial.ordered(keys, self.following, self.waits)
        batch, count = keys.shape
        rows = np.arange(batch)[:, None]
        ready = np.where(self.waits[None, :count] == 0, keys, _FAR)
        waits = np.repeat(self.waits[None, :], batch, axis=0)
        padded = np.concatenate([keys, np.full((batch, 1), _FAR, dtype=keys.dtype)], axis=1)
        ready = np.concatenate([ready, np.full((batch, 1), _FAR, dtype=keys.dtype)], axis=1)
        order = np.empty((batch, count), dtype=np.int64)
        for k in range(count):
            chosen = np.argmin(ready, axis=1)
            order[:, k] = chosen
            ready[rows[:, 0], chosen] = _FAR
            after = self.following[chosen]
            waits[rows, after] -= 1
            free = (waits[rows, after] == 0) & (after < count)
            ready[rows, after] = np.where(free, padded[rows, after], ready[rows, after])
        return order

    def schedule(self, order: Ints, not_before: Ints | None = None) -> Ints:
        """
        (schedules, tasks) starts, each task in its turn as early as it can; ``places`` for one that finds no place.

        ``not_before``: (schedules,) places before which a schedule places nothing.
        """
        if not COMPILED:
            return self._side_by_side(order, not_before)
        since = np.zeros(len(order), dtype=np.int64) if not_before is None else not_before
        left, guards, asks = self._wide
        return serial.placed(
            order,
            since,
            self.weeks,
            self.first,
            self.open,
            self.is_open,
            left,
            guards,
            asks,
            self.following,
            self.offsets,
        )

    @cached_property
    def _is_even(self) -> bool:
        """True when beyond all that is placed every task finds room."""
        return self.is_open and all(bool((word == word[0]).all()) for word in self.left)

    @cached_property
    def _wide(self) -> tuple[Ints, Ints, Ints]:
        """Words in one array each, as the kernels take them."""
        left = np.array(self.left, dtype=np.int64).reshape(-1, self.places)
        asks = np.array(self.asks, dtype=np.int64).reshape(-1, self.count)
        return left, np.array(self.guards, dtype=np.int64), asks

    def _side_by_side(self, order: Ints, not_before: Ints | None) -> Ints:
        """`schedule` of a whole batch, a task at a time."""
        batch, count = order.shape
        rows, column = np.arange(batch), np.arange(batch)[:, None]
        time = np.arange(self.places, dtype=np.int16)[:, None]
        left = [np.repeat(word[:, None], batch, axis=1) for word in self.left]
        earliest = np.repeat(np.append(self.first, 0)[None, :], batch, axis=0)
        if not_before is not None:
            earliest = np.maximum(earliest, not_before[:, None])
        starts = np.full((batch, count), self.places, dtype=np.int64)
        end = int(earliest[:, :count].min(initial=0)) + 1
        for k in range(count):
            task = order[:, k]
            ready, weeks = earliest[rows, task], self.weeks[task]
            low = int(ready.min())
            high = min(self.places, max(end, int(ready.max())) + int(weeks.max())) if self._is_even else self.places
            after = self.following[task]
            if low >= high:
                earliest[column, after] = np.maximum(earliest[column, after], self.places + self.offsets[task])
                continue
            span, when = slice(low, high), time[low:high]
            fits = when >= ready.astype(np.int16)
            if not self.is_open:
                fits &= self.open[task, span].T
            asked = [ask[task] for ask in self.asks]
            begin = self._earliest([word[span] for word in left], asked, weeks, fits, when)
            found = begin < _LATE
            starts[rows, task] = np.where(found, begin, self.places)
            during = (when >= begin.astype(np.int16)) & (when < (begin + weeks).astype(np.int16))
            for word, ask in zip(left, asked, strict=True):
                word[span] -= during * ask
            end = max(end, int(np.where(found, begin + weeks, 0).max()))
            wanted = np.where(found, begin, self.places)[:, None] + self.offsets[task]
            earliest[column, after] = np.maximum(earliest[column, after], wanted)
        return starts

    def _earliest(self, left: list[Ints], asked: list[Ints], weeks: Ints, fits: Bools, when: Shorts) -> Ints:
        """(schedules,) first place from which a whole row of weeks has room; _LATE where there is none."""
        room = np.ones_like(fits)
        for word, ask, guard in zip(left, asked, self.guards, strict=True):
            room &= ((word - ask) & word.dtype.type(guard)) == guard
        last = int(when[-1, 0]) + 1
        full = np.where(room, np.int16(last), when)
        run = np.minimum.accumulate(full[::-1], axis=0)[::-1]  # next place without room, or the end of the line
        fits = fits & (run - when >= weeks.astype(np.int16))
        begin: Ints = np.where(fits, when, _LATE).min(axis=0).astype(np.int64)
        return begin


_FAR = np.iinfo(np.int64).max
_LATE = np.int16(np.iinfo(np.int16).max)


def forward(tasks: Tasks, places: int) -> Line:
    """Tasks as they are, within the first so many places."""
    return _line(tasks, tasks.arcs, tasks.open[:, :places], [load.most[:places] for load in tasks.loads], tasks.heads)


def backward(tasks: Tasks, places: int) -> Line:
    """Tasks in reversed time: place p stands for a row of weeks that ends just before ``places`` - p."""
    weeks = tasks.weeks
    arcs = tuple(Arc(a.after, a.before, int(a.offset + weeks[a.after] - weeks[a.before])) for a in tasks.arcs)
    ends = places - 1 - np.arange(places)[None, :] - weeks[:, None] + 1
    inside = ends >= 0
    open_ = np.take_along_axis(tasks.open, np.maximum(ends, 0), axis=1) & inside
    first = tasks.tails - weeks
    return _line(tasks, arcs, open_, [load.most[:places][::-1] for load in tasks.loads], first)


def _line(tasks: Tasks, arcs: tuple[Arc, ...], open_: Bools, most: list[Ints], first: Ints) -> Line:
    count = tasks.count
    following: list[list[tuple[int, int]]] = [[] for _ in range(count + 1)]
    waits = np.zeros(count + 1, dtype=np.int64)
    for a in arcs:
        following[a.before].append((a.after, a.offset))
        waits[a.after] += 1
    width = max(1, *(len(f) for f in following))
    padded = [[*f, *[(count, 0)] * (width - len(f))] for f in following]
    waits[count] = _FAR // 2
    left, guards, asks = _words([load.takes for load in tasks.loads], most, open_.shape[1])
    return Line(
        weeks=tasks.weeks,
        open=np.ascontiguousarray(open_),
        first=first,
        left=left,
        guards=guards,
        asks=asks,
        following=np.array([[t for t, _ in row] for row in padded], dtype=np.int64),
        offsets=np.array([[o for _, o in row] for row in padded], dtype=np.int64),
        waits=waits,
        is_open=bool(_open_wherever_it_fits(open_, tasks.weeks)),
    )


def _open_wherever_it_fits(open_: Bools, weeks: Ints) -> bool:
    fits = np.arange(open_.shape[1])[None, :] + weeks[:, None] <= open_.shape[1]
    return bool((open_ | ~fits).all())


def _words(
    takes: list[Ints], most: list[Ints], places: int
) -> tuple[tuple[Ints, ...], tuple[int, ...], tuple[Ints, ...]]:
    """Loads side by side in words: what is left by place, guard bits, what tasks ask for."""
    left: list[Ints] = []
    guards: list[int] = []
    asks: list[Ints] = []
    used = _BITS
    for take, room in zip(takes, most, strict=True):
        if not take.any():
            continue
        bits = int(max(room.max(initial=0), take.max())).bit_length() + 1
        if used + bits > _BITS:
            left.append(np.zeros(places, dtype=np.int64))
            asks.append(np.zeros(len(take), dtype=np.int64))
            guards.append(0)
            used = 0
        left[-1] += (room.astype(np.int64) + (1 << (bits - 1))) << used
        asks[-1] += take.astype(np.int64) << used
        guards[-1] |= 1 << (used + bits - 1)
        used += bits
    narrow = [np.int32 if guard < 1 << 30 else np.int64 for guard in guards]
    return (
        tuple(word.astype(kind) for word, kind in zip(left, narrow, strict=True)),
        tuple(guards),
        tuple(word.astype(kind) for word, kind in zip(asks, narrow, strict=True)),
    )
