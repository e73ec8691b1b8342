"""Students' seats: always lawful where there are seats, never worse than before."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.timetable.oracle import num_sectionings, sectionings
from tests.core.timetable.small import class_, course, planted, problems, timetables

from remeslo.core.timetable._kernels.students import LINEAR, cost, neighbours
from remeslo.core.timetable.check import check
from remeslo.core.timetable.checks.students import check_students
from remeslo.core.timetable.problem import (
    Student,
    StudentId,
    TimePattern,
    Timetable,
    TimetableProblem,
)
from remeslo.core.timetable.score import score
from remeslo.core.timetable.sectioning.options import options_of
from remeslo.core.timetable.sectioning.roll import lists_of
from remeslo.core.timetable.sectioning.section import clashes, gather, improve, section

NOON = TimePattern(1, 4, 4, 1)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_section_is_lawful_or_names_the_course_exactly_when_enumeration_finds_seats(data: st.DataObject) -> None:
    problem = data.draw(problems(max_students=5))
    assume(num_sectionings(problem) <= 60)
    placed = data.draw(timetables(problem, whole=True, own=True)).assignments
    lawful = [s for s in sectionings(problem) if not list(check_students(problem, Timetable(placed, s)))]

    found = section(problem, placed, seed=1, moves=200)
    before = section(problem, seed=1, moves=200)

    if lawful:
        for students in (found.students, before.students):
            assert list(check_students(problem, Timetable(placed, students))) == []
        assert found.findings == ()
        best = min(score(problem, Timetable(placed, s), hard=0).student for s in lawful)
        assert found.conflicts == score(problem, Timetable(placed, found.students), hard=0).student >= best
    else:
        assert [f.code for f in found.findings][:1] == ["timetable.seats_missing"]
        assert all(int(str(f.facts["seats"])) < int(str(f.facts["students"])) for f in found.findings)


@pytest.mark.parametrize("seed", range(3))
def test_improving_keeps_limits_counts_exactly_and_is_never_worse_than_the_start(seed: int) -> None:
    problem, timetable = planted(seed, num_students=60, num_rules=0)
    lists = lists_of(problem)
    choice = lists.choice_of(timetable.students)
    assert choice is not None
    state = lists.begin(choice)
    clash = clashes(problem, timetable.assignments)
    before = cost(lists.roll, state, clash, LINEAR)
    assert before == score(problem, timetable, hard=0).student

    change = improve(lists.roll, state, clash, seed=seed, moves=5000)

    after = Timetable(timetable.assignments, lists.students(state.choice))
    assert before + change == cost(lists.roll, state, clash, LINEAR) == score(problem, after, hard=0).student
    assert change <= 0
    assert check(problem, after) == []
    assert np.array_equal(state.shared, lists.begin(state.choice).shared)


def test_gathering_counts_exactly_and_names_the_pairs_that_share_students() -> None:
    problem, _ = planted(5, num_students=60, num_rules=0)
    lists = lists_of(problem)
    state = lists.begin()

    gather(lists, state, seed=3, moves=5000)

    assert np.array_equal(state.shared, lists.begin(state.choice).shared)
    first, row = neighbours(state)
    for i in range(len(problem.classes)):
        expected = [j for j in range(len(problem.classes)) if j != i and state.shared[i, j] > 0]
        assert row[first[i] : first[i + 1]].tolist() == expected


def test_the_same_seed_gives_the_same_students() -> None:
    problem, timetable = planted(2, num_students=50, num_rules=0)

    one, two = (section(problem, timetable.assignments, seed=9, moves=3000) for _ in range(2))

    assert one == two


def test_a_tight_course_is_filled_to_the_last_seat() -> None:
    """First come, first served would leave one over: lecture 1 goes with lab 1 alone, lab 2 with both."""
    lectures = [class_("l1", NOON, limit=2), class_("l2", NOON, limit=2)]
    labs = [class_("p1", NOON, limit=1, parent="l1"), class_("p2", NOON, limit=1, parent="l1")]
    more = class_("p3", NOON, limit=2, parent="l2")
    problem = _wanted(course("c", [lectures, [*labs, more]]), 4)

    found = section(problem, moves=50)

    assert found.findings == ()
    assert list(check_students(problem, Timetable({}, found.students))) == []


def test_a_course_with_too_few_seats_is_named_with_both_numbers() -> None:
    problem = _wanted(course("c", [[class_("a", NOON, limit=2)]]), 3)

    found = section(problem, moves=50)

    assert [(f.code, f.facts) for f in found.findings] == [
        ("timetable.seats_missing", {"course": "c", "students": 3, "seats": 2})
    ]
    assert sorted(len(classes) for classes in found.students.values()) == [0, 1, 1]


def test_options_keep_every_class_with_its_parent_even_when_children_are_listed_first() -> None:
    labs = [class_("p1", NOON, parent="l1"), class_("p2", NOON, parent="l2"), class_("p3", NOON)]
    lectures = [class_("l1", NOON), class_("l2", NOON)]

    found = {frozenset(o) for o in options_of(course("c", [labs, lectures]))}

    assert found == {frozenset(o) for o in (("p1", "l1"), ("p2", "l2"), ("p3", "l1"), ("p3", "l2"))}


@pytest.mark.slow
def test_plain_kernels_walk_the_same_way_as_compiled_ones() -> None:
    script = "from tests.core.timetable.test_sectioning import trajectory\nprint(trajectory())\n"
    plain = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "REMESLO_PLAIN_KERNELS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert plain.stdout.strip() == trajectory()


def trajectory() -> str:
    """What a small sectioning ends with."""
    problem, timetable = planted(7, num_courses=5, num_students=20, num_rules=0)
    gathered = section(problem, seed=4, moves=500).students
    found = section(problem, timetable.assignments, seed=4, moves=800, start=gathered)
    return repr([sorted(found.students[s.id]) for s in problem.students])


def _wanted(one: object, students: int) -> TimetableProblem:
    return TimetableProblem(
        "seats",
        1,
        1,
        12,
        (),
        (one,),  # type: ignore[arg-type]
        students=tuple(Student(StudentId(str(n)), (one.id,)) for n in range(students)),  # type: ignore[attr-defined]
    )
