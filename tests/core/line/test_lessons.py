"""Hours of an element divided over its outcomes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.keys import OutcomeKey
from remeslo.core.line.lessons import Lessons

shares = st.lists(st.fractions(min_value=Fraction(1, 50), max_value=3), min_size=1, max_size=6).map(
    lambda weights: tuple((OutcomeKey(f"З 1.1.{n:02}"), w) for n, w in enumerate(weights, start=1))
)
weeks = st.dictionaries(st.integers(0, 60), st.integers(1, 12), min_size=1, max_size=10)


@given(weeks, shares)
def test_every_hour_teaches_something_and_every_outcome_is_taught(weeks, shares):
    lessons = Lessons(weeks, shares)

    taught = [lessons.of_hours(n, n) for n in range(1, lessons.total + 1)]

    assert all(taught)
    assert {k for hour in taught for k in hour} == {k for k, _ in shares}


@given(weeks, shares)
def test_outcomes_are_taught_in_their_order(weeks, shares):
    lessons = Lessons(weeks, shares)
    order = [k for k, _ in shares]

    positions = [order.index(k) for n in range(1, lessons.total + 1) for k in lessons.of_hours(n, n)]

    assert positions == sorted(positions)


@given(weeks, shares)
def test_hours_of_a_week_are_the_union_of_its_single_hours(weeks, shares):
    lessons = Lessons(weeks, shares)

    for week, hours in weeks.items():
        single = {k for n in range(1, hours + 1) for k in lessons.of_week(week, n)}
        assert set(lessons.of_week(week)) == single


@given(weeks, shares)
def test_weeks_of_all_outcomes_are_all_weeks_with_all_hours(weeks, shares):
    lessons = Lessons(weeks, shares)

    assert lessons.weeks_of(frozenset(k for k, _ in shares)) == tuple(sorted(weeks.items()))


def test_a_half_share_takes_half_of_the_hours():
    lessons = Lessons({0: 4, 1: 4}, ((OutcomeKey("З 1.1.01"), Fraction(1)), (OutcomeKey("З 1.1.02"), Fraction(1))))

    assert lessons.of_week(0) == ("З 1.1.01",)
    assert lessons.of_week(1) == ("З 1.1.02",)
    assert lessons.weeks_of(frozenset({OutcomeKey("З 1.1.02")})) == ((1, 4),)


@pytest.mark.parametrize(("week", "hour"), [(2, None), (0, 0), (0, 5)])
def test_a_lesson_that_does_not_exist_is_refused(week, hour):
    lessons = Lessons({0: 4}, ())

    with pytest.raises(LookupError):
        lessons.of_week(week, hour)
