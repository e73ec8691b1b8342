"""The next industry of a region: every number is told, and the sum is the score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.rollup.industries import (
    Component,
    IndustryCase,
    IndustryDemand,
    IndustrySupply,
    NoWeighting,
    Weighting,
    rank_industries,
    weighting_on,
)

WEIGHTS = dict(zip(Component, map(Decimal, ("0.4", "0.25", "0.2", "0.15")), strict=True))
WEIGHTING = Weighting(
    since=date(2022, 1, 1), weights=WEIGHTS, near_km=Decimal(150), built_already=Decimal("0.5"), source="test"
)


def asked(industry: str, wanted: int, met: int = 0) -> IndustryDemand:
    return IndustryDemand(
        region="r", industry=industry, enterprise="e", occupation="o", year=2027, wanted=wanted, met=met
    )


@st.composite
def cases(draw: st.DrawFn) -> list[IndustryCase]:
    names = draw(st.sets(st.sampled_from("abcdef"), min_size=1))
    return [
        IndustryCase(
            industry=name,
            demand=tuple(asked(name, n, n // 3) for n in draw(st.lists(st.integers(0, 50), max_size=4))),
            colleges=tuple(f"c{n}" for n in range(draw(st.integers(0, 5)))),
            partners=tuple(f"p{n}" for n in range(draw(st.integers(0, 5)))),
            distances_km=tuple(draw(st.lists(st.floats(0, 900), max_size=3))),
            clusters=tuple(f"k{n}" for n in range(draw(st.integers(0, 2)))),
        )
        for name in sorted(names)
    ]


@given(cases())
def test_scores_are_the_sums_of_their_parts_and_ranks_follow(some: list[IndustryCase]) -> None:
    ranked = rank_industries(some, WEIGHTING)

    assert [r.rank for r in ranked] == list(range(1, len(some) + 1))
    for r in ranked:
        assert r.score == sum(p.points for p in r.parts) * r.factor
        assert 0 <= r.score <= 1
        assert all(0 <= p.share <= 1 and p.points == p.share * Fraction(p.weight) for p in r.parts)
    for one, other in pairwise(ranked):
        assert (not one.possible, -one.score) <= (not other.possible, -other.score)


@given(cases(), st.integers(1, 40))
def test_more_unmet_demand_never_makes_an_industry_fall(some: list[IndustryCase], more: int) -> None:
    name = some[0].industry
    before = next(r.rank for r in rank_industries(some, WEIGHTING) if r.case.industry == name)

    richer = [replace(some[0], demand=(*some[0].demand, asked(name, more))), *some[1:]]

    assert next(r.rank for r in rank_industries(richer, WEIGHTING) if r.case.industry == name) <= before


YEARS = st.integers(2026, 2029)


@st.composite
def balances(draw: st.DrawFn) -> IndustryCase:
    demand = [replace(asked("a", n, m), year=y) for n, m, y in draw(st.lists(st.tuples(*WANTED), max_size=5))]
    places = draw(st.lists(st.tuples(st.integers(2024, 2030), st.integers(0, 4)), max_size=5))
    supply = [IndustrySupply(college="c", programme="p", year=y, places=n) for y, n in places]
    return IndustryCase(industry="a", demand=tuple(demand), supply=tuple(supply))


WANTED = (st.integers(0, 5), st.integers(0, 2), YEARS)


@given(balances())
def test_as_many_places_are_subtracted_as_any_order_could(case: IndustryCase) -> None:
    people = [d.year for d in case.demand for _ in range(d.unmet)]
    places = [s.year for s in case.supply for _ in range(s.places)]
    taken: dict[int, int] = {}

    def seat(person: int, tried: set[int]) -> bool:
        """An augmenting path of the matching of people and places."""
        for n, year in enumerate(places):
            if n not in tried and year is not None and year <= people[person] <= year + 1:
                tried.add(n)
                if n not in taken or seat(taken[n], tried):
                    taken[n] = person
                    return True
        return False

    assert case.given == sum(seat(n, set()) for n in range(len(people)))
    assert case.unmet == len(people) - case.given == sum(b.asked - b.given for b in case.balance)


def test_a_place_whose_graduation_nobody_knows_is_named_and_not_subtracted() -> None:
    known = IndustrySupply(college="c", programme="p", year=2027, places=4)
    case = IndustryCase(industry="a", demand=(asked("a", 10, 3),), supply=(known, replace(known, year=None)))

    assert (case.asked, case.given, case.unmet) == (7, 4, 3)
    assert case.undated == (replace(known, year=None),)


def test_places_below_zero_are_refused() -> None:
    with pytest.raises(ProblemError, match=">= 0"):
        IndustrySupply(college="c", programme="p", year=2027, places=-1)


def test_a_cluster_that_is_there_already_halves_the_score() -> None:
    one = IndustryCase(industry="a", demand=(asked("a", 10),), colleges=("c",), partners=("p",), distances_km=(0.0,))

    first, second = rank_industries([one, replace(one, industry="b", clusters=("k",))], WEIGHTING)

    assert (first.case.industry, first.score) == ("a", Fraction(1))
    assert (second.case.industry, second.factor, second.score) == ("b", Fraction(1, 2), Fraction(1, 2))


def test_an_industry_without_a_college_stands_at_the_end_whatever_is_asked_for() -> None:
    rich = IndustryCase(industry="a", demand=(asked("a", 900),), partners=("p", "q"))
    poor = IndustryCase(industry="b", colleges=("c",), partners=("p",))

    assert [(r.case.industry, r.possible) for r in rank_industries([rich, poor], WEIGHTING)] == [
        ("b", True),
        ("a", False),
    ]


def test_weights_are_those_in_force_and_none_before_the_first() -> None:
    later = replace(WEIGHTING, since=date(2025, 1, 1))

    assert weighting_on([later, WEIGHTING], date(2024, 12, 31)) is WEIGHTING
    assert weighting_on([later, WEIGHTING], date(2025, 1, 1)) is later
    with pytest.raises(NoWeighting):
        weighting_on([later, WEIGHTING], date(2021, 12, 31))


def test_weights_that_are_not_one_together_are_refused() -> None:
    with pytest.raises(ProblemError, match="together 1"):
        replace(WEIGHTING, weights={**WEIGHTS, Component.DEMAND: Decimal("0.5")})
