"""What a ``.ctt`` file says, value by value."""

from dataclasses import dataclass

from remeslo.core.timetable.problem import ClassId


@dataclass(frozen=True, slots=True)
class CbcttCourse:
    """A course: ``lectures`` > 0 of one period each, on at least ``min_working_days`` days, for ``students``."""

    name: str
    teacher: str
    lectures: int
    min_working_days: int
    students: int


@dataclass(frozen=True, slots=True)
class CbcttRoom:
    """A room and its seats."""

    name: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Courses that the same students take."""

    name: str
    courses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """
    A whole file, in its order.

    Parameters
    ----------
    unavailable
        (course, day, period) at which a course may have no lecture; days and periods count from 0.
    """

    name: str
    days: int
    periods_per_day: int
    courses: tuple[CbcttCourse, ...]
    rooms: tuple[CbcttRoom, ...]
    curricula: tuple[Curriculum, ...] = ()
    unavailable: tuple[tuple[str, int, int], ...] = ()


def lecture_id(course: str, number: int) -> ClassId:
    """The class that stands for a lecture; ``number`` counts from 1."""
    return ClassId(f"{course}#{number}")
