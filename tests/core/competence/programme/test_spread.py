"""Dividing hours: exact shares under caps, whole steps by largest remainders."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.competence.programme.spread import near_steps, shares, steps

FRACTIONS = st.integers(0, 60).map(lambda n: Fraction(n, 7))
PARTS = st.lists(st.tuples(FRACTIONS, FRACTIONS), max_size=8)


@given(FRACTIONS.map(lambda x: x * 10), PARTS)
def test_shares_give_all_that_the_caps_allow_and_nobody_above_its_cap(amount: Fraction, parts) -> None:
    weights, caps = [w for w, _ in parts], [c for _, c in parts]

    given_ = shares(amount, weights, caps)

    allowed = sum((c for w, c in parts if w > 0), Fraction(0))
    assert sum(given_, Fraction(0)) == min(amount, allowed)
    assert all(0 <= g <= c for g, c in zip(given_, caps, strict=True))
    assert all(g == 0 for g, w in zip(given_, weights, strict=True) if w == 0)


@given(FRACTIONS.map(lambda x: x * 10), PARTS)
def test_shares_of_those_below_their_caps_are_in_proportion_to_weights(amount: Fraction, parts) -> None:
    weights, caps = [w for w, _ in parts], [c for _, c in parts]
    given_ = shares(amount, weights, caps)
    free = [(g, w) for g, w, c in zip(given_, weights, caps, strict=True) if w > 0 and g < c]

    assert len({g / w for g, w in free}) <= 1


HOURS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 300)), max_size=8)


@given(HOURS, st.sampled_from([1, 2, 36]), st.integers(0, 900))
def test_steps_are_whole_within_caps_and_as_many_as_fit(parts, step: int, amount: int) -> None:
    ideal, caps = [Fraction(h) for h, _ in parts], [c for _, c in parts]

    found = steps(ideal, caps, step, amount)

    assert all(h % step == 0 and 0 <= h <= c for h, c in zip(found, caps, strict=True))
    assert sum(found) <= amount
    room = sum(c // step * step - h for h, c, x in zip(found, caps, ideal, strict=True) if x > 0)
    assert amount - sum(found) < step or room == 0


@given(HOURS, st.sampled_from([1, 2, 36]))
def test_near_steps_stay_within_half_a_step_of_what_is_ideal(parts, step: int) -> None:
    ideal = [Fraction(h) for h, _ in parts]
    caps = [10**6] * len(ideal)

    found = near_steps(ideal, caps, step, 10**6)

    assert abs(sum(found) - sum(ideal)) * 2 <= step
