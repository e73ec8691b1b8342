"""Opening hours laid over weeks: day by day they say the same as the weeks; overlapping rows are named."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.network.openhours import openings, overlaps, user_on
from remeslo.core.network.place import ANYBODY
from remeslo.core.network.resources import Workshop
from remeslo.core.network.terms import OpenHours, Weekday

MONDAYS = tuple(date(2026, 8, 31) + timedelta(weeks=n) for n in range(4))
DAYS = tuple(MONDAYS[0] + timedelta(days=n) for n in range(28))


def workshop(*, shared: bool = True) -> Workshop:
    """A workshop of the owner ``o``."""
    return Workshop(key="w", site="s", name="Станочная", places=12, shared=shared)


@st.composite
def rows(draw: st.DrawFn) -> OpenHours:
    """Any row of four weeks."""
    first = draw(st.none() | st.sampled_from(DAYS))
    closed = draw(st.booleans())
    return OpenHours(
        workshop="w",
        days=tuple(draw(st.lists(st.sampled_from(Weekday), unique=True, min_size=1))),
        shifts=tuple(draw(st.lists(st.integers(1, 2), unique=True, min_size=1))),
        user=None if closed else draw(st.sampled_from((None, "o", "p"))),
        first=first,
        last=draw(st.none() | st.sampled_from([d for d in DAYS if first is None or d >= first])),
        closed=closed,
    )


@given(found=st.lists(rows(), max_size=4), holidays=st.frozensets(st.sampled_from(DAYS), max_size=3))
def test_the_weeks_count_the_days_on_which_somebody_may_use_it(
    found: list[OpenHours], holidays: frozenset[date]
) -> None:
    laid = {(o.week, o.shift): o.days for o in openings(workshop(), "o", found, MONDAYS, holidays)}

    expected: dict[tuple[int, int], Counter[str]] = {}
    for week, monday in enumerate(MONDAYS):
        for day in (monday + timedelta(days=n) for n in range(7)):
            for shift in (1, 2):
                user = user_on(day, shift, workshop(), "o", found)
                if user is not None and day not in holidays:
                    expected.setdefault((week, shift), Counter())[user] += 1
    assert laid == expected


def test_without_rows_a_shared_workshop_is_everybodys_and_another_its_owners() -> None:
    shared, own = (openings(workshop(shared=s), "o", (), MONDAYS[:1]) for s in (True, False))

    assert [(o.shift, dict(o.days)) for o in shared] == [(1, {ANYBODY: 6})]
    assert [(o.shift, dict(o.days)) for o in own] == [(1, {"o": 6})]


def test_a_closed_row_goes_before_all_others() -> None:
    repair = OpenHours(workshop="w", closed=True, first=MONDAYS[1], last=MONDAYS[1] + timedelta(days=2))
    usual = OpenHours(workshop="w", user="p")

    laid = openings(workshop(), "o", (usual, repair), MONDAYS[:2])

    assert [dict(o.days) for o in laid] == [{"p": 6}, {"p": 3}]


@given(one=rows(), other=rows())
def test_two_rows_are_told_just_when_they_give_one_time_to_two_users(one: OpenHours, other: OpenHours) -> None:
    def users(day: date, shift: int) -> set[str]:
        return {r.user or "" for r in (one, other) if not r.closed and shift in r.shifts and r.holds_on(day)}

    around = [DAYS[0] + timedelta(days=n) for n in range(-7, 35)]
    clash = any(len(users(d, s)) > 1 for d in around for s in (1, 2))

    told = overlaps((one, other))

    assert bool(told) == clash
    assert all(f.facts["users"] == (one.user or "", other.user or "") for f in told)
