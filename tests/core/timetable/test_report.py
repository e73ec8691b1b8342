"""The report: every part adds up to the total, and each cost is told with its classes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.timetable.small import class_, course, problems, rooms_with, timetables

from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import (
    Assignment,
    ClassId,
    CourseId,
    Distribution,
    RoomId,
    Student,
    StudentId,
    TimePattern,
    Timetable,
    TimetableProblem,
    Weights,
)
from remeslo.core.timetable.report import report
from remeslo.core.timetable.score import score


@settings(max_examples=40)
@given(st.data())
def test_every_part_of_the_report_adds_up_to_the_total(data: st.DataObject) -> None:
    problem = data.draw(problems())
    timetable = data.draw(timetables(problem))
    found = report(problem, timetable)

    assert found.score == score(problem, timetable)
    assert {sum(s.values()) for s in (found.by_kind, found.by_room, found.by_day, found.by_class)} == {
        found.score.total
    }
    assert sum(i.cost for i in found.items) == found.score.total
    assert all(i.cost > 0 and i.classes for i in found.items)


def test_a_cost_of_two_classes_is_shared_and_that_of_two_days_divided() -> None:
    both_days, monday = TimePattern(0b11, 0, 2, 1), TimePattern(0b01, 1, 2, 1)
    problem = TimetableProblem(
        name="p",
        weeks=1,
        days=2,
        slots_per_day=4,
        rooms=rooms_with({}, "r1", "r2"),
        courses=(
            course("a", [[class_("1", (both_days, 4), rooms=["r1"])]]),
            course("b", [[class_("2", monday, rooms=[("r2", 1)])]]),
        ),
        distributions=(
            Distribution(DistributionKind.NOT_OVERLAP, (ClassId("1"), ClassId("2")), penalty=3),
            Distribution(DistributionKind.SAME_DAYS, (ClassId("1"), ClassId("2")), penalty=3),
        ),
        students=(Student(StudentId("s"), (CourseId("a"), CourseId("b"))),),
        weights=Weights(1, 10, 2, 100),
    )
    placed = {ClassId("1"): Assignment(both_days, RoomId("r1")), ClassId("2"): Assignment(monday, RoomId("r2"))}
    found = report(problem, Timetable(placed, {StudentId("s"): frozenset(placed)}))

    assert found.by_kind == {"student": 100, "room": 10, "NotOverlap": 6, "time": 4}
    assert found.by_class == {"2": 10 + 3 + 50, "1": 4 + 3 + 50}
    assert found.by_room == {"r2": 63, "r1": 57}
    assert found.by_day == {"0": 63 + 57 / 2, "1": 57 / 2}
    (rule,) = (i for i in found.items if i.constraint)
    assert (rule.kind, rule.constraint, rule.amount, rule.cost, rule.classes) == ("NotOverlap", 1, 1, 6, ("1", "2"))


def test_a_timetable_of_nothing_has_no_cost_but_what_is_missing() -> None:
    one = class_("1", TimePattern(1, 0, 1, 1))
    rule = Distribution(DistributionKind.MIN_WORKING_DAYS, (one.id,), (2,), penalty=5)
    problem = TimetableProblem(
        name="p", weeks=1, days=1, slots_per_day=4, rooms=(), courses=(course("a", [[one]]),), distributions=(rule,)
    )
    found = report(problem, Timetable({}))

    assert (found.score.total, found.score.hard) == (10, 1)
    assert (found.by_room, found.by_day, found.by_class) == ({"": 10}, {"": 10}, {"1": 10})
