"""
Even loads by simulated annealing: tasks of one week move to another week or change places, order always kept.

Limits on weeks may be broken on the way, at a price; the best plan is one that breaks none. What a row of weeks costs
is read from tables, so that a move costs a few look-ups. The same tasks, seed, moves and temperatures give the same
plan.
"""

import random
from dataclasses import dataclass
from math import exp

from remeslo.core.curriculum.serialtasks import Tasks

BROKEN = 200
"""Price of a unit beyond a limit."""
HOT, COLD = 15.0, 0.3
"""Temperatures between which a run is annealed; the first for each group that an element has on average."""

LARGEST_TABLE = 100_000
"""Entries up to which two rows of the same tasks are looked up in one table."""

Table = list[int]


@dataclass(frozen=True, slots=True)
class Row:
    """What tasks put into weeks: ``takes`` by task, and by place the cost of each sum, 0..sum of takes."""

    takes: tuple[int, ...]
    costs: tuple[Table, ...]


class Annealing:
    """
    A plan on its way.

    Parameters
    ----------
    start
        Starts to begin with; ``None``: as early as order allows.
    """

    def __init__(self, tasks: Tasks, *, seed: int = 0, start: tuple[int, ...] | None = None) -> None:
        self.tasks = tasks
        self.random = random.Random(seed)
        self.rows = _merged(_rows(tasks))
        count = tasks.count
        self.mine = [[(r, row.takes[t]) for r, row in enumerate(self.rows) if row.takes[t]] for t in range(count)]
        self.dislike = tasks.disliked.tolist()
        self.before: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        self.after: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        for a in tasks.arcs:
            self.before[a.after].append((a.before, a.offset))
            self.after[a.before].append((a.after, a.offset))
        self.open = tasks.open.tolist()
        self.movable = [t for t in range(count) if int(tasks.heads[t]) < tasks.places - int(tasks.tails[t])]
        self.best: tuple[int, ...] | None = None
        self.best_cost = 0
        self.at: list[int] = []
        self.begin(start or tuple(int(h) for h in tasks.heads))

    def temperature(self, done: float) -> float:
        """Of a run of which a share is done, 0..1."""
        groups = sum(len(m) for m in self.tasks.members.values()) / max(1, self.tasks.count)
        return float(HOT * max(1.0, groups) * (COLD / (HOT * max(1.0, groups))) ** done)

    def begin(self, starts: tuple[int, ...]) -> None:
        """Go on from these starts."""
        self.at = list(starts)
        self.sums = [[0] * self.tasks.places for _ in self.rows]
        for t, place in enumerate(self.at):
            for r, units in self.mine[t]:
                self.sums[r][place] += units
        self.cost = self._whole_cost()
        self._keep()

    def run(self, moves: int, temperature: float) -> bool:
        """So many tried moves; True when the best plan became better."""
        found, enough = False, self.best_cost if self.best is not None else self.cost + 1
        draw = self.random.random
        movable, many = self.movable, len(self.movable)
        if many < 2:
            return False
        for _ in range(moves):
            t = movable[int(draw() * many)]
            if draw() < 0.5:
                low, high = self._between(t)
                place = low + int(draw() * (high - low + 1))
                if place > high or place == self.at[t] or not self.open[t][place]:
                    continue
                change = self._move(t, place)
                if change > 0 and draw() >= exp(-change / temperature):
                    self._undo(t)
                    continue
                self.cost += change
            else:
                other = movable[int(draw() * many)]
                place, home = self.at[other], self.at[t]
                if place == home or not self._may_swap(t, other):
                    continue
                change = self._move(t, place)
                then = self._move(other, home)
                if change + then > 0 and draw() >= exp(-(change + then) / temperature):
                    self._put(other, place)
                    self._put(t, home)
                    continue
                self.cost += change + then
            if self.cost < enough:
                enough = self.cost  # at a time, only cheaper ones are looked at for broken limits
                found = self._keep() or found
        return found

    def _between(self, t: int) -> tuple[int, int]:
        """Places between what comes before and what comes after."""
        at = self.at
        low, high = 0, self.tasks.places - 1
        for b, offset in self.before[t]:
            if at[b] + offset > low:
                low = at[b] + offset
        for a, offset in self.after[t]:
            if at[a] - offset < high:
                high = at[a] - offset
        return low, high

    def _may_swap(self, t: int, other: int) -> bool:
        home, place = self.at[t], self.at[other]
        if not (self.open[t][place] and self.open[other][home]):
            return False
        low, high = self._between(t)
        if not low <= place <= high:
            return False
        low, high = self._between(other)
        return low <= home <= high

    def _move(self, t: int, place: int) -> int:
        """Puts a task elsewhere; the change in cost."""
        home = self.at[t]
        self.last = home
        rows, sums = self.rows, self.sums
        change: int = self.dislike[t][place] - self.dislike[t][home]
        for r, units in self.mine[t]:
            row, costs = sums[r], rows[r].costs
            here, there = row[home], row[place]
            mine, theirs = costs[home], costs[place]
            change += mine[here - units] - mine[here] + theirs[there + units] - theirs[there]
            row[home] = here - units
            row[place] = there + units
        self.at[t] = place
        return change

    def _undo(self, t: int) -> None:
        self._put(t, self.last)

    def _put(self, t: int, place: int) -> None:
        home = self.at[t]
        for r, units in self.mine[t]:
            row = self.sums[r]
            row[home] -= units
            row[place] += units
        self.at[t] = place

    def _whole_cost(self) -> int:
        rows = sum(row.costs[p][s] for row, sums in zip(self.rows, self.sums, strict=True) for p, s in enumerate(sums))
        disliked: int = sum(self.dislike[t][p] for t, p in enumerate(self.at))
        return rows + disliked

    def _keep(self) -> bool:
        """Notes the plan as the best where it breaks no limit."""
        for load in self.tasks.loads:
            sums = [0] * self.tasks.places
            for t, units in enumerate(load.takes.tolist()):
                sums[self.at[t]] += units
            if any(s > m for s, m in zip(sums, load.most.tolist(), strict=True)):
                return False
            if any(s < m for s, m in zip(sums, load.least.tolist(), strict=True)):
                return False
        self.best, self.best_cost = tuple(self.at), self.cost
        return True


