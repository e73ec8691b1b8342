"""
A short schedule by a population of task orders: two orders are crossed, scheduled, pushed right and left again.

Pushing all tasks right and then left ("justification") shortens nearly every schedule; crossing takes a stretch of
weeks as one parent has it and the rest in the order of the other (after Valls, Ballestin and Quintanilla 2008). The
same tasks, seed and number of rounds give the same schedule.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from remeslo.core.curriculum.serialschedule import Line, backward, forward
from remeslo.core.curriculum.serialtasks import Ints, Tasks

BATCH = 512
"""Schedules made at once."""
CELLS = 12_800_000
"""Tasks x places x schedules in a batch; longer problems have smaller batches."""
FRESH = 12
"""Rounds without a better schedule after which half of the population is made anew."""
SPENT = 60
"""Rounds without a better schedule after which the population is given up."""


@dataclass(frozen=True)
class Schedule:
    """Starts by task, and the place after the last week used."""

    starts: tuple[int, ...]
    length: int


class SerialSearch:
    """
    A population of schedules within the first so many places, better with every round.

    Parameters
    ----------
    places
        Schedules longer than this are not kept; the whole calendar by default.
    batch
        Schedules made at once; by default as many as the size of the problem lets be made soon.
    """

    def __init__(self, tasks: Tasks, *, seed: int = 0, places: int | None = None, batch: int | None = None) -> None:
        self.tasks = tasks
        self.random = np.random.default_rng(seed)
        self.places = min(tasks.places, places or tasks.places)
        self.size = batch or int(np.clip(CELLS // max(1, self.places * tasks.count), 8, BATCH))
        self.ahead, self.back = forward(tasks, self.places), backward(tasks, self.places)
        self.in_order = all(a.offset >= tasks.weeks[a.before] for a in tasks.arcs)
        self.starts = np.zeros((0, tasks.count), dtype=np.int64)
        self.lengths = np.zeros(0, dtype=np.int64)
        self.idle = 0
        self.stale = 0
        self.best: Schedule | None = None

    @property
    def is_spent(self) -> bool:
        """True when so many rounds found nothing that others should have the time."""
        return self.stale >= SPENT

    def round(self) -> bool:
        """One more batch; True when it has a shorter schedule than any before."""
        if not len(self.lengths):
            made = self._scheduled(self.ahead.orders(self._keys(self.size)))
        elif self.idle >= FRESH:
            self.idle = 0
            keep = max(2, self.size // 4)
            self.starts, self.lengths = self.starts[:keep], self.lengths[:keep]
            made = self._scheduled(self.ahead.orders(self._keys(self.size)))
        else:
            made = self._scheduled(self._crossed())
        return self._take(made)

    def add(self, starts: tuple[int, ...]) -> None:
        """A schedule from elsewhere joins the population, where it fits."""
        one = np.array([starts], dtype=np.int64)
        if int(self._lengths(one)[0]) <= self.places:
            self._take(one)

    def run(self, rounds: int, goal: int, stop: Callable[[], bool]) -> Schedule | None:
        """So many rounds, fewer when a schedule of length ``goal`` is found or ``stop`` says so."""
        for _ in range(rounds):
            if stop() or (self.best is not None and self.best.length <= goal):
                break
            self.round()
        return self.best

    def _keys(self, batch: int) -> Ints:
        """Priorities: latest start, latest finish, followers, weeks; each row one of them, disturbed."""
        tasks = self.tasks
        latest = int(tasks.tails.max()) - tasks.tails
        rules = np.stack(
            [
                latest,
                latest + tasks.weeks,
                -_followers(tasks),
                latest + tasks.heads,
                np.zeros_like(latest),
            ]
        )
        chosen = rules[self.random.integers(0, len(rules), batch)] * 1000
        spread = np.ptp(chosen, axis=1, keepdims=True) + 1000
        noise = self.random.random(chosen.shape) * spread * self.random.random((batch, 1)) * 0.5
        keys: Ints = (chosen + noise).astype(np.int64)
        return keys

    def _scheduled(self, order: Ints) -> Ints:
        """Starts after a forward, a backward and a forward pass."""
        starts = self.ahead.schedule(order)
        lengths = self._lengths(starts)
        whole = lengths <= self.places
        starts, lengths = starts[whole], lengths[whole]
        if not len(starts):
            return starts
        ends = starts + self.tasks.weeks
        late = self.back.schedule(self._sorted(-ends, self.back), self.places - lengths)
        late = np.where(late >= self.places, starts, self.places - late - self.tasks.weeks)
        pushed = self.ahead.schedule(self._sorted(late, self.ahead))
        better = self._lengths(pushed) <= lengths
        return np.where(better[:, None], pushed, starts)

    def _sorted(self, keys: Ints, line: Line) -> Ints:
        if not self.in_order:
            return line.orders(keys)
        order: Ints = np.argsort(keys, axis=1, kind="stable")
        return order

    def _crossed(self) -> Ints:
        """Children's orders: tasks of a stretch as the mother has them, before and after it as the father does."""
        count, batch = self.tasks.count, self.size
        parents = len(self.lengths)
        first = self.random.integers(0, parents, (2, 2, batch)).min(axis=0)  # the better of two, as they are sorted
        rank = np.argsort(np.argsort(self.starts, axis=1, kind="stable"), axis=1, kind="stable")
        mother, father = rank[first[0]], rank[first[1]]
        cut = np.sort(self.random.integers(0, count + 1, (2, batch)), axis=0)
        low, high = cut[0][:, None], cut[1][:, None]
        head = mother < low
        rest = np.where(head, count, father)
        place = np.argsort(np.argsort(rest, axis=1, kind="stable"), axis=1, kind="stable")
        middle = ~head & (place < high - low)
        keys = np.where(head, mother, np.where(middle, low + place, count + mother)) * 1000
        shaken = self.random.random(keys.shape) < 0.03
        keys = np.where(shaken, keys + self.random.integers(-8000, 8001, keys.shape), keys)
        return self.ahead.orders(keys)

    def _lengths(self, starts: Ints) -> Ints:
        """Place after the last week; more than ``places`` when a task found none."""
        lengths: Ints = np.max(starts + self.tasks.weeks, axis=1)
        return lengths

    def _take(self, made: Ints) -> bool:
        """Parents and children together, the shortest first, each schedule once."""
        starts = np.concatenate([self.starts, made])
        if not len(starts):
            return False
        lengths = self._lengths(starts)
        ties = starts.sum(axis=1)
        order = np.lexsort((ties, lengths))
        starts, lengths, ties = starts[order], lengths[order], ties[order]
        new = np.ones(len(starts), dtype=np.bool_)
        new[1:] = (lengths[1:] != lengths[:-1]) | (ties[1:] != ties[:-1])
        self.starts, self.lengths = starts[new][: self.size], lengths[new][: self.size]
        if self.best is not None and self.best.length <= self.lengths[0]:
            self.idle += 1
            self.stale += 1
            return False
        self.idle = self.stale = 0
        self.best = Schedule(tuple(map(int, self.starts[0])), int(self.lengths[0]))
        return True


def _followers(tasks: Tasks) -> Ints:
    """(tasks,) tasks that must come after, however far."""
    after: list[set[int]] = [set() for _ in range(tasks.count)]
    direct: list[list[int]] = [[] for _ in range(tasks.count)]
    for a in tasks.arcs:
        direct[a.before].append(a.after)
    for task in sorted(range(tasks.count), key=lambda t: int(tasks.tails[t])):
        for k in direct[task]:
            after[task] |= {k} | after[k]
    return np.array([len(s) for s in after], dtype=np.int64)
