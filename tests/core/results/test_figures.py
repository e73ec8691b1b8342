"""Figures are SUM over SUM at every level, with completeness, state and the facts behind them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.results.samples import LATER, YEAR_FIRST, YEAR_LAST, Book, scene

from remeslo.core.base.facts import Fact, as_known
from remeslo.core.results.figures import Figure, FigureState, roll_up
from remeslo.core.results.indicator import NoEdition
from remeslo.core.results.invented import invent
from remeslo.core.results.tally import LEVELS, Period
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds

YEAR = Period("2026", YEAR_FIRST, YEAR_LAST)


def figure(key: str, facts: Sequence[Fact], *, on: date = LATER, levels: Sequence[str] = ()) -> Figure:
    (found,) = roll_up([builtin_indicators()[key]], facts, period=YEAR, on=on, kinds=builtin_kinds(), levels=levels)
    return found


def test_k1_counts_who_studies_on_the_first_of_october_once() -> None:
    book = Book()
    for n in range(5):
        book.admit(f"l{n}")
    book.admit("l0", programme="second")
    book.say("leaving", "l1", date(2026, 9, 30))
    book.say("leaving", "l2", date(2026, 10, 2))
    book.graduate("l3")

    assert figure("K1", book.facts).above == 3


def test_k3_divides_by_all_graduates_and_says_how_many_are_known() -> None:
    book = Book()
    for n in range(4):
        book.graduate(f"l{n}")
    book.work("l0", at_cluster=True)
    book.work("l1", status="army")
    book.work("l2", status="unknown")

    found = figure("K3", book.facts)

    assert (found.value, found.completeness, found.state) == (Fraction(1, 4), Fraction(1, 2), FigureState.INCOMPLETE)


def test_k4_leaves_army_study_and_care_out_of_the_denominator() -> None:
    book = Book()
    for n, status in enumerate(("employed", "employed", "army", "study", "care", "unemployed")):
        book.graduate(f"l{n}")
        book.work(f"l{n}", status=status, in_occupation=n == 0, months=4 - n)

    assert figure("K4", book.facts).value == Fraction(1, 3)


def test_a_figure_of_which_nothing_is_known_yet_has_no_value() -> None:
    book = Book()
    book.graduate("l0")

    found = figure("K3", book.facts)

    assert (found.value, found.state, found.below) == (None, FigureState.NO_DATA, 1)


def test_a_disputed_fact_counts_nowhere_and_is_told() -> None:
    book = Book()
    book.admit("l0")
    hours = [book.say("practice", "l0", date(2026, 5, d), element="e", employer="plant", hours=30) for d in (1, 2)]
    book.confirm(hours[0])
    book.confirm(hours[1], agrees=False)

    found = figure("P6", book.facts)

    assert (found.above, found.below, found.disputed, found.state) == (30, 30, 1, FigureState.DISPUTED)


def test_a_figure_is_claimed_until_the_other_side_has_confirmed_everything() -> None:
    book = Book()
    promised = book.say("cofinancing_evidenced", "c", date(2026, 5, 1), payer="plant", source="employer", amount=5)
    book.say("grant", "g", date(2026, 1, 1), amount=100)

    before = figure("K6", book.facts)
    book.confirm(promised)
    after = figure("K6", book.facts)

    assert (before.state, after.state, after.value) == (FigureState.CLAIMED, FigureState.CONFIRMED, Fraction(1, 20))


def test_the_facts_behind_a_figure_include_those_that_its_subjects_must_have() -> None:
    book = Book()
    keys = {book.graduate("l0").key, book.work("l0", at_cluster=True).key}
    book.work("l1", at_cluster=True)

    assert set(figure("K3", book.facts).facts) == keys


def test_an_indicator_before_its_first_edition_is_left_out() -> None:
    old = Period("2020", date(2020, 1, 1), date(2020, 12, 31))

    assert roll_up(builtin_indicators().values(), [], period=old, on=LATER, kinds=builtin_kinds()) == ()
    with pytest.raises(NoEdition):
        builtin_indicators()["K1"].on(date(2020, 1, 1))


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_sums_of_a_level_are_the_sums_of_the_levels_below_in_any_order_of_facts(seed: int, dice: random.Random) -> None:
    place = scene()
    facts = list(invent(place, seed=seed))
    dice.shuffle(facts)
    wanted = list(builtin_indicators().values())
    period = Period("2025", date(2025, 1, 1), date(2025, 12, 31))

    def rolled(levels: Sequence[str]) -> list[Figure]:
        return list(roll_up(wanted, facts, period=period, on=place.last, kinds=builtin_kinds(), levels=levels))

    whole, parts = rolled(()), rolled(LEVELS)

    for total in whole:
        mine = [p for p in parts if p.indicator == total.indicator]
        assert sum((p.above for p in mine), Decimal(0)) == total.above
        assert sum((p.below or Decimal(0) for p in mine), Decimal(0)) == (total.below or 0)
        assert sum(p.people for p in mine) == total.people
        assert sum(p.disputed for p in mine) == total.disputed


def test_k12_counts_as_a_person_would_by_hand() -> None:
    facts = invent(scene(), seed=3)
    held = as_known(facts, scene().last)
    entrants = {f.subject for f in held if f.kind == "admission" and f.values["planned_end"] == date(2025, 6, 30)}
    done = {f.subject for f in held if f.kind == "graduation"} & entrants
    period = Period("2025", date(2025, 1, 1), date(2025, 12, 31))

    (found,) = roll_up([builtin_indicators()["K12"]], facts, period=period, on=scene().last, kinds=builtin_kinds())

    assert (found.above, found.below) == (len(done), len(entrants))
    assert found.above > 0
