"""Statements that cannot be a problem are refused with the name, the bound and the value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.timetable.small import class_, course, planted, rooms_with

from remeslo.core.base.findings import ProblemError
from remeslo.core.timetable.kinds import CBCTT_KINDS, OVER_ALL, OVER_WEEKS, PAIRWISE, DistributionKind
from remeslo.core.timetable.problem import (
    Class_,
    ClassId,
    ClassTime,
    CourseId,
    Distribution,
    Room,
    RoomId,
    RoomOption,
    Student,
    StudentId,
    TimePattern,
    TimetableProblem,
)

TIME = TimePattern(1, 0, 2, 1)
PROBLEM = TimetableProblem(
    name="p",
    weeks=2,
    days=2,
    slots_per_day=10,
    rooms=rooms_with({("a", "b"): 2}, "a", "b"),
    courses=(course("c", [[class_("1", TIME, rooms=["a"]), class_("2", TIME)]]),),
)


def with_class(**changes: object) -> dict[str, object]:
    return {"courses": (course("c", [[replace(class_("1", TIME, rooms=["a"]), **changes)]]),)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"weeks": 0}, "weeks, days and slots"),
        ({"slots_per_day": 1}, "leaves the calendar"),
        ({"days": 1, "rooms": (Room(RoomId("a"), unavailable=(TimePattern(2, 0, 1, 1),)),)}, "leaves the calendar"),
        ({"rooms": (Room(RoomId("a")), Room(RoomId("a")))}, "room a is given twice"),
        ({"rooms": (Room(RoomId("a"), travel={RoomId("z"): 1}),)}, "names z"),
        ({"rooms": (Room(RoomId("a"), travel={RoomId("b"): 1}), Room(RoomId("b")))}, "travel to b"),
        ({"rooms": (Room(RoomId("a"), travel={RoomId("a"): 1}),)}, "travel to a"),
        ({"rooms": (Room(RoomId("b")),)}, "names a"),
        ({"courses": (course("c"), course("c"))}, "course c is given twice"),
        ({"courses": (course("c", [[class_("1", TIME), class_("1", TIME)]]),)}, "class 1 is given twice"),
        (with_class(times=()), "has no time"),
        (with_class(times=(ClassTime(TIME), ClassTime(replace(TIME, length=3)))), "time of class 1"),
        (with_class(times=(ClassTime(TIME, -1),)), "penalties"),
        (with_class(rooms=()), "rooms are listed exactly when"),
        (with_class(needs_room=False), "rooms are listed exactly when"),
        (with_class(rooms=(RoomOption(RoomId("a")), RoomOption(RoomId("a"), 1))), "room of class 1"),
        (with_class(limit=-1), "limit"),
        (with_class(parent=ClassId("7")), "names 7"),
        (with_class(parent=ClassId("1")), "its own ancestor"),
        ({"distributions": (Distribution(DistributionKind.OVERLAP, (ClassId("9"),)),)}, "names 9"),
        ({"students": (Student(StudentId("s"), (CourseId("x"),)),)}, "names x"),
        ({"students": (Student(StudentId("s"), ()),) * 2}, "student s is given twice"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(changes: dict[str, object], named: str) -> None:
    with pytest.raises(ProblemError, match=named):
        replace(PROBLEM, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [(0, 0, 1, 1), (1, 0, 1, 0), (1, -1, 1, 1), (1, 0, 0, 1)])
def test_a_time_without_days_weeks_or_length_is_refused(values: tuple[int, int, int, int]) -> None:
    with pytest.raises(ProblemError, match="a time needs"):
        TimePattern(*values)


@pytest.mark.parametrize(
    ("kind", "params", "required", "penalty"),
    [
        (DistributionKind.MAX_BLOCK, (1,), False, 1),
        (DistributionKind.SAME_START, (1,), False, 1),
        (DistributionKind.MAX_DAYS, (-1,), False, 1),
        (DistributionKind.SAME_START, (), True, 1),
        (DistributionKind.SAME_START, (), False, -1),
        (DistributionKind.COMPACTNESS, (), True, 0),
    ],
)
def test_a_constraint_with_wrong_numbers_is_refused(
    kind: DistributionKind, params: tuple[int, ...], required: bool, penalty: int
) -> None:
    with pytest.raises(ProblemError):
        Distribution(kind, (), params, required, penalty)


def test_kinds_are_pairwise_or_over_all_and_nineteen_are_of_itc2019() -> None:
    assert set(DistributionKind) == PAIRWISE | OVER_ALL
    assert not PAIRWISE & OVER_ALL
    assert OVER_WEEKS < OVER_ALL
    assert len(set(DistributionKind) - CBCTT_KINDS) == 19


def test_travel_is_the_same_both_ways_and_nothing_without_a_room() -> None:
    a, b = RoomId("a"), RoomId("b")

    assert [PROBLEM.travel(*pair) for pair in ((a, b), (b, a), (a, a), (a, None), (None, b), (RoomId("x"), a))] == [
        2, 2, 0, 0, 0, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "overlaps", "same_day"),
    [
        (TimePattern(0b01, 5, 2, 0b01), True, True),
        (TimePattern(0b01, 6, 2, 0b01), False, True),
        (TimePattern(0b01, 2, 2, 0b11), False, True),
        (TimePattern(0b10, 5, 2, 0b01), False, False),
        (TimePattern(0b01, 5, 2, 0b10), False, False),
    ],
)
def test_times_overlap_when_they_share_a_slot_of_a_day_of_a_week(
    other: TimePattern, overlaps: bool, same_day: bool
) -> None:
    one = TimePattern(0b01, 4, 2, 0b01)

    assert (one.overlaps(other), other.overlaps(one)) == (overlaps, overlaps)
    assert (one.same_day(other), other.same_day(one)) == (same_day, same_day)


def test_the_same_seed_plants_the_same_problem_and_another_one_another() -> None:
    assert planted(4) == planted(4)
    assert planted(4) != planted(5)
    assert isinstance(planted(4)[0].classes[0], Class_)
