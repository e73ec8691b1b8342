"""Strategies of small weeks that are grids: one slot a class, lists of compactness, working days and rooms."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.core.timetable.small import class_, course

from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import (
    ClassId,
    Distribution,
    Room,
    RoomId,
    TimePattern,
    TimetableProblem,
    Weights,
)

K = DistributionKind


@st.composite
def grids(draw: st.DrawFn, *, max_courses: int = 4, max_lectures: int = 3, max_rooms: int = 3) -> TimetableProblem:
    """Any small grid; often without a lawful timetable. Slots are two long and do not always touch."""
    days, starts = draw(st.integers(1, 3)), draw(st.sampled_from([(0, 2), (0, 2, 4), (0, 3, 5), (1, 3, 6, 8)]))
    patterns = [TimePattern(1 << d, s, 2, 1) for d in range(days) for s in starts]
    rooms = [f"r{n}" for n in range(1, draw(st.integers(1, max_rooms)) + 1)]
    closed = draw(st.lists(st.sampled_from(patterns), max_size=1))
    courses, lectures = [], {}
    for n in range(1, draw(st.integers(1, max_courses)) + 1):
        times = draw(st.lists(st.sampled_from(patterns), min_size=2, unique=True))
        choice = [(t, draw(st.integers(0, 3))) for t in times]
        places = [(r, draw(st.integers(0, 3))) for r in rooms]
        ids = [ClassId(f"c{n}#{k}") for k in range(1, draw(st.integers(1, max_lectures)) + 1)]
        subparts = [[class_(i, *choice, rooms=places)] for i in ids]
        courses.append(course(f"c{n}", subparts))
        lectures[n] = tuple(ids)
    return TimetableProblem(
        name="grid",
        weeks=1,
        days=days,
        slots_per_day=12,
        rooms=tuple(Room(RoomId(r), 0, {}, tuple(closed) if r == "r1" else ()) for r in rooms),
        courses=tuple(courses),
        distributions=tuple(draw(_rules(lectures))),
        weights=Weights(1, 2, 3, 1),
    )


@st.composite
def _rules(draw: st.DrawFn, lectures: dict[int, tuple[ClassId, ...]]) -> list[Distribution]:
    rules = []
    for ids in lectures.values():
        rules.append(Distribution(K.NOT_OVERLAP, ids, required=True))
        rules.append(Distribution(K.MIN_WORKING_DAYS, ids, (draw(st.integers(1, 3)),), penalty=5))
        rules.append(Distribution(K.ROOM_STABILITY, ids, penalty=draw(st.integers(1, 2))))
    for courses in draw(st.lists(st.sets(st.sampled_from(sorted(lectures)), min_size=1), max_size=3)):
        ids = tuple(c for n in sorted(courses) for c in lectures[n])
        rules.append(Distribution(K.NOT_OVERLAP, ids, required=True))
        rules.append(Distribution(K.COMPACTNESS, ids, penalty=2))
    return rules


def teaching_week(num_courses: int = 12, days: int = 4, slots: int = 4) -> TimetableProblem:
    """A grid of some size, always the same: courses of three lectures, groups that take four of them."""
    patterns = [TimePattern(1 << d, s, 1, 1) for d in range(days) for s in range(slots)]
    lectures = {n: tuple(ClassId(f"c{n}#{k}") for k in range(1, 4)) for n in range(num_courses)}
    courses = []
    for n, ids in lectures.items():
        times = [t for k, t in enumerate(patterns) if (k + n) % 5]
        courses.append(course(f"c{n}", [[class_(i, *times, rooms=[("a", n % 3), "b", "c"])] for i in ids]))
    rules = []
    for n, ids in lectures.items():
        group = tuple(i for k in range(4) for i in lectures[(n + k * k) % num_courses])
        rules.append(Distribution(K.MIN_WORKING_DAYS, ids, (3,), penalty=5))
        rules.append(Distribution(K.ROOM_STABILITY, ids, penalty=1))
        if n % 3 == 0:
            rules.append(Distribution(K.NOT_OVERLAP, group, required=True))
            rules.append(Distribution(K.COMPACTNESS, group, penalty=2))
    return TimetableProblem(
        name="week",
        weeks=1,
        days=days,
        slots_per_day=slots,
        rooms=tuple(Room(RoomId(r), 0, {}) for r in "abc"),
        courses=tuple(courses),
        distributions=tuple(rules),
    )
