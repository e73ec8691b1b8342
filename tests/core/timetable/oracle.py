"""Small problems by enumeration: every timetable judged by `check` and `score`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import Assignment, Timetable, TimetableProblem
from remeslo.core.timetable.score import score
from remeslo.core.timetable.sectioning.options import options_of


def num_placings(problem: TimetableProblem) -> int:
    """Ways to place all classes, lawful or not."""
    return prod(len(c.times) * max(1, len(c.rooms)) for c in problem.classes)


def placings(problem: TimetableProblem) -> Iterator[dict[str, Assignment]]:
    """All ways to place all classes."""
    choices = [
        [Assignment(t.pattern, r) for t in c.times for r in ([o.room for o in c.rooms] or [None])]
        for c in problem.classes
    ]
    for chosen in product(*choices):
        yield {c.id: a for c, a in zip(problem.classes, chosen, strict=True)}


def num_sectionings(problem: TimetableProblem) -> int:
    """Ways for the students, limits aside."""
    return prod(len(options_of(problem.course_of[c])) for s in problem.students for c in s.courses)


def sectionings(problem: TimetableProblem) -> Iterator[dict[str, frozenset[str]]]:
    """All ways for the students, limits aside; none when a student has none."""
    options = [
        [
            frozenset(c for o in chosen for c in o)
            for chosen in product(*(options_of(problem.course_of[c]) for c in s.courses))
        ]
        for s in problem.students
    ]
    for chosen in product(*options):
        yield {s.id: classes for s, classes in zip(problem.students, chosen, strict=True)}


def best_by_enumeration(problem: TimetableProblem) -> int | None:
    """Least cost of a lawful timetable; None when there is none."""
    best: int | None = None
    for students in sectionings(problem):
        for assignments in placings(problem):
            timetable = Timetable(assignments, students)
            cost = score(problem, timetable, hard=0).total
            if (best is None or cost < best) and not check(problem, timetable):
                best = cost
    return best
