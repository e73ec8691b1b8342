"""Plans beside figures, and plans that drawn cohorts reach anyway."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.core.results.samples import Book, scene

from remeslo.core.line.ambition import histories, plan_chances
from remeslo.core.line.trials import last_day, world_of
from remeslo.core.results.targets import TargetHistory, TargetYear
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds

INDICATORS, KINDS = builtin_indicators(), builtin_kinds()


def test_a_plan_stands_beside_the_figure_of_its_year_once_the_year_is_over() -> None:
    book = Book()
    for learner in ("l1", "l2", "l3", "l4"):
        book.admit(learner)
    for learner in ("l1", "l2", "l3"):
        book.graduate(learner)
    book.say("target", "K12", date(2026, 1, 15), plan=Decimal("0.5"), year=2026)

    (before,) = histories(book.facts, on=date(2026, 12, 30), indicators=INDICATORS.values(), kinds=KINDS)
    (after,) = histories(book.facts, on=date(2026, 12, 31), indicators=INDICATORS.values(), kinds=KINDS)

    assert before.years[0].value is None
    assert (after.years[0].value, after.years[0].fulfilment, after.too_low) == (Fraction(3, 4), Fraction(3, 2), True)


def test_the_lower_a_plan_the_more_cohorts_reach_it() -> None:
    place = scene()
    asked = ("K12", "K5.mean", "K1")
    told = {}
    for plan in ("0", "0.7", "1.01"):
        years = (TargetYear(indicator="K12", year=2026, plan=Decimal(plan), value=None),)
        found = [TargetHistory(key, years) for key in asked]
        result = plan_chances(
            found,
            world_of(place),
            seeds=range(2),
            first=place.first,
            on=last_day(place),
            indicators=INDICATORS,
            kinds=KINDS,
        )
        told[plan] = {p.indicator: p.chance.reached for p in result}

    assert set(told["0"]) == {"K12", "K5.mean"}, "a count of places is not asked of cohorts"
    for key in told["0"]:
        assert 1 == told["0"][key] >= told["0.7"][key] >= told["1.01"][key] == 0