def is_annealable(tasks: Tasks) -> bool:
    """True for tasks of one week each, without longest lags, that order leaves somewhere to go."""
    last = tasks.places - tasks.tails
    plain = all(a.most is None for a in tasks.arcs) and tasks.crew is None
    return plain and bool((tasks.weeks == 1).all() and (tasks.heads <= last).all())


def _merged(rows: list[Row]) -> list[Row]:
    """Rows of the same tasks as one: its sum holds both sums, its costs are those of both."""
    found: dict[tuple[bool, ...], Row] = {}
    others = []
    for row in rows:
        same = tuple(n > 0 for n in row.takes)
        first = found.get(same)
        if first is None:
            found[same] = row
            continue
        size, stride = len(first.costs[0]) * len(row.costs[0]), len(row.costs[0])
        if size > LARGEST_TABLE:
            others.append(row)
            continue
        tables: dict[tuple[int, int], Table] = {}
        for a, b in zip(first.costs, row.costs, strict=True):
            tables.setdefault((id(a), id(b)), [x + y for x in a for y in b])
        costs = tuple(tables[id(a), id(b)] for a, b in zip(first.costs, row.costs, strict=True))
        found[same] = Row(tuple(a * stride + b for a, b in zip(first.takes, row.takes, strict=True)), costs)
    return [*found.values(), *others]


def _rows(tasks: Tasks) -> list[Row]:
    """Balance of each group; limits that can be broken."""
    rows = []
    hours = tasks.hours.tolist()
    for members in tasks.members.values():
        inside = set(members)
        takes = tuple(h if t in inside else 0 for t, h in enumerate(hours))
        total = sum(takes)
        low, high = total // tasks.places, -(-total // tasks.places)
        table = [max(v - high, low - v, 0) ** 2 for v in range(total + 1)]
        rows.append(Row(takes, tuple(table for _ in range(tasks.places))))
    for load in tasks.loads:
        takes = tuple(int(n) for n in load.takes)
        total = sum(takes)
        tables: dict[tuple[int, int], Table] = {}
        costs = []
        for least, most in zip(load.least.tolist(), load.most.tolist(), strict=True):
            if (least, most) not in tables:
                tables[least, most] = [BROKEN * max(least - v, v - most, 0) for v in range(total + 1)]
            costs.append(tables[least, most])
        if any(any(table) for table in tables.values()):
            rows.append(Row(takes, tuple(costs)))
    return rows
