"""A pack tried before it is adopted: who gains and loses, employment, games that pay, plans that ask nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.core.results.samples import scene

from remeslo.core.base.findings import ProblemError
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.settle import settle
from remeslo.core.funding.simulate import (
    USUAL,
    Spread,
    Variation,
    chances,
    sensitivity,
    where_gaming_pays,
    who_gains,
)
from remeslo.core.line.trials import last_day, world_of
from remeslo.core.results.invented import Rates, invent
from remeslo.interchange.fundpack import builtin

PLACE = scene(rates=Rates(confirmed=1.0, disputed=0.0))
WORLD, ON = world_of(PLACE), last_day(PLACE)
PILOT = builtin()["ru-cluster-pilot"]


def only(pack: RulePack, *rules: str) -> RulePack:
    return replace(pack, rules=tuple(r for r in pack.rules if r.key in rules))


def test_who_gains_adds_up_to_the_two_settlements_and_names_the_loser_first() -> None:
    facts, on = invent(PLACE, seed=3), date(2026, 8, 31)
    before = builtin()["ru-percapita"]

    changes = who_gains(before, PILOT, facts, on=on)

    assert sum(c.before for c in changes) == settle(before, facts, on=on).due
    assert sum(c.after for c in changes) == settle(PILOT, facts, on=on).due
    assert [c.change for c in changes] == sorted(c.change for c in changes)
    assert changes[0].change < 0
    assert {c.payee for c in changes} == {"a", "b"}


def test_a_pack_against_itself_changes_nothing() -> None:
    assert {c.change for c in who_gains(PILOT, PILOT, invent(PLACE, seed=3), on=date(2026, 8, 31))} == {0}


def test_a_cohort_is_the_same_for_the_same_seed_and_differs_only_in_what_is_varied() -> None:
    usual, worse = WORLD(USUAL, 4), WORLD(Variation(name="worse", employed=0.0), 4)

    assert usual == WORLD(USUAL, 4)
    assert [f for f in usual if f.kind in ("admission", "practice", "demo_exam")] == [
        replace(f, key=u.key)
        for f, u in zip(
            (f for f in worse if f.kind in ("admission", "practice", "demo_exam")),
            (f for f in usual if f.kind in ("admission", "practice", "demo_exam")),
            strict=True,
        )
    ]


def test_money_for_employment_never_falls_when_more_are_employed() -> None:
    pack = only(PILOT, "work_4", "work_12")

    points = sensitivity(pack, WORLD, (0.0, 0.5, 1.0), seeds=range(2), on=ON)

    assert points[0].money.mean < points[1].money.mean < points[2].money.mean
    assert all(p.money.low <= p.money.mean <= p.money.high for p in points)


def test_an_easier_exam_pays_where_points_are_paid_and_not_where_they_are_not() -> None:
    easy = (Variation(name="easy", exam_points=0.25),)

    paid = where_gaming_pays(PILOT, WORLD, seeds=range(3), on=ON, cost_a_month=Decimal(0), games=easy)
    unpaid = where_gaming_pays(
        only(PILOT, "learning", "work_12"), WORLD, seeds=range(3), on=ON, cost_a_month=Decimal(0), games=easy
    )

    assert (paid[0].pays, unpaid[0].pays) == (True, False)
    assert paid[0].results == paid[0].results_usual


def test_enrolling_fewer_pays_only_where_a_learner_costs_more_than_he_brings() -> None:
    fewer = (Variation(name="fewer", places=Fraction(1, 2)),)
    pack = only(PILOT, "learning")

    dear, cheap = (
        where_gaming_pays(pack, WORLD, seeds=range(2), on=ON, cost_a_month=Decimal(c), games=fewer)[0]
        for c in (50_000, 0)
    )

    assert (dear.pays, cheap.pays) == (True, False)


def test_a_plan_that_every_cohort_reaches_asks_for_nothing() -> None:
    results = [Fraction(n, 20) for n in range(10, 30)]

    low, middle = chances([Decimal("0.5"), Decimal("1")], results)

    assert (low.reached, low.asks_nothing, middle.reached, middle.asks_nothing) == (1, True, Fraction(1, 2), False)


@pytest.mark.parametrize("wrong", [{"places": Fraction(0)}, {"employed": 1.5}, {"leaves_a_year": -0.1}])
def test_a_variation_out_of_range_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ProblemError, match="variation x"):
        Variation(name="x", **wrong)  # type: ignore[arg-type]


def test_a_spread_of_nothing_is_refused() -> None:
    with pytest.raises(ProblemError, match="at least one"):
        Spread.of([])
