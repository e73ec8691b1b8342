"""Sectioning of students: a first one, with or without times, and improvement for fixed times."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from remeslo.core.base.findings import Finding
from remeslo.core.timetable._kernels.students import (
    LINEAR,
    Bytes,
    Ints,
    Longs,
    Roll,
    State,
    conflict_matrix,
    cost,
    enrol,
    troubled,
    walk,
)
from remeslo.core.timetable.problem import Assignment, ClassId, StudentId, TimetableProblem
from remeslo.core.timetable.sectioning.expected import expected_clashes
from remeslo.core.timetable.sectioning.roll import Lists, lists_of

MOVES_PER_ENROLMENT = 100
"""Effort of a sectioning unless the caller says otherwise."""

_ROUNDS = 10
_STEPS: Ints = np.round(100 * np.diff(np.sqrt(np.arange(64)))).astype(np.int32)
"""While no time is known: the n-th student whom two classes share costs less than the one before."""


@dataclass(frozen=True, slots=True)
class Sectioning:
    """
    Classes by student.

    Parameters
    ----------
    conflicts
        Student conflicts at the times given; classes without a time are in none.
    findings
        Courses with fewer seats than students; those left over attend nothing of that course.
    """

    students: Mapping[StudentId, frozenset[ClassId]]
    conflicts: int
    findings: tuple[Finding, ...] = ()


def section(
    problem: TimetableProblem,
    assignments: Mapping[ClassId, Assignment] | None = None,
    *,
    seed: int = 0,
    moves: int | None = None,
    start: Mapping[StudentId, frozenset[ClassId]] | None = None,
) -> Sectioning:
    """
    Give every student classes, all limits and parents respected.

    With times, as few student conflicts as ``moves`` steps find, never more than those of ``start`` where that is
    lawful; without times, students of like wishes together, so that few pairs of classes share students.
    """
    lists = lists_of(problem)
    begun = lists.choice_of(start) if start is not None else None
    state = lists.begin(begun)
    effort = MOVES_PER_ENROLMENT * len(lists.enrolments) if moves is None else moves
    if assignments:
        clash = clashes(problem, assignments)
        improve(lists.roll, state, clash, seed=seed, moves=effort)
        conflicts = cost(lists.roll, state, clash, LINEAR)
    else:
        gather(lists, state, seed=seed, moves=effort)
        conflicts = 0
    return Sectioning(lists.students(state.choice), conflicts, lists.findings)


def gather(lists: Lists, state: State, *, seed: int, moves: int) -> None:
    """Before times are known: few, and unlikely, clashes between classes that share students."""
    weights = expected_clashes(lists.problem, seed)
    typical = 100.0 * float(weights[weights > 0].mean()) if weights.any() else 1.0
    none: Ints = np.zeros(0, np.int32)
    walk(lists.roll, state, weights, _STEPS, none, stream(seed), moves, typical, typical / 100)


def improve(roll: Roll, state: State, clash: Bytes, *, seed: int, moves: int, warm: float = 0.3) -> int:
    """
    Fewer student conflicts at fixed times; ``state`` ends no worse than it was. Returns the change (<= 0).

    Rounds of annealing that begin at temperature ``warm`` (conflicts), each colder, the last one going downhill only.
    """
    random = stream(seed)
    before = state.choice.copy()
    hot: Ints = np.zeros(len(roll.loose), np.int32)
    change = 0
    for n in range(_ROUNDS):
        found = troubled(roll, state, clash, hot)
        if not found:
            break
        heat = warm * (1 - n / (_ROUNDS - 1))
        change += walk(roll, state, clash, LINEAR, hot[:found], random, moves // _ROUNDS, heat, heat)
    if change > 0:
        enrol(roll, state, before, clash, LINEAR)
        return 0
    return change


def clashes(problem: TimetableProblem, assignments: Mapping[ClassId, Assignment]) -> Bytes:
    """The clash matrix of a timetable, whole or in part."""
    number = {r.id: n for n, r in enumerate(problem.rooms)}
    travel = np.zeros((max(1, len(number)), max(1, len(number))), np.int32)
    for r in problem.rooms:
        for other, slots in r.travel.items():
            travel[number[r.id], number[other]] = slots
    placed = [assignments.get(c.id) for c in problem.classes]
    clash = np.zeros((len(placed), len(placed)), np.uint8)
    conflict_matrix(
        np.array([a.time.start if a else 0 for a in placed], np.int32),
        np.array([a.time.end if a else 0 for a in placed], np.int32),
        np.array([a.time.days if a else 0 for a in placed], np.int64),
        np.array([a.time.weeks if a else 0 for a in placed], np.int64),
        np.array([number.get(a.room, -1) if a and a.room else -1 for a in placed], np.int32),
        travel,
        clash,
    )
    return clash


def stream(seed: int) -> Longs:
    """The kernels' random state of a seed; never 0."""
    mixed = (seed * 2654435761 + 0x9E3779B9) & 0xFFFFFFFF
    return np.array([mixed or 1], np.int64)
