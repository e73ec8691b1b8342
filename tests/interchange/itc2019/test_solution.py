"""Solutions of ITC-2019: what is read, read back after writing, and where a bad file is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.timetable.small import ITC_KINDS, problems, timetables
from tests.interchange.itc2019.sample import PROBLEM, SOLUTION

from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import Assignment, ClassId, RoomId, StudentId, TimePattern, Timetable
from remeslo.core.timetable.score import score
from remeslo.interchange import itc2019
from remeslo.interchange.itc2019 import About, SolutionReading


def sample():
    problem = itc2019.read_problem(PROBLEM.encode(), name="p").problem
    assert problem is not None
    return problem


def read(text: str) -> SolutionReading:
    return itc2019.read_solution(text.encode(), sample(), name="s.xml")


@settings(max_examples=60)
@given(st.data())
def test_reading_what_was_written_gives_the_same_timetable(data: st.DataObject) -> None:
    problem = data.draw(problems(kinds=ITC_KINDS))
    timetable = data.draw(timetables(problem, own=True))
    reading = itc2019.read_solution(itc2019.write_solution(problem, timetable), problem, name="s.xml")
    attending = {s: c for s, c in timetable.students.items() if c}

    assert reading.timetable == Timetable(timetable.assignments, attending)
    assert (reading.findings, reading.about["technique"]) == ((), "Remeslo")
    assert score(problem, reading.timetable) == score(problem, timetable)


def test_a_solution_is_read_with_what_it_says_of_its_making() -> None:
    reading = read(SOLUTION)

    assert reading.timetable == Timetable(
        {
            ClassId("1"): Assignment(TimePattern(0b101, 2, 4, 0b11), RoomId("1")),
            ClassId("2"): Assignment(TimePattern(0b100, 10, 2, 0b10)),
        },
        {StudentId("1"): frozenset({ClassId("1"), ClassId("2")})},
    )
    assert reading.about == {"runtime": "1.5", "cores": "2", "technique": "by hand"}
    assert check(sample(), reading.timetable) == []
    written = itc2019.write_solution(sample(), reading.timetable, About(1.5, 2, "by hand"))
    assert itc2019.read_solution(written, sample(), name="s.xml") == reading


def test_a_time_that_is_not_of_the_class_is_kept_and_judged() -> None:
    reading = read(SOLUTION.replace('days="101" start="2"', 'days="101" start="3"'))
    assert reading.timetable is not None

    assert reading.timetable.assignments[ClassId("1")].time == TimePattern(0b101, 3, 4, 0b11)
    assert [f.code for f in check(sample(), reading.timetable)] == ["timetable.time_not_allowed"]


def test_the_length_is_that_of_the_time_with_the_same_days_start_and_weeks() -> None:
    reading = read(SOLUTION.replace('days="101" start="2" weeks="11"', 'days="010" start="2" weeks="10"'))
    assert reading.timetable is not None

    assert reading.timetable.assignments[ClassId("1")].time == TimePattern(0b010, 2, 6, 0b01)


def test_a_class_without_a_time_is_not_placed_but_keeps_its_students() -> None:
    reading = read(SOLUTION.replace(' days="101" start="2" weeks="11" room="1"', ""))
    assert reading.timetable is not None

    assert [f.code for f in check(sample(), reading.timetable)] == ["timetable.class_missing"]


@pytest.mark.parametrize(
    ("old", "new", "code", "stops"),
    [
        ('name="sample"', 'name="other"', "other_problem", False),
        ('class id="1"', 'class id="7"', "unknown_reference", False),
        ('<student id="1"/>', '<student id="9"/>', "unknown_reference", False),
        ('class id="2"', 'class id="1"', "repeated_id", True),
        ('days="101"', 'days="10"', "bad_value", True),
        ('start="2"', 'start="two"', "bad_value", True),
        ('start="2"', "", "attribute_missing", True),
        ('weeks="11"', "", "attribute_missing", True),
        ('<student id="1"/>', "<student/>", "attribute_missing", True),
    ],
)
def test_a_wrong_value_is_hard(old: str, new: str, code: str, stops: bool) -> None:
    assert old in SOLUTION
    reading = read(SOLUTION.replace(old, new, 1))

    assert f"timetable.{code}" in {f.code for f in reading.findings if f.hard}
    assert (reading.timetable is None) == stops


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('<student id="1"/>', '<student id="1"/><student id="1"/>', "student_repeated"),
        ('room="1"', 'room="1" colour="red"', "unknown_attribute"),
        ("</solution>", "<note/></solution>", "unknown_element"),
    ],
)
def test_what_changes_nothing_is_told_and_the_rest_is_read(old: str, new: str, code: str) -> None:
    reading = read(SOLUTION.replace(old, new, 1))

    assert [(f.code, f.hard) for f in reading.findings] == [(f"timetable.{code}", False)]
    assert reading.timetable == read(SOLUTION).timetable


@settings(max_examples=100)
@given(st.data())
def test_any_spoilt_file_is_read_or_refused_with_findings(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SOLUTION) - 1))
    until = data.draw(st.integers(at, min(len(SOLUTION), at + 12)))
    reading = read(
        (SOLUTION[:at] + data.draw(st.text(max_size=4)) + SOLUTION[until:]).encode(errors="replace").decode()
    )

    assert reading.timetable is not None or any(f.hard for f in reading.findings)
    if reading.timetable is not None:
        score(sample(), reading.timetable)
