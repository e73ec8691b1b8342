"""Which classes to place anew together: six ways to choose them, and how many at a time."""

import random
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.standing import Standing
from remeslo.core.timetable.distributions import breach
from remeslo.core.timetable.problem import Assignment, ClassId, RoomId
from remeslo.core.timetable.score import room_penalty, time_penalty

_WARMEST = 40
"""Classes among which a cluster's first one is drawn, those that cost most."""


class Way(StrEnum):
    """A way to choose classes."""

    CLUSTER = "cluster"
    """A class that costs much and those tied to it by rules, students or rooms."""
    RULE = "rule"
    """All classes of a soft rule that costs, and those in the rooms that they could have."""
    ROOM = "room"
    """Classes of some rooms."""
    DAY = "day"
    """Classes that meet on a day."""
    WINDOW = "window"
    """Classes that meet about a time of the day."""
    RANDOM = "random"
    """Any."""


class Picker:
    """
    Chooses free classes; ways that helped are chosen more often.

    Parameters
    ----------
    movable
        Numbers of classes that may be chosen.
    """

    def __init__(self, ground: Ground, movable: Sequence[int], rnd: random.Random) -> None:
        self.ground, self.movable, self.rnd = ground, list(movable), rnd
        self.allowed = frozenset(movable)
        self.merit = dict.fromkeys(Way, 1.0)
        self.size = dict.fromkeys(Way, 100.0)
        self._soft = [d for d in ground.problem.distributions if not d.required and d.penalty]

    def draw(self, placed: Mapping[ClassId, Assignment], shared: csr_array) -> tuple[Way, list[int]]:
        """A way and the classes it chooses now."""
        way = self.rnd.choices(list(Way), [self.merit[w] for w in Way])[0]
        count = min(len(self.movable), max(2, round(self.size[way])))
        pick: Mapping[Way, Callable[[int], list[int]]] = {
            Way.CLUSTER: lambda n: self._cluster(n, placed, shared),
            Way.RULE: lambda n: self._rule(n, placed),
            Way.ROOM: lambda n: self._rooms(n, placed),
            Way.DAY: lambda n: self._day(n, placed),
            Way.WINDOW: lambda n: self._window(n, placed),
            Way.RANDOM: lambda n: self.rnd.sample(self.movable, n),
        }
        return way, pick[way](count)

    def learn(self, way: Way, *, helped: bool, was_exact: bool, was_slow: bool) -> None:
        """More classes when all was proved, fewer when not or when it took long; ways that help come more often."""
        self.merit[way] = max(0.1, min(4.0, self.merit[way] * (1.5 if helped else 0.9)))
        factor = 0.7 if not was_exact or was_slow else 1.4
        self.size[way] = max(6.0, min(len(self.movable), self.size[way] * factor))

    def _cluster(self, count: int, placed: Mapping[ClassId, Assignment], shared: csr_array) -> list[int]:
        costs = class_costs(self.ground, placed, shared)
        warmest = [c for c in sorted(self.allowed, key=lambda c: (-costs[c], c))[:_WARMEST] if costs[c]]
        chosen = dict.fromkeys([self.rnd.choice(warmest or self.movable)])
        queue = list(chosen)
        rooms = self._by_room(placed)
        while queue and len(chosen) < count:
            near = self._tied(queue.pop(0), placed, shared, rooms)
            self.rnd.shuffle(near)
            for c in near[: max(3, count // 4)]:
                if c not in chosen and len(chosen) < count:
                    chosen[c] = None
                    queue.append(c)
        return self._filled(list(chosen), count)

    def _rule(self, count: int, placed: Mapping[ClassId, Assignment]) -> list[int]:
        """Rules that cost more are drawn more often; several while they leave half of the classes open."""
        costs = {n: breach(self.ground.problem, d, placed).cost for n, d in enumerate(self._soft)}
        costs = {n: cost for n, cost in costs.items() if cost}
        chosen: dict[int, None] = {}
        while costs and len(chosen) <= count // 2:
            n = self.rnd.choices(list(costs), list(costs.values()))[0]
            del costs[n]
            inside = [self.ground.number[c] for c in self._soft[n].classes]
            chosen |= dict.fromkeys(c for c in inside if c in self.allowed)
        able = {int(r) for c in chosen for r in self.ground.rooms[c]}
        beside = [
            n for room, row in self._by_room(placed).items() if self.ground.room_number[room] in able for n in row
        ]
        beside = [n for n in beside if n in self.allowed and n not in chosen]
        self.rnd.shuffle(beside)
        return self._filled([*chosen, *beside][:count], count)

    def _tied(
        self, number: int, placed: Mapping[ClassId, Assignment], shared: csr_array, rooms: Mapping[RoomId, list[int]]
    ) -> list[int]:
        """Classes under one rule, with students in common, or in its rooms at overlapping times."""
        tied = {c for rule in self.ground.rules_of[number] for c in rule.classes}
        tied.update(shared.indices[shared.indptr[number] : shared.indptr[number + 1]].tolist())
        here = placed.get(self.ground.problem.classes[number].id)
        if here is not None and here.room is not None:
            tied.update(rooms[here.room])
        return sorted((tied & self.allowed) - {number})

    def _rooms(self, count: int, placed: Mapping[ClassId, Assignment]) -> list[int]:
        inside = list(self._by_room(placed).values())
        self.rnd.shuffle(inside)
        chosen: list[int] = []
        for classes in inside:
            chosen += [c for c in classes if c in self.allowed]
            if len(chosen) >= count:
                break
        return self._filled(chosen[:count], count)

    def _day(self, count: int, placed: Mapping[ClassId, Assignment]) -> list[int]:
        day = self.rnd.randrange(self.ground.problem.days)
        here = [n for n in self.movable if (a := self._at(n, placed)) is not None and a.time.days >> day & 1]
        return self._filled(self.rnd.sample(here, min(count, len(here))), count)

    def _window(self, count: int, placed: Mapping[ClassId, Assignment]) -> list[int]:
        """Those whose start lies nearest to that of one of them."""
        centre = self._at(self.rnd.choice(self.movable), placed)
        if centre is None:
            return self._filled([], count)
        away = {n: abs(a.time.start - centre.time.start) for n in self.movable if (a := self._at(n, placed))}
        order = sorted(away, key=lambda n: (away[n], self.rnd.random()))
        return self._filled(order[:count], count)

    def _filled(self, chosen: list[int], count: int) -> list[int]:
        """With any others up to the count."""
        left = sorted(self.allowed - set(chosen))
        return chosen + self.rnd.sample(left, max(0, min(len(left), count - len(chosen))))

    def _by_room(self, placed: Mapping[ClassId, Assignment]) -> dict[RoomId, list[int]]:
        rooms: dict[RoomId, list[int]] = {}
        for n in range(len(self.ground.problem.classes)):
            a = self._at(n, placed)
            if a is not None and a.room is not None:
                rooms.setdefault(a.room, []).append(n)
        return rooms

    def _at(self, number: int, placed: Mapping[ClassId, Assignment]) -> Assignment | None:
        return placed.get(self.ground.problem.classes[number].id)


def class_costs(ground: Ground, placed: Mapping[ClassId, Assignment], shared: csr_array) -> list[int]:
    """Weighted cost by class: its time and room beyond its cheapest, its rules, its students' clashes."""
    problem = ground.problem
    costs = [0] * len(problem.classes)
    for n, each in enumerate(problem.classes):
        if each.id in placed:
            here = placed[each.id]
            costs[n] = problem.weights.time * time_penalty(each, here) - int(ground.time_cost[n].min())
            costs[n] += problem.weights.room * room_penalty(each, here) - int(ground.room_cost[n].min())
    for d in problem.distributions:
        if not d.required and d.penalty:
            broken = breach(problem, d, placed)
            for c in broken.classes:
                costs[ground.number[c]] += broken.cost * problem.weights.distribution // len(broken.classes)
    _add_clashes(ground, placed, shared, costs)
    return costs


def _add_clashes(ground: Ground, placed: Mapping[ClassId, Assignment], shared: csr_array, costs: list[int]) -> None:
    """Students' clashes, to both classes."""
    pairs = shared.tocoo()
    if not pairs.nnz:
        return
    stand = Standing.of(ground, placed)
    i, j = stand.place[pairs.row], stand.place[pairs.col]
    known = (i >= 0) & (j >= 0)
    i, j, cost, row = i[known], j[known], pairs.data[known], pairs.row[known]
    t, way = stand.times, ground.travel[stand.rooms[i], stand.rooms[j]]
    clash = ((t.days[i] & t.days[j]) != 0) & ((t.weeks[i] & t.weeks[j]) != 0)
    clash &= (t.end[i] + way > t.start[j]) & (t.end[j] + way > t.start[i])
    for n, amount in enumerate(np.bincount(row, np.where(clash, cost, 0), len(costs)).tolist()):
        costs[n] += int(amount)
