"""A problem by numbers, made once for all models of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from remeslo.core.timetable._cpsat.times import Longs, Times
from remeslo.core.timetable.kinds import PAIRWISE, DistributionKind
from remeslo.core.timetable.problem import Assignment, ClassId, RoomId, StudentId, TimePattern, TimetableProblem


@dataclass(frozen=True)
class Rule:
    """
    A distribution constraint by numbers.

    Parameters
    ----------
    penalty
        Weighted cost of one violation, 0 for a hard rule; ``weight`` is the part of it that is the weight.
    """

    kind: DistributionKind
    params: tuple[int, ...]
    classes: tuple[int, ...]
    is_hard: bool
    penalty: int
    weight: int

    @property
    def is_pairwise(self) -> bool:
        """True for kinds judged by pairs."""
        return self.kind in PAIRWISE


@dataclass(frozen=True)
class Ground:
    """
    Classes and rooms by number; room ``R`` (how many there are) stands for "has none" and is 0 away from all.

    Costs are weighted. Rules that neither bind nor cost are left out; a class listed twice in one counts once.
    """

    problem: TimetableProblem

    @cached_property
    def number(self) -> Mapping[ClassId, int]:
        """Class numbers."""
        return {c.id: n for n, c in enumerate(self.problem.classes)}

    @cached_property
    def room_number(self) -> Mapping[RoomId | None, int]:
        """Room numbers; ``None`` is the last."""
        rooms: dict[RoomId | None, int] = {r.id: n for n, r in enumerate(self.problem.rooms)}
        rooms[None] = len(rooms)
        return rooms

    @cached_property
    def times(self) -> tuple[Times, ...]:
        """Times by class."""
        return tuple(Times.of(t.pattern for t in c.times) for c in self.problem.classes)

    @cached_property
    def time_cost(self) -> tuple[Longs, ...]:
        """Cost by class and time."""
        weight = self.problem.weights.time
        return tuple(np.array([weight * t.penalty for t in c.times], np.int64) for c in self.problem.classes)

    @cached_property
    def rooms(self) -> tuple[Longs, ...]:
        """Rooms by class; only ``R`` for a class that needs none."""
        number = self.room_number
        return tuple(
            np.array([number[o.room] for o in c.rooms] or [number[None]], np.int64) for c in self.problem.classes
        )

    @cached_property
    def room_cost(self) -> tuple[Longs, ...]:
        """Cost by class and room."""
        weight = self.problem.weights.room
        return tuple(np.array([weight * o.penalty for o in c.rooms] or [0], np.int64) for c in self.problem.classes)

    @cached_property
    def travel(self) -> Longs:
        """(R + 1, R + 1), slots."""
        number = self.room_number
        slots = np.zeros((len(number), len(number)), np.int64)
        for r in self.problem.rooms:
            for other, n in r.travel.items():
                slots[number[r.id], number[other]] = n
        return slots

    @cached_property
    def closed(self) -> tuple[Times, ...]:
        """When each room is unavailable; the last, no room, never."""
        return (*(Times.of(r.unavailable) for r in self.problem.rooms), Times.of(()))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Rules that bind or cost."""
        weight = self.problem.weights.distribution
        found = []
        for d in self.problem.distributions:
            classes = tuple(dict.fromkeys(self.number[c] for c in d.classes))
            if d.required or d.penalty * weight:
                found.append(Rule(d.kind, d.params, classes, d.required, d.penalty * weight, weight))
        return tuple(found)

    @cached_property
    def rules_of(self) -> tuple[tuple[Rule, ...], ...]:
        """Rules by class."""
        rows: list[list[Rule]] = [[] for _ in self.problem.classes]
        for rule in self.rules:
            for c in rule.classes:
                rows[c].append(rule)
        return tuple(tuple(r) for r in rows)

    def shared(self, students: Mapping[StudentId, frozenset[ClassId]]) -> csr_array:
        """(classes, classes): weighted cost of one clash, which is weight x students in both; diagonal 0."""
        pairs = [(n, self.number[c]) for n, attended in enumerate(students.values()) for c in attended]
        size = len(self.problem.classes)
        if not pairs or not self.problem.weights.student:
            return csr_array((size, size), dtype=np.int64)
        rows, columns = np.array(pairs, np.int64).T
        attends = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=(len(students), size))
        both = (attends.T @ attends).tolil()
        both.setdiag(0)
        common = both.tocsr() * self.problem.weights.student
        common.eliminate_zeros()
        return csr_array(common)

    def assignment(self, number: int, time: int, room: int) -> Assignment:
        """A class's assignment by the numbers of a time and of a room in its lists."""
        each = self.problem.classes[number]
        return Assignment(each.times[time].pattern, each.rooms[room].room if each.rooms else None)

    def time_of(self, number: int, time: TimePattern) -> int | None:
        """Where a time stands in a class's list."""
        return next((k for k, t in enumerate(self.problem.classes[number].times) if t.pattern == time), None)

    def room_of(self, number: int, room: RoomId | None) -> int | None:
        """Where a room stands in a class's list; 0 for none where none is needed."""
        rooms = self.problem.classes[number].rooms
        if not rooms:
            return 0 if room is None else None
        return next((k for k, o in enumerate(rooms) if o.room == room), None)
