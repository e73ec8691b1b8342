"""Notice counted in working days, against a count of single days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.staffing.mentors.workdays import working_days

DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 31))


@given(DAYS, st.sets(DAYS, max_size=20), st.sets(DAYS, max_size=4), st.integers(0, 12))
def test_earliest_end_is_the_first_day_with_enough_working_days_behind_the_notice(notice, off, worked, days):
    calendar = working_days(off, worked=worked)

    end = calendar.earliest_end(notice, days)

    assert calendar.between(notice, end) == days
    assert days == 0 or calendar.between(notice, end - timedelta(days=1)) == days - 1


@given(DAYS, DAYS, st.sets(DAYS, max_size=20))
def test_between_counts_weekdays_that_are_no_holidays_after_the_first_day(start, end, off):
    listed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]

    assert working_days(off).between(start, end) == sum(d.weekday() < 5 and d not in off for d in listed)


def test_notice_over_new_year_waits_for_the_holidays_to_end():
    calendar = working_days(date(2027, 1, n) for n in range(1, 11))

    # Thursday 31 December is given, the next working days are 11, 12, 13 January
    assert calendar.earliest_end(date(2026, 12, 31), 3) == date(2027, 1, 13)


def test_a_saturday_that_is_worked_counts():
    friday, saturday = date(2026, 10, 30), date(2026, 10, 31)

    assert working_days((), worked=[saturday]).between(friday, saturday) == 1
    assert working_days(()).between(friday, saturday) == 0
