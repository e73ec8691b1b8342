"""The judge of weeks against a naive one, against the timetable's judge, and rule by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.weekly.naive import lawful
from tests.core.line.weekly.small import BELLS, ROOMS, RULES, WEEKS, lesson, plan, planned, week, weeks

from remeslo.core.line.weekly.check import check
from remeslo.core.line.weekly.compile import compile_week
from remeslo.core.line.weekly.lesson import Person, Slot, WeekPlan
from remeslo.core.line.weekly.rules import DAY_PAIRS, EXAM_REST, LATEST_END, LESSON_SIZE, WEEK_HOURS
from remeslo.core.timetable.check import check as check_timetable


@settings(max_examples=200)
@given(st.data(), st.sampled_from((1, 2)))
def test_check_finds_nothing_hard_exactly_when_a_naive_judge_finds_the_week_lawful(data, parallel):
    problem = data.draw(weeks(parallel=parallel))
    given_plan = data.draw(planned(problem))

    assert (not any(f.hard for f in check(problem, given_plan))) == lawful(problem, given_plan)


@settings(max_examples=200)
@given(st.data())
def test_a_week_is_lawful_exactly_when_the_timetable_made_of_it_is(data):
    problem = data.draw(weeks())
    given_plan = data.draw(planned(problem))
    compiled = compile_week(problem)

    broken = [*compiled.left_out, *check_timetable(compiled.problem, compiled.encode(given_plan))]

    assert bool(broken) == any(f.hard for f in check(problem, given_plan))


@settings(max_examples=60)
@given(st.data())
def test_a_lawful_timetable_of_rooms_with_stalls_is_a_lawful_week(data):
    problem = data.draw(weeks(parallel=2))
    compiled = compile_week(problem)
    timetable = compiled.encode(data.draw(planned(problem)))

    if not compiled.left_out and not check_timetable(compiled.problem, timetable):
        assert not any(f.hard for f in check(problem, compiled.decode(timetable)))


@settings(max_examples=60)
@given(st.data(), st.sampled_from((1, 2)))
def test_decoding_gives_back_what_was_encoded(data, parallel):
    problem = data.draw(weeks(parallel=parallel))
    given_plan = data.draw(planned(problem))
    compiled = compile_week(problem)
    here = {x.key for x in compiled.lessons}

    assert compiled.decode(compiled.encode(given_plan)).slots == {
        k: s for k, s in given_plan.slots.items() if k in here
    }


TWO = (lesson("x"), lesson("y"))
BROKEN: dict[str, tuple[Any, ...]] = {
    "week.unknown_lesson": (week(TWO[0]), plan(x=(0, 1), z=(0, 2))),
    "week.not_placed": (week(*TWO), plan(x=(0, 1))),
    "week.outside_day": (week(TWO[0]), plan(x=(3, 1))),
    "week.group_clash": (week(TWO[0], lesson("y", rooms=("r2",))), plan(x=(0, 1), y=(0, 1, "r2"))),
    "week.teacher_clash": (
        week(lesson("x", teacher="t1"), lesson("y", "h", teacher="t1", rooms=())),
        plan(x=(0, 1), y=(0, 1, None)),
    ),
    "week.room_clash": (week(TWO[0], lesson("y", "h")), plan(x=(0, 1), y=(0, 1))),
    "week.group_way": (week(TWO[0], lesson("y", rooms=("r2",))), plan(x=(0, 1), y=(0, 2, "r2"))),
    "week.teacher_way": (
        week(lesson("x", teacher="t1"), lesson("y", "h", teacher="t1", rooms=("r2",))),
        plan(x=(0, 1), y=(0, 2, "r2")),
    ),
    "week.whole_day": (week(lesson("x", whole_day=True), TWO[1]), plan(x=(0, 1), y=(0, 2))),
    "week.exams_one_day": (week(lesson("x", exam=True), lesson("y", exam=True)), plan(x=(0, 1), y=(0, 2))),
    "week.other_shift": (week(lesson("x", shift=1)), plan(x=(0, 3))),
    "week.too_late": (week(TWO[0], rules=RULES | {LATEST_END: 820}), plan(x=(0, 3))),
    "week.holiday": (week(TWO[0], holidays=frozenset({WEEKS[1]})), plan(x=(0, 1))),
    "week.teacher_away": (
        week(lesson("x", teacher="t1"), people=(Person(key="t1", away=frozenset({(WEEKS[1], 0)})),)),
        plan(x=(0, 1)),
    ),
    "week.room_missing": (week(TWO[0]), plan(x=(0, 1, None))),
    "week.room_not_allowed": (week(TWO[0]), plan(x=(0, 1, "r2"))),
    "week.room_too_small": (week(lesson("x", size=13, rooms=("r2",))), plan(x=(0, 1, "r2"))),
    "week.room_closed": (
        week(TWO[0], rooms=(replace(ROOMS[0], closed=frozenset({(WEEKS[1], 0, 1)})), ROOMS[1])),
        plan(x=(0, 1)),
    ),
    "week.pin_moved": (week(TWO[0], pinned={"x": Slot(1, 1, "r1")}), plan(x=(0, 1))),
    "week.day_over_limit": (week(*TWO, rules=RULES | {DAY_PAIRS: 1}), plan(x=(0, 1), y=(0, 2))),
    "week.hours_over_limit": (week(*TWO, rules=RULES | {WEEK_HOURS: 3}), plan(x=(0, 1), y=(1, 1))),
}
SOFT: dict[str, tuple[Any, ...]] = {
    "week.too_many_learners": (week(lesson("x", size=14), rules=RULES | {LESSON_SIZE: 13}), plan(x=(0, 1))),
    "week.teacher_over_week": (
        week(lesson("x", teacher="t1"), people=(Person(key="t1", weekly_hours=1),)),
        plan(x=(0, 1)),
    ),
    "week.no_rest_before_exam": (
        week(lesson("x", exam=True), TWO[1], rules=RULES | {EXAM_REST: 1}),
        plan(x=(1, 1), y=(0, 1)),
    ),
    "week.same_subject": (
        week(lesson("x#1"), lesson("x#2"), rules=RULES | {"same_subject_pairs_max": 1}),
        WeekPlan({"x#1": Slot(0, 1, "r1"), "x#2": Slot(0, 2, "r1")}),
    ),
}


@pytest.mark.parametrize("code", BROKEN)
def test_check_names_just_the_rule_that_is_broken(code):
    problem, given_plan = BROKEN[code]

    assert [f.code for f in check(problem, given_plan) if f.hard] == [code]


@pytest.mark.parametrize("code", SOFT)
def test_check_warns_of_what_is_only_unwanted(code):
    problem, given_plan = SOFT[code]

    assert [(f.code, f.hard) for f in check(problem, given_plan)] == [(code, False)]


def test_a_clash_tells_its_lessons_day_pair_and_weeks():
    first, second = lesson("x", weeks=WEEKS[:2]), lesson("y", weeks=WEEKS[1:], rooms=("r2",))

    (found,) = check(week(first, second), plan(x=(2, 1), y=(2, 1, "r2")))

    assert found.facts["lessons"] == ("x", "y")
    assert (found.facts["day"], found.facts["pair"]) == (3, 1)
    assert (found.facts["weeks"], found.facts["monday"]) == (1, WEEKS[1])


def test_lessons_of_odd_and_of_even_weeks_share_a_slot():
    odd, even = lesson("x", weeks=WEEKS[::2]), lesson("y", weeks=WEEKS[1:2])

    assert check(week(odd, even), plan(x=(0, 1), y=(0, 1))) == []


def test_subgroups_of_one_division_meet_at_the_same_time_and_those_of_two_do_not():
    half = lesson("x", subgroups=2, part=1)
    other, third = lesson("y", subgroups=2, part=2, rooms=("r2",)), lesson("y", subgroups=3, part=2, rooms=("r2",))
    both = plan(x=(0, 1), y=(0, 1, "r2"))

    assert check(week(half, other), both) == []
    assert [f.code for f in check(week(half, third), both)] == ["week.group_clash"]


def test_a_room_kept_for_one_college_is_closed_to_the_others():
    kept = replace(ROOMS[0], kept=frozenset({(WEEKS[0], 0, 1, "other")}))

    found = check(week(lesson("x"), rooms=(kept, ROOMS[1])), plan(x=(0, 1)))

    assert [(f.code, f.facts["weeks"]) for f in found] == [("week.room_closed", 1)]
    assert check(week(lesson("x", organisation="other"), rooms=(kept, ROOMS[1])), plan(x=(0, 1))) == []


def test_a_way_fits_into_a_long_break():
    lessons = (lesson("x"), lesson("y", rooms=("r2",)))

    assert check(week(*lessons, minutes={("a", "b"): 25}), plan(x=(0, 2), y=(0, 3, "r2"))) == []
    assert [
        f.facts["needed"] for f in check(week(*lessons, minutes={("a", "b"): 26}), plan(x=(0, 2), y=(0, 3, "r2")))
    ] == [41]


def test_a_problem_names_an_unknown_room_and_a_week_outside():
    with pytest.raises(ValueError, match="r9"):
        week(lesson("x", rooms=("r9",)))
    with pytest.raises(ValueError, match="outside"):
        week(lesson("x", weeks=(WEEKS[0] + timedelta(weeks=9),)))
    assert BELLS.days == 3
