"""Weeks of term while elements have no teacher: against enumeration, and by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.curriculum.small import LAYOUT, after, element, problem, problems, shortest_by_enumeration
from tests.core.staffing.upskill.small import duty

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, ProgrammeKey
from remeslo.core.curriculum.solve import solve
from remeslo.core.curriculum.whatif.weeks import longer_calendar
from remeslo.core.line.stakes import closed_by, first_week, stakes

LIMITS = {"work_limit": 5.0, "workers": 1}
E0 = ElementKey("e0")


def weeks(term):
    best = shortest_by_enumeration(term)
    return None if best is None else best[0]


@settings(deadline=None, max_examples=10)
@given(problems().filter(lambda p: len(p.calendar.courses) == 1), st.integers(0, 5))
def test_stakes_agree_with_enumeration_of_the_problem_without_the_weeks(small, week):
    open_weeks = frozenset(range(week, 100))
    e0 = small.elements[0]
    allowed = open_weeks if e0.weeks_allowed is None else e0.weeks_allowed & open_weeks
    closed = longer_calendar(replace(small, elements=(replace(e0, weeks_allowed=allowed), *small.elements[1:])))
    found = stakes(small, {E0: week}, **LIMITS)
    before, after_ = weeks(small), weeks(closed)

    assert found.proven
    assert (found.weeks_before, found.weeks_after) == (before, after_)
    assert found.impossible is (after_ is None)
    assert found.lost == (None if before is None or after_ is None else after_ - before)


def test_element_without_a_teacher_until_a_week_moves_all_that_follows_it():
    chain = problem(element("e0", 6), element("e1", 12, after=after("e0")))
    autumn, winter = LAYOUT.autumn, LAYOUT.winter
    found = stakes(chain, {E0: autumn - 1}, **LIMITS)

    assert (found.weeks_before, found.weeks_after) == (3, autumn + winter + 2)
    assert (found.lost, found.impossible, found.proven) == (autumn + winter - 1, False, True)


def test_element_that_nobody_will_ever_teach_makes_the_programme_impossible_without_any_search():
    found = stakes(problem(element("e0", 6)), {E0: None}, work_limit=0.0)

    assert (found.impossible, found.proven, found.weeks_after, found.lost) == (True, True, None, None)


def test_element_that_may_be_left_out_is_left_out_when_nobody_teaches_it():
    found = stakes(problem(element("e0", 6, optional=True), element("e1", 6)), {E0: None}, **LIMITS)

    assert (found.impossible, found.lost) == (False, 0)


def test_hours_fixed_by_semester_are_freed_when_they_leave_no_plan_and_that_is_told():
    fixed = problem(element("e0", 6, semester_hours=((1, 6),)), element("e1", 6))
    found = stakes(fixed, {E0: LAYOUT.autumn + LAYOUT.winter}, base=solve(fixed, **LIMITS), **LIMITS)

    assert (found.new_curriculum, found.impossible) == (True, False)
    assert found.weeks_after == LAYOUT.autumn + LAYOUT.winter + 1


def test_unknown_element_is_refused_by_name():
    with pytest.raises(ProblemError, match="unknown elements e9"):
        stakes(problem(element("e0", 6)), {ElementKey("e9"): 3}, **LIMITS)


def test_weeks_are_counted_from_the_groups_own_first_monday():
    assert first_week(2026, date(2026, 8, 1)) == 0
    assert first_week(2026, date(2026, 8, 31)) == 0
    assert first_week(2026, date(2026, 9, 1)) == 1
    assert first_week(2026, date(2027, 1, 4)) == 18


def test_duties_close_elements_until_the_latest_of_their_days():
    one, other = duty("one", {3: 6}), duty("two", {4: 6})
    days = {one.key: date(2027, 1, 4), other.key: date(2027, 2, 1)}

    assert closed_by((one, other), days, {"g1": 2026}) == {ProgrammeKey("turner"): {ElementKey("МДК.01.01"): 22}}
    assert closed_by((one, other), {**days, one.key: None}, {"g1": 2026}) == {
        ProgrammeKey("turner"): {ElementKey("МДК.01.01"): None}
    }
    assert closed_by((one, other), {}, {"g1": 2026}) == {}
