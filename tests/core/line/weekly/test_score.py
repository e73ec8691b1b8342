"""The score of a week, counted by hand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.weekly.small import RULES, WEEKS, lesson, plan, planned, week, weeks

from remeslo.core.line.weekly.lesson import Slot, WeekPlan
from remeslo.core.line.weekly.rules import SAME_SUBJECT
from remeslo.core.line.weekly.score import score


def test_a_window_counts_once_in_every_week_of_both_lessons():
    problem = week(lesson("x"), lesson("y", weeks=WEEKS[:2]))

    assert score(problem, plan(x=(0, 1), y=(0, 3))).windows == 2


def test_a_teacher_between_two_groups_waits_and_changes_sites():
    problem = week(lesson("x", teacher="t1"), lesson("y", "h", teacher="t1", rooms=("r2",)))

    found = score(problem, plan(x=(0, 1), y=(0, 3, "r2")))

    assert (found.windows, found.teacher_windows, found.site_changes, found.late) == (0, 3, 3, 3)


def test_subgroups_count_as_their_mean():
    problem = week(lesson("x"), lesson("y", subgroups=2, part=1))

    assert score(problem, plan(x=(0, 1), y=(0, 3))).windows == 2  # half of three weeks, rounded to even


def test_a_third_pair_of_a_subject_is_one_above_a_rule_of_two():
    problem = week(
        *(lesson(f"x#{n}", weeks=WEEKS[:1]) for n in (1, 2, 3)),
        rules=RULES | {SAME_SUBJECT: 2},
    )
    slots = {f"x#{n}": Slot(0, n, "r1") for n in (1, 2, 3)}

    assert score(problem, WeekPlan(slots)).same_subject == 1


@settings(max_examples=30)
@given(st.data())
def test_a_week_has_moved_against_itself_nowhere(data):
    problem = data.draw(weeks())
    given_plan = data.draw(planned(problem))
    again = week(*problem.lessons, previous=given_plan.slots)

    found = score(again, given_plan)

    assert found.changed == 0
    assert found.unplaced == len(problem.lessons) - len(given_plan.slots)
