"""Student conflicts: pairs of classes that a student attends and that nobody can attend both."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from remeslo.core.timetable.problem import ClassId, StudentId, Timetable, TimetableProblem


def student_conflicts(problem: TimetableProblem, timetable: Timetable) -> Iterator[tuple[StudentId, ClassId, ClassId]]:
    """
    Each conflict once, classes in the order of the problem.

    Two classes conflict when they share a week and a day, and fewer slots lie between them than the way between
    their rooms takes; overlapping ones always do. However often they meet, it is one conflict a student.
    """
    ids = [c.id for c in problem.classes if c.id in timetable.assignments]
    index = {c: i for i, c in enumerate(ids)}
    clash = clashes(problem, timetable, ids)
    for student, attended in timetable.students.items():
        own = np.array(sorted(index[c] for c in attended if c in index), dtype=np.intp)
        among = clash[np.ix_(own, own)]
        if among.any():
            for i, j in np.argwhere(np.triu(among)):
                yield student, ids[own[i]], ids[own[j]]


def clashes(problem: TimetableProblem, timetable: Timetable, ids: list[ClassId]) -> NDArray[np.bool_]:
    """Which two of these placed classes nobody can attend both: (classes, classes), bool, symmetric, diagonal False."""
    placed = [timetable.assignments[c] for c in ids]
    days = np.array([a.time.days & (1 << problem.days) - 1 for a in placed], dtype=np.int64)
    weeks = np.array([a.time.weeks & (1 << problem.weeks) - 1 for a in placed], dtype=np.int64)
    start = np.array([a.time.start for a in placed], dtype=np.int64)
    end = np.array([a.time.end for a in placed], dtype=np.int64)
    room_index = {r.id: i for i, r in enumerate(problem.rooms)}
    room = np.array([room_index.get(a.room, -1) if a.room is not None else -1 for a in placed], dtype=np.intp)
    way = _ways(problem)
    clash = np.zeros((len(ids), len(ids)), dtype=np.bool_)
    for i in range(len(ids)):
        gap = way[room[i], room]
        apart = (end[i] + gap <= start) | (end + gap <= start[i])
        clash[i] = ~apart & (days[i] & days != 0) & (weeks[i] & weeks != 0)
    np.fill_diagonal(clash, False)
    return clash


def _ways(problem: TimetableProblem) -> NDArray[np.int64]:
    """Slots between rooms, (rooms + 1, rooms + 1); the last row and column, no room, are 0."""
    index = {r.id: i for i, r in enumerate(problem.rooms)}
    way = np.zeros((len(index) + 1, len(index) + 1), dtype=np.int64)
    for room in problem.rooms:
        for other, slots in room.travel.items():
            way[index[room.id], index[other]] = slots
    return way
