"""A forecast says what was stated, what was carried on, and a range only where history tells one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import DemandKey, OrganisationKey
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.competence.demandforecast import Outcome, forecast, ratios
from remeslo.interchange.sentences import known_codes


def card(people: dict[int, int], key: str = "c") -> DemandCard:
    return DemandCard(
        key=DemandKey(key),
        employer=OrganisationKey("A"),
        job="Сварщик",
        headcount=tuple(Headcount(year=y, people=n) for y, n in people.items()),
        deadline=date(2027, 7, 1),
        requirements=(Requirement(number=1, text="Сварка труб"),),
    )


HEADCOUNTS = st.dictionaries(st.integers(2024, 2030), st.integers(1, 50), min_size=1, max_size=4)


@given(st.lists(HEADCOUNTS, max_size=4), st.dictionaries(st.integers(2015, 2023), st.integers(1, 90), max_size=8))
def test_stated_people_stay_and_ranges_hold_only_what_history_saw(
    headcounts: list[dict[int, int]], history: dict[int, int]
) -> None:
    cards = [card(h, str(n)) for n, h in enumerate(headcounts)]

    found = forecast(cards, since=2027, until=2032, history=history)

    for year in found.years:
        assert year.stated == sum(h.get(year.year, 0) for h in headcounts)
        assert (year.low is None) == (year.high is None)
        assert year.low is None or year.low <= year.high
        if year.stated:  # no outcome of earlier statements is known
            assert year.low is None
    assert {f.code for f in found.assumptions} <= known_codes()


def test_a_silent_year_after_the_last_stated_one_carries_it_on_and_says_so() -> None:
    found = forecast([card({2027: 5, 2028: 8}), card({2029: 2})], since=2027, until=2030)

    assert [(y.stated, y.carried) for y in found.years] == [(5, 0), (8, 0), (2, 8), (0, 10)]
    codes = [f.code for f in found.assumptions]
    assert codes == [
        "forecast.as_stated",
        "forecast.carried_on",
        "forecast.no_outcomes",
        "forecast.no_history",
        "forecast.no_range",
    ]


def test_a_gap_between_stated_years_is_nobody() -> None:
    assert [y.people for y in forecast([card({2027: 5, 2029: 4})], since=2027, until=2029).years] == [5, 0, 4]


def test_the_range_is_the_smallest_and_largest_past_ratio() -> None:
    history = {2020: 100, 2021: 80, 2022: 120, 2023: 120}
    outcomes = [Outcome(2021, 10, 9), Outcome(2022, 10, 11), Outcome(2023, 10, 10)]

    found = forecast([card({2027: 10})], since=2027, until=2030, history=history, outcomes=outcomes)

    assert ratios(history, 1) == (0.8, 1.5, 1.0)
    assert [(y.low, y.high) for y in found.years] == [(9, 11), (8, 15), (None, None), (None, None)]


def test_years_in_disorder_and_impossible_outcomes_are_refused() -> None:
    with pytest.raises(ProblemError):
        forecast([], since=2030, until=2029)
    with pytest.raises(ProblemError):
        Outcome(2020, 0, 1)
