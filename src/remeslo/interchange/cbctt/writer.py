"""Instances and solutions as text, in the order of the value."""

from collections.abc import Iterator

from remeslo.core.timetable.problem import Dialect, Timetable, TimetableProblem
from remeslo.interchange.cbctt.instance import Instance


class CannotBeWritten(ValueError):
    """A problem or timetable that the format has no words for."""


def write_instance(instance: Instance) -> bytes:
    """A ``.ctt`` file; ``read_instance(write_instance(x)).instance == x``."""
    return ("\n".join(_instance(instance)) + "\n").encode()


def write_solution(problem: TimetableProblem, timetable: Timetable) -> bytes:
    """
    One line a lecture, in the order of the problem; a lecture that is not placed has none.

    Lectures of one course are alike: after reading back they may have changed numbers where one was missing.

    Raises
    ------
    CannotBeWritten
        For a problem that was not read from a ``.ctt`` file, or a lecture without a room or on several days.
    """
    if problem.dialect is not Dialect.CBCTT:
        raise CannotBeWritten(f"problem {problem.name} is not of this format.")
    return "".join(f"{line}\n" for line in _solution(problem, timetable)).encode()


def _instance(i: Instance) -> Iterator[str]:
    yield f"Name: {i.name}"
    yield f"Courses: {len(i.courses)}"
    yield f"Rooms: {len(i.rooms)}"
    yield f"Days: {i.days}"
    yield f"Periods_per_day: {i.periods_per_day}"
    yield f"Curricula: {len(i.curricula)}"
    yield f"Constraints: {len(i.unavailable)}"
    yield from ("", "COURSES:")
    yield from (f"{c.name} {c.teacher} {c.lectures} {c.min_working_days} {c.students}" for c in i.courses)
    yield from ("", "ROOMS:")
    yield from (f"{r.name} {r.capacity}" for r in i.rooms)
    yield from ("", "CURRICULA:")
    yield from (" ".join((q.name, str(len(q.courses)), *q.courses)) for q in i.curricula)
    yield from ("", "UNAVAILABILITY_CONSTRAINTS:")
    yield from (f"{course} {day} {period}" for course, day, period in i.unavailable)
    yield from ("", "END.")


def _solution(problem: TimetableProblem, timetable: Timetable) -> Iterator[str]:
    for course in problem.courses:
        for subpart in course.configs[0].subparts:
            for each in subpart.classes:
                placed = timetable.assignments.get(each.id)
                if placed is None:
                    continue
                day = placed.time.days.bit_length() - 1
                if placed.room is None or placed.time.days != 1 << day:
                    raise CannotBeWritten(f"lecture {each.id} needs one day and a room.")
                yield f"{course.id} {placed.room} {day} {placed.time.start}"
