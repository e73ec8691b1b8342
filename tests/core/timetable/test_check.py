"""Planted violations of placing, rooms and students: each is named with whom it concerns, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.timetable.small import class_, course, rooms_with

from remeslo.core.base.findings import Finding
from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import (
    Assignment,
    ClassId,
    CourseId,
    RoomId,
    Student,
    StudentId,
    TimePattern,
    Timetable,
    TimetableProblem,
)
from remeslo.core.timetable.score import score

EARLY, LATE, ODD = TimePattern(1, 0, 2, 0b11), TimePattern(1, 4, 2, 0b11), TimePattern(1, 0, 2, 0b01)
CLOSED = TimePattern(1, 5, 3, 0b10)

PROBLEM = TimetableProblem(
    name="p",
    weeks=2,
    days=2,
    slots_per_day=10,
    rooms=rooms_with({}, "a", "b", b=[CLOSED]),
    courses=(
        course(
            "maths",
            [
                [class_("l1", EARLY, LATE, rooms=["a", "b"], limit=1), class_("l2", EARLY, rooms=["b"], limit=2)],
                [class_("s1", LATE, limit=9, parent="l1"), class_("s2", LATE, limit=9)],
            ],
            [[class_("alone", TimePattern(2, 0, 1, 1))]],
        ),
        course("art", [[class_("w", LATE, ODD, rooms=["a"])]]),
    ),
    students=(
        Student(StudentId("ann"), (CourseId("maths"),)),
        Student(StudentId("bob"), (CourseId("maths"), CourseId("art"))),
    ),
)
LAWFUL = Timetable(
    {
        ClassId("l1"): Assignment(EARLY, RoomId("a")),
        ClassId("l2"): Assignment(EARLY, RoomId("b")),
        ClassId("s1"): Assignment(LATE),
        ClassId("s2"): Assignment(LATE),
        ClassId("alone"): Assignment(TimePattern(2, 0, 1, 1)),
        ClassId("w"): Assignment(LATE, RoomId("a")),
    },
    {
        StudentId("ann"): frozenset({ClassId("l1"), ClassId("s1")}),
        StudentId("bob"): frozenset({ClassId("alone"), ClassId("w")}),
    },
)


def placed(each: str, time: TimePattern, room: str | None) -> list[Finding]:
    changed = {**LAWFUL.assignments, ClassId(each): Assignment(time, None if room is None else RoomId(room))}
    return check(PROBLEM, replace(LAWFUL, assignments=changed))


def attended(student: str, *classes: str) -> list[Finding]:
    changed = {**LAWFUL.students, StudentId(student): frozenset(ClassId(c) for c in classes)}
    return check(PROBLEM, replace(LAWFUL, students=changed))


def told(findings: list[Finding]) -> list[tuple[str, dict[str, object]]]:
    assert all(f.hard for f in findings)
    return [(f.code.removeprefix("timetable."), dict(f.facts)) for f in findings]


def test_a_lawful_timetable_has_no_findings() -> None:
    assert check(PROBLEM, LAWFUL) == []
    assert score(PROBLEM, LAWFUL).hard == 0


@pytest.mark.parametrize(
    ("each", "time", "room", "expected"),
    [
        (
            "l1",
            LATE,
            "b",
            ("room_unavailable", {"each": "l1", "room": "b", "days": "10", "start": 5, "length": 3, "weeks": "01"}),
        ),
        ("l1", EARLY, "b", ("room_occupied", {"classes": ("l1", "l2"), "room": "b"})),
        ("l1", ODD, "a", ("time_not_allowed", {"each": "l1", "days": "10", "start": 0, "weeks": "10"})),
        (
            "l1",
            replace(EARLY, length=1),
            "a",
            ("time_not_allowed", {"each": "l1", "days": "10", "start": 0, "weeks": "11"}),
        ),
        ("w", LATE, "b", ("room_not_allowed", {"each": "w", "room": "b"})),
        ("w", LATE, "elsewhere", ("room_not_allowed", {"each": "w", "room": "elsewhere"})),
        ("w", LATE, None, ("room_missing", {"each": "w"})),
        ("s1", LATE, "b", ("room_unneeded", {"each": "s1", "room": "b"})),
    ],
)
def test_a_misplaced_class_is_named(
    each: str, time: TimePattern, room: str | None, expected: tuple[str, object]
) -> None:
    assert expected in told(placed(each, time, room))
    assert {code for code, _ in told(placed(each, time, room))} <= {expected[0], "room_unavailable"}


def test_a_class_that_is_not_placed_or_not_of_the_problem_is_named() -> None:
    rest = {c: a for c, a in LAWFUL.assignments.items() if c != "s2"}
    strange = {**rest, ClassId("ghost"): Assignment(EARLY)}

    assert told(check(PROBLEM, replace(LAWFUL, assignments=strange))) == [
        ("unknown_in_plan", {"what": "class", "id": "ghost"}),
        ("class_missing", {"each": "s2"}),
    ]


@pytest.mark.parametrize(
    ("student", "classes", "expected"),
    [
        ("ann", (), [("student_unassigned", {"student": "ann", "course": "maths"})]),
        ("ann", ("l1",), [("student_subpart_missing", {"student": "ann", "course": "maths", "subpart": "maths.1.2"})]),
        ("ann", ("l2", "s1"), [("student_parent", {"student": "ann", "each": "s1", "parent": "l1"})]),
        (
            "ann",
            ("l1", "l2", "s2"),
            [
                (
                    "student_subpart_twice",
                    {"student": "ann", "course": "maths", "subpart": "maths.1.1", "classes": ("l1", "l2")},
                )
            ],
        ),
        (
            "ann",
            ("l1", "s1", "alone"),
            [("student_two_configs", {"student": "ann", "course": "maths", "configs": ("maths.1", "maths.2")})],
        ),
        ("ann", ("l1", "s1", "w"), [("student_unwanted", {"student": "ann", "each": "w", "course": "art"})]),
        ("ann", ("l1", "s1", "ghost"), [("unknown_in_plan", {"what": "class", "id": "ghost"})]),
        ("bob", ("l1", "s1", "w"), [("class_over_limit", {"each": "l1", "students": 2, "limit": 1})]),
        ("bob", ("l2", "s2", "w"), []),
    ],
)
def test_a_student_who_is_sectioned_wrongly_is_named(
    student: str, classes: tuple[str, ...], expected: list[tuple[str, object]]
) -> None:
    assert told(attended(student, *classes)) == expected


def test_a_student_who_is_missing_or_unknown_is_named() -> None:
    students = {StudentId("eve"): frozenset({ClassId("w")}), StudentId("bob"): LAWFUL.students[StudentId("bob")]}

    assert told(check(PROBLEM, replace(LAWFUL, students=students))) == [
        ("unknown_in_plan", {"what": "student", "id": "eve"}),
        ("student_unassigned", {"student": "ann", "course": "maths"}),
    ]


def test_a_student_conflict_is_counted_once_however_often_the_classes_meet() -> None:
    students = {**LAWFUL.students, StudentId("bob"): frozenset({ClassId("l2"), ClassId("s2"), ClassId("w")})}
    found = score(PROBLEM, replace(LAWFUL, students=students))

    assert (found.student, found.total, found.hard) == (1, 1, 0)
