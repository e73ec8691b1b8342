"""Verification: value, limit, risk and chance."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.lines import Line, Share
from remeslo.core.funding.sampling import Chosen, SamplingRule, draw


def line(number: int, amount: int, payee: str = "college") -> Line:
    share = Share(OrganisationKey("budget"), Fraction(1))
    return Line(
        rule="r",
        contract="c",
        subject=f"s{number}",
        period="2026",
        kind="k",
        on=date(2026, 1, 1),
        amount=Decimal(amount),
        payee=OrganisationKey(payee),
        shares=(share,),
        formula="x",
        because=(),
    )


@settings(max_examples=40)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=40), st.integers(0, 99), st.randoms(use_true_random=False))
def test_sample_reaches_the_value_takes_all_above_the_limit_and_does_not_depend_on_order(
    amounts: list[int], seed: int, dice: object
) -> None:
    lines = [line(n, a) for n, a in enumerate(amounts)]
    other = list(lines)
    dice.shuffle(other)  # type: ignore[attr-defined]
    rule = SamplingRule(limit=Decimal(500_000))
    sample = draw(lines, rule, seed=seed)

    assert Fraction(sample.value) >= Fraction(sample.total) / 10
    assert all(x.key in sample.chosen for x in lines if x.amount >= 500_000)
    assert sample.value == sum(x.amount for x in lines if x.key in sample.chosen)
    assert draw(other, rule, seed=seed) == sample


def test_a_fifth_of_the_rest_is_drawn_and_another_seed_draws_others() -> None:
    lines = [line(n, 100) for n in range(100)]

    first, second = (draw(lines, SamplingRule(), seed=s).chosen for s in (1, 2))
    assert len(first) == 20
    assert set(first.values()) == {Chosen.RANDOM}
    assert set(first) != set(second)


def test_a_risky_payee_is_verified_whole_and_fraud_doubles_the_shares() -> None:
    lines = [line(n, 100, "risky" if n < 5 else "college") for n in range(50)]
    sample = draw(lines, SamplingRule(), seed=0, risk={"risky": Fraction(1)})

    assert [sample.chosen[x.key] for x in lines[:5]] == [Chosen.RISK] * 5
    assert SamplingRule().grown(2).random_share == Fraction(4, 5)
    assert SamplingRule().grown(9).value_share == 1


def test_shares_outside_of_zero_to_one_are_refused() -> None:
    with pytest.raises(ProblemError):
        SamplingRule(value_share=Fraction(2))
