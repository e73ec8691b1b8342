"""Appropriations divided among providers: shares add up, weights go by the year, scale and names do not matter."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.funding.worlds import fact

from remeslo.core.base.facts import Fact
from remeslo.core.funding.due import due
from remeslo.interchange import fundpack

FINLAND = fundpack.builtin()["fi-vet"]
TENNESSEE = fundpack.builtin()["us-tn-outcomes"]
MEASURES = ("student_years", "qualifications", "employed", "feedback")
rows = st.lists(st.tuples(*[st.integers(1, 10**5)] * 4), min_size=1, max_size=6)


def finland(amount: Decimal, providers: list[tuple[int, ...]], year: int) -> list[Fact]:
    day = date(year, 1, 1)
    return [
        fact("pool", "appropriation", "vet", day, day, year=year, amount=amount),
        *(
            fact(f"f{n}", "performance", f"p{n}", day, day, year=year, **dict(zip(MEASURES, row, strict=True)))
            for n, row in enumerate(providers)
        ),
    ]


@settings(max_examples=40)
@given(st.decimals("0.01", 10**9, places=2), rows, st.sampled_from((2019, 2025, 2026, 2030)))
def test_finnish_shares_add_up_to_the_appropriation(
    amount: Decimal, providers: list[tuple[int, ...]], year: int
) -> None:
    found = due(FINLAND, finland(amount, providers, year), on=date(year, 12, 31))

    assert sum(x.amount for x in found.lines) == amount
    assert found.findings == ()


@pytest.mark.parametrize(
    ("year", "weights"),
    [(2018, "70 20 7 3"), (2025, "70 20 7 3"), (2026, "50 30 18 2"), (2031, "50 30 18 2")],
)
def test_finnish_weights_go_by_the_year(year: int, weights: str) -> None:
    found = due(FINLAND, finland(Decimal(100), [(1, 1, 1, 1)], year), on=date(year, 12, 31))

    assert {x.kind: x.amount for x in found.lines} == dict(zip(MEASURES, map(Decimal, weights.split()), strict=True))


def test_finnish_weights_of_every_day_add_up_to_one() -> None:
    for key in ("fi-vet", "fi-vet-2018-design"):
        pack = fundpack.builtin()[key]
        days = {v.since for p in pack.params.values() for v in p.values}
        for day in days:
            assert sum(pack.on(f"weight_{m}", day).amount for m in MEASURES) == 1


def test_student_years_beyond_compulsory_age_count_up_to_the_cap() -> None:
    day = date(2026, 1, 1)
    usual = {"year": 2026, "qualifications": 1, "employed": 1, "feedback": 1}
    facts = [
        fact("pool", "appropriation", "vet", day, day, year=2026, amount=Decimal(300)),
        fact(
            "a", "performance", "a", day, day, student_years=50, student_years_beyond=100, student_years_cap=50, **usual
        ),
        fact("b", "performance", "b", day, day, student_years=50, **usual),
    ]
    lines = {(x.subject, x.kind): x.amount for x in due(FINLAND, facts, on=day).lines}

    assert (lines["a", "student_years"], lines["b", "student_years"]) == (Decimal("100.00"), Decimal("50.00"))


def test_a_measure_that_nobody_has_stays_in_the_pool_and_is_told() -> None:
    found = due(FINLAND, finland(Decimal(100), [(1, 1, 0, 1)], 2026), on=date(2026, 12, 31))

    assert sum(x.amount for x in found.lines) == 82
    assert [f.code for f in found.findings] == ["funding.measure_empty"]


@settings(max_examples=25)
@given(
    st.decimals("0.01", 10**9, places=2),
    st.lists(st.tuples(st.integers(1, 999), st.integers(0, 99)), min_size=1, max_size=5),
)
def test_tennessee_divides_the_whole_pool_by_points_averaged_over_three_years(
    amount: Decimal, colleges: list[tuple[int, int]]
) -> None:
    day = date(2026, 7, 1)
    facts = [fact("pool", "appropriation", "formula", day, day, year=2026, amount=amount)]
    for n, (count, premium) in enumerate(colleges):
        for year in (2024, 2025, 2026):
            values = {"year": year, "outcome": "awards", "count": count, "premium_count": min(premium, count)}
            facts.append(fact(f"o{n}-{year}", "outcome", f"c{n}", day, day, **values))
    found = due(TENNESSEE, facts, on=day)
    points = [Fraction(c) + Fraction(2, 5) * min(p, c) for c, p in colleges]

    assert sum(x.amount for x in found.lines) == amount
    for line in found.lines:
        exact = Fraction(amount) * points[int(line.subject[1:])] / sum(points)
        assert abs(Fraction(line.amount) - exact) < Fraction(len(colleges), 100)
