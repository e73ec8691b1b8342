"""Hours by week become lessons: none lost, none won, each with a slot of its own over the weeks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.line.weekly.blocks import of_days, of_pairs, split
from remeslo.core.line.weekly.rules import PAIR_HOURS

MONDAYS = tuple(date(2026, 9, 7) + timedelta(weeks=n) for n in range(6))
HOURS = st.lists(st.integers(1, 40), min_size=1, max_size=6).map(lambda xs: tuple(zip(MONDAYS, xs, strict=False)))


def held(blocks):
    return sum(b.pairs * PAIR_HOURS * len(b.weeks) for b in blocks)


@settings(max_examples=60)
@given(HOURS)
def test_pairs_hold_all_hours_but_the_odd_one(hours):
    made = of_pairs(hours)

    assert held(made.blocks) + made.left_over == sum(h for _, h in hours)
    assert made.left_over in (0, 1)
    for monday, count in hours:
        pairs = sum(1 for b in made.blocks if monday in b.weeks)
        assert abs(PAIR_HOURS * pairs - count) <= 1


@settings(max_examples=60)
@given(HOURS, st.sampled_from((4, 6)), st.booleans())
def test_days_hold_all_hours_and_are_full_before_a_shorter_one_is_made(hours, day, whole):
    made = of_days(hours, day, whole=whole)

    assert held(made.blocks) + made.left_over == sum(h for _, h in hours)
    for monday, _ in hours:
        own = [b for b in made.blocks if monday in b.weeks]
        assert sum(1 for b in own if b.pairs * PAIR_HOURS < day) <= 1
        assert all(b.whole_day == (whole and b.pairs * PAIR_HOURS == day) for b in own)


def test_weeks_of_two_two_and_three_pairs_are_two_lessons_of_all_weeks_and_one_of_the_last():
    made = of_pairs(((MONDAYS[0], 4), (MONDAYS[1], 4), (MONDAYS[2], 6)))

    assert [b.weeks for b in made.blocks] == [MONDAYS[:3], MONDAYS[:3], MONDAYS[2:3]]


def test_odd_hours_alternate_over_weeks():
    made = of_pairs(tuple((m, 3) for m in MONDAYS[:4]))

    assert [b.weeks for b in made.blocks] == [MONDAYS[:4], (MONDAYS[1], MONDAYS[3])]
    assert made.left_over == 0


def test_a_week_of_practice_is_six_whole_days():
    made = of_days(((MONDAYS[0], 36),), 6, whole=True)

    assert [(b.pairs, b.whole_day) for b in made.blocks] == [(3, True)] * 6


def test_a_week_with_a_holiday_has_lessons_of_its_own():
    hours = tuple((m, 4) for m in MONDAYS[:3])

    assert [len(part) for part in split(hours, {MONDAYS[1]: frozenset({2})})] == [2, 1]
