"""A lesson in hand: what it would break is what the judge says after it is put there."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.weekly.small import lesson, plan, planned, slots_of, week, weeks

from remeslo.core.line.weekly.check import check
from remeslo.core.line.weekly.lesson import Slot, WeekPlan
from remeslo.core.line.weekly.moves import clashes_at, free_slots

GENERAL = {"week.hours_over_limit", "week.teacher_over_week", "week.no_rest_before_exam", "week.too_many_learners"}
"""Findings that no slot of the lesson changes, or that are about the day before."""


def about(findings, key):
    return {
        (f.code, f.facts["lessons"], f.facts["weeks"])
        for f in findings
        if f.code not in GENERAL and key in f.facts.get("lessons", ())
    }


@settings(max_examples=60)
@given(st.data())
def test_clashes_at_a_slot_are_what_check_says_of_the_lesson_there(data):
    problem = data.draw(weeks())
    before = data.draw(planned(problem))
    held = data.draw(st.sampled_from(problem.lessons))
    slot = data.draw(st.sampled_from(slots_of(problem, held)))
    after = WeekPlan({**before.slots, held.key: slot})

    assert about(clashes_at(problem, before, held.key, slot), held.key) == about(check(problem, after), held.key)


@settings(max_examples=25)
@given(st.data())
def test_free_slots_are_all_times_at_which_the_lesson_breaks_nothing_hard(data):
    problem = data.draw(weeks(most=3))
    before = data.draw(planned(problem))
    held = data.draw(st.sampled_from(problem.lessons))

    def breaks_nothing(slot):
        return not any(f.hard for f in clashes_at(problem, before, held.key, slot))

    free = free_slots(problem, before, held.key)

    assert all(breaks_nothing(s) for s in free)
    assert {(s.day, s.pair) for s in free} == {(s.day, s.pair) for s in slots_of(problem, held) if breaks_nothing(s)}


def test_a_free_slot_has_the_most_wanted_room_that_is_free():
    problem = week(lesson("x", rooms=("r1", "r2")), lesson("y", "h"))

    free = free_slots(problem, plan(y=(0, 1)), "x")

    assert Slot(0, 1, "r2") in free
    assert Slot(0, 2, "r1") in free


def test_a_slot_outside_the_day_is_told_and_breaks_nothing_else():
    problem = week(lesson("x", pairs=2))

    assert [f.code for f in clashes_at(problem, plan(), "x", Slot(0, 3, "r1"))] == ["week.outside_day"]


def test_a_joint_lesson_meets_the_full_day_of_one_of_its_groups():
    joint = replace(lesson("x"), groups=("g", "h"))
    problem = week(joint, lesson("y", "h", pairs=2))

    found = clashes_at(problem, plan(y=(0, 1)), "x", Slot(0, 3, "r1"))

    assert [f.code for f in found] == ["week.day_over_limit"]
