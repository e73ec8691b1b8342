"""Weeks exchanged: hours stay, everything else keeps its place, and only lawful exchanges are offered."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.line.network.scenes import HOURS, KINDS, PLANT, SHOP, THEORY, outcome

from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.line.network.moving import Exchange, exchanged, ways_to_lie, whole_weeks

PLAN = TermPlan(HOURS)


@st.composite
def exchanges(draw: st.DrawFn) -> tuple[Exchange, ...]:
    """Two practices that go to weeks of their own."""
    weeks = draw(st.permutations(range(6)))
    count = draw(st.integers(0, 3))
    moved = draw(st.permutations(range(6)))[:count]
    pairs = [(a, b) for a, b in zip(moved, weeks, strict=False)]
    return tuple((pair,) for pair in pairs)


@given(exchanges())
def test_an_exchange_keeps_the_hours_of_elements_and_the_contents_of_weeks(found: tuple[Exchange, ...]) -> None:
    after = exchanged(PLAN, found)

    def contents(plan: TermPlan) -> Counter[tuple[tuple[str, int], ...]]:
        return Counter(tuple(sorted((k, h[w]) for k, h in plan.hours.items() if h.get(w))) for w in range(6))

    assert contents(after) == contents(PLAN)
    for week, target in (pair for e in found for pair in e):
        for key, hours in PLAN.hours.items():
            assert after.hours[key].get(target, 0) == hours.get(week, 0)


@given(exchanges(), st.randoms())
def test_the_order_of_exchanges_does_not_matter(found: tuple[Exchange, ...], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    assert exchanged(PLAN, mixed) == exchanged(PLAN, found)


def test_two_exchanges_into_one_week_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot all be exchanged"):
        exchanged(PLAN, (((3, 1),), ((4, 1),)))


def test_whole_weeks_are_those_that_a_practice_fills() -> None:
    assert whole_weeks(PLAN, KINDS) == {3, 4}
    shared = TermPlan({**HOURS, THEORY: {**HOURS[THEORY], 3: 2}})
    assert whole_weeks(shared, KINDS) == {4}


def test_a_practice_may_lie_in_any_week_of_theory_the_nearest_first() -> None:
    problem = outcome().problem
    assert problem is not None

    ways = ways_to_lie(problem, PLAN, [3], whole_weeks(PLAN, KINDS))

    assert ways == ((), ((3, 2),), ((3, 5),), ((3, 1),), ((3, 0),))


def test_a_practice_that_follows_theory_is_not_moved_before_its_end() -> None:
    problem = outcome(practice_after_theory=True).problem
    assert problem is not None
    plan = TermPlan({THEORY: dict.fromkeys((0, 1, 2, 3), 36), SHOP: {5: 36}, PLANT: {4: 36}})

    ways = ways_to_lie(problem, plan, [4], whole_weeks(plan, KINDS))

    assert ways == ((),)
    assert not [f for f in check(problem, plan) if f.hard]
