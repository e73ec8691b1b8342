"""Load against the rate with subgroups counted, and the share of practitioners."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.staffing.anyday import COLLEGES, MONDAY, duty, person
from tests.core.staffing.assign.small import norms

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.rates import is_practitioner, loads, practitioner_shares

NORMS = norms(rate_hours=20, week_hours_max=10)


@st.composite
def taught(draw: st.DrawFn) -> tuple[tuple[Duty, ...], dict[DutyKey, PersonKey]]:
    found = []
    for n in range(draw(st.integers(1, 5))):
        weeks = sorted(draw(st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True)))
        more = {"professional": draw(st.booleans()), "year": draw(st.sampled_from((2026, 2027)))}
        found.append(duty(f"d{n}", weeks, (), organisation=draw(st.sampled_from(COLLEGES)), **more))
    who = {d.key: draw(st.sampled_from(("a", "b", ""))) for d in found}
    return tuple(found), {k: PersonKey(p) for k, p in who.items() if p}


PEOPLE = (
    replace(person("a"), weekly_hours=8, rate=Decimal("0.5"), industry_from=date(2020, 1, 1)),
    replace(person("b"), weekly_hours=30, industry_from=date(2024, 9, 30)),
)


@settings(max_examples=60, deadline=None)
@given(taught=taught())
def test_loads_add_up_every_week_of_every_duty(taught: tuple[tuple[Duty, ...], dict[DutyKey, PersonKey]]) -> None:
    duties, who = taught
    told = {(load.person, load.year): load for load in loads(duties, who, PEOPLE, NORMS)}

    assert set(told) == {(who[d.key], d.year) for d in duties if d.key in who}
    for (name, year), load in told.items():
        own = [d for d in duties if who.get(d.key) == name and d.year == year]
        weeks = {
            MONDAY + timedelta(weeks=n): sum(d.hours_of_week(MONDAY + timedelta(weeks=n)) for d in own)
            for n in range(4)
        }
        limit = 8 if name == "a" else 10
        assert load.hours == sum(weeks.values()) and load.peak_hours == max(weeks.values())
        assert weeks[load.peak_week] == load.peak_hours and load.week_limit == limit
        assert set(load.weeks_over) == {m for m, h in weeks.items() if h > limit}
        assert load.above == max(0, load.hours - (10 if name == "a" else 20))


@settings(max_examples=60, deadline=None)
@given(taught=taught())
def test_the_share_of_practitioners_is_their_rates_over_all_rates(
    taught: tuple[tuple[Duty, ...], dict[DutyKey, PersonKey]],
) -> None:
    duties, who = taught
    for share in practitioner_shares(duties, who, PEOPLE, NORMS):
        own = [d for d in duties if d.professional and (d.organisation, d.year) == (share.organisation, share.year)]
        practised = sum(d.hours for d in own if who.get(d.key) == "a")
        assert share.share == Fraction(practised, 20) / Fraction(sum(d.hours for d in own), 20)
        assert share.rates[0] / share.rates[1] == share.share
        assert (share.short_hours == 0) == (share.share >= Fraction(1, 4))
        more = Fraction(share.hours + share.short_hours, share.professional_hours)
        assert more >= Fraction(1, 4)


def test_two_subgroups_count_twice_in_the_load() -> None:
    parts = tuple(replace(duty(f"d/p{n}", [0], ()), part=n, subgroups=2) for n in (1, 2))
    (load,) = loads(parts, {d.key: PersonKey("b") for d in parts}, PEOPLE, NORMS)

    assert load.hours == 12 == 2 * parts[0].hours
    assert load.weeks_over == (MONDAY,)


@pytest.mark.parametrize(
    ("begun", "ended", "on", "is_one"),
    [
        ("2023-09-07", None, "2026-09-06", False),
        ("2023-09-07", None, "2026-09-07", True),
        ("2010-01-01", "2012-12-31", "2026-09-07", True),
        ("2010-01-01", "2012-12-30", "2026-09-07", False),
        ("2024-02-29", None, "2027-02-28", False),
        ("2024-02-29", None, "2027-03-01", True),
        (None, None, "2026-09-07", False),
    ],
)
def test_a_practitioner_has_three_full_years_in_the_field(
    begun: str | None, ended: str | None, on: str, is_one: bool
) -> None:
    days = [None if d is None else date.fromisoformat(d) for d in (begun, ended)]
    who: StaffMember = replace(PEOPLE[0], industry_from=days[0], industry_until=days[1])

    assert is_practitioner(who, norms(), date.fromisoformat(on)) is is_one
