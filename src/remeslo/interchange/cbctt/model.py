"""
A ``.ctt`` instance as a timetabling problem: one week, one slot a period, one class a lecture, no students.

Room capacity becomes a penalty of the room; working days, compactness and stability are soft rules with the published
penalties 5, 2 and 1; "different periods" of a course, a teacher and a curriculum are required `NotOverlap`.
"""

from collections.abc import Iterator

from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import (
    Class_,
    ClassId,
    ClassTime,
    Config,
    ConfigId,
    Course,
    CourseId,
    Dialect,
    Distribution,
    Room,
    RoomId,
    RoomOption,
    Subpart,
    SubpartId,
    TimePattern,
    TimetableProblem,
)
from remeslo.interchange.cbctt.instance import CbcttCourse, Instance, lecture_id

MISSING_DAY, ISOLATED_LECTURE, OTHER_ROOM = 5, 2, 1
"""Published penalties."""


def as_problem(instance: Instance) -> TimetableProblem:
    """
    The instance as a problem.

    Raises
    ------
    ProblemError
        When a course has no period left, and for what the problem itself refuses.
    """
    closed = set(instance.unavailable)
    return TimetableProblem(
        name=instance.name,
        weeks=1,
        days=instance.days,
        slots_per_day=instance.periods_per_day,
        rooms=tuple(Room(RoomId(r.name), r.capacity) for r in instance.rooms),
        courses=tuple(_course(instance, c, closed) for c in instance.courses),
        distributions=tuple(_rules(instance)),
        dialect=Dialect.CBCTT,
    )


def period(day: int, number: int) -> TimePattern:
    """A period of a day, both from 0."""
    return TimePattern(1 << day, number, 1, 1)


def _course(instance: Instance, course: CbcttCourse, closed: set[tuple[str, int, int]]) -> Course:
    times = tuple(
        ClassTime(period(d, p))
        for d in range(instance.days)
        for p in range(instance.periods_per_day)
        if (course.name, d, p) not in closed
    )
    rooms = tuple(RoomOption(RoomId(r.name), max(0, course.students - r.capacity)) for r in instance.rooms)
    subparts = tuple(
        Subpart(SubpartId(each), (Class_(each, times, rooms, limit=course.students),)) for each in _lectures(course)
    )
    return Course(CourseId(course.name), (Config(ConfigId(course.name), subparts),))


def _lectures(course: CbcttCourse) -> tuple[ClassId, ...]:
    return tuple(lecture_id(course.name, n) for n in range(1, course.lectures + 1))


def _rules(instance: Instance) -> Iterator[Distribution]:
    lectures = {c.name: _lectures(c) for c in instance.courses}
    taught: dict[str, list[ClassId]] = {}
    for course in instance.courses:
        taught.setdefault(course.teacher, []).extend(lectures[course.name])
        yield from _rules_of_course(course, lectures[course.name])
    for teacher, classes in taught.items():
        yield _apart(tuple(classes), f"teacher {teacher}")
    for curriculum in instance.curricula:
        classes = [each for name in curriculum.courses for each in lectures[name]]
        label = f"curriculum {curriculum.name}"
        yield _apart(tuple(classes), label)
        yield Distribution(DistributionKind.COMPACTNESS, tuple(classes), penalty=ISOLATED_LECTURE, label=label)


def _rules_of_course(course: CbcttCourse, lectures: tuple[ClassId, ...]) -> Iterator[Distribution]:
    label = f"course {course.name}"
    yield _apart(lectures, label)
    days = (course.min_working_days,)
    yield Distribution(DistributionKind.MIN_WORKING_DAYS, lectures, days, penalty=MISSING_DAY, label=label)
    yield Distribution(DistributionKind.ROOM_STABILITY, lectures, penalty=OTHER_ROOM, label=label)


def _apart(classes: tuple[ClassId, ...], label: str) -> Distribution:
    return Distribution(DistributionKind.NOT_OVERLAP, classes, required=True, label=label)
