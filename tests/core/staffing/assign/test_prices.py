"""What one thing more would save, against every assignment of small problems with and without it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given, settings
from tests.core.staffing.assign.small import LATHE, best, duty, paper, person, plan, problem, problems

from remeslo.core.staffing.assign.prices import Offer, OfferKind, offers, prices, with_offer
from remeslo.core.staffing.assign.problem import Objective
from remeslo.core.staffing.assign.solve import solve
from remeslo.core.staffing.requirement import Requirement

TURNING = {"needs": (Requirement(LATHE, 3),)}


@settings(max_examples=60, deadline=None)
@given(problems(most_duties=4))
def test_every_price_is_what_enumeration_with_and_without_the_offer_says(small) -> None:
    result = solve(small, limit_s=60, workers=1)
    assume(result.plan is not None)
    asked = replace(small, objective=(Objective.UNCOVERED, Objective.ABOVE_RATE))
    before = best(asked)
    assert before is not None

    told = {p.offer: p for p in prices(small, result.plan, most=99, limit_s=60)}

    for kind in OfferKind:
        for offer in offers(small, result.plan, kind):
            after = best(with_offer(asked, offer))
            assert after is not None
            saved, above = before[0] - after[0], before[1] - after[1] if kind is OfferKind.RATE else 0
            price = told.get(offer)
            assert (price.saved, price.above_saved) == (saved, above) if price else (saved, above) <= (0, 0)
            assert price is None or price.proven


def test_a_right_is_worth_all_duties_that_it_opens_and_the_nearest_comes_first() -> None:
    cluster = problem(
        [person("ann", weekly_hours=30), person("bob", weekly_hours=30)],
        [duty("d", **TURNING), duty("e", **TURNING)],
        qualifications=(paper("bob", LATHE, 2),),
    )

    found = prices(cluster, plan(cluster), limit_s=60)

    need = Requirement(LATHE, 3)
    assert [(p.offer.person, p.offer.need, p.saved, p.proven) for p in found] == [
        ("bob", need, 20, True),
        ("ann", need, 20, True),
    ]


def test_hours_of_a_week_are_priced_where_they_are_lacking() -> None:
    cluster = problem([person("ann", weekly_hours=15)], [duty("a", (14,)), duty("b", (9,))])

    found = prices(cluster, plan(cluster, a="ann"), limit_s=60)

    assert [(p.offer.kind, p.offer.hours, p.saved) for p in found] == [(OfferKind.HOURS, 8, 9)]


def test_a_quarter_of_a_rate_saves_hours_above_it() -> None:
    cluster = problem([person("ann", weekly_hours=30)], [duty("a", (14, 14, 14))])

    found = prices(cluster, plan(cluster, a="ann"), limit_s=60)

    assert [(p.offer, p.saved, p.above_saved) for p in found] == [
        (Offer(kind=OfferKind.RATE, person="ann", duties=("a",)), 0, 2)
    ]
    assert with_offer(cluster, found[0].offer).person_of["ann"].rate == Decimal("1.25")


def test_nothing_is_worth_what_can_be_had_without_it() -> None:
    cluster = problem([person("ann"), person("bob")], [duty("d", **TURNING)], qualifications=(paper("ann", LATHE),))

    assert prices(cluster, plan(cluster), limit_s=60) == ()
