"""Rounding once, splitting without losing a unit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.funding.money import Rounding, split

CENTS = Rounding(2)
amounts = st.decimals(-(10**9), 10**9, places=2)
parts = st.lists(st.fractions(0, 10), min_size=1, max_size=6).filter(lambda p: sum(p) > 0)


@settings(max_examples=50)
@given(st.fractions(-(10**6), 10**6), st.integers(0, 8))
def test_rounding_is_nearest_and_symmetric(value: Fraction, places: int) -> None:
    rounding = Rounding(places)
    rounded = rounding.of(value)

    assert abs(Fraction(rounded) - value) * 2 <= Fraction(rounding.unit)
    assert rounding.of(-value) == -rounded


def test_rounding_takes_a_half_away_from_zero() -> None:
    assert CENTS.of(Fraction(1, 200)) == Decimal("0.01")
    assert CENTS.of(Fraction(-1, 200)) == Decimal("-0.01")
    assert CENTS.down(Fraction(199, 10000)) == Decimal("0.01")


@settings(max_examples=50)
@given(amounts, parts)
def test_split_loses_nothing_and_only_the_named_piece_takes_the_remainder(
    amount: Decimal, pieces: list[Fraction]
) -> None:
    found = split(amount, pieces, CENTS)

    assert sum(found) == amount
    for n, part in enumerate(pieces[1:], start=1):
        exact = Fraction(amount) * part / sum(pieces)
        assert abs(Fraction(found[n])) <= abs(exact)
        assert abs(Fraction(found[n]) - exact) < Fraction(1, 100)


def test_split_refuses_parts_that_divide_nothing() -> None:
    for wrong in ([], [Fraction(0)], [Fraction(-1), Fraction(2)]):
        with pytest.raises(ProblemError):
            split(Decimal(1), wrong, CENTS)
    with pytest.raises(ProblemError):
        Rounding(9)
