"""Requests of several employers become weighted lines."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.builders import card, need

from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.lines.merge import in_order, merge
from remeslo.core.competence.lines.requests import Matching, ask
from remeslo.core.competence.model import DemandLine

TURNING = f"{builders.EDITION}:A/01.3"


def lines(*cards: DemandCard) -> tuple[DemandLine, ...]:
    library = Library(builders.standards(), builders.DAY)
    ordered, _ = in_order(cards)
    editions = frozenset(s.edition for s in builders.standards())
    asked, _ = ask(ordered, Matching(library, builders.index(), editions))
    return merge(asked, ordered, library, builders.index().stems)


def line(found: tuple[DemandLine, ...], key: str) -> DemandLine:
    return next(x for x in found if x.key == key)


def test_weight_is_the_sum_of_shares_of_people_times_criticality() -> None:
    found = lines(
        card("a", need(1, "", "91.001/A/01.3", criticality=3), people=30),
        card("b", need(1, "", "91.001/A/01.3", criticality=1), need(2, "", "91.001/A/02.3"), people=10),
    )

    turning = line(found, TURNING)
    assert turning.weight == Fraction(30, 40) * 3 + Fraction(10, 40) * 1
    assert turning.people == 40
    assert line(found, f"{builders.EDITION}:A/02.3").weight == Fraction(10, 40) * 2


def test_a_card_that_asks_twice_for_a_function_counts_once_with_its_highest_criticality() -> None:
    twice = need(1, "", "91.001/A/01.3", criticality=1), need(2, "", "91.001/A/01.3", criticality=3, proficiency=3)
    found = lines(card("a", *twice))

    assert [(x.weight, x.people, x.proficiency, len(x.requests)) for x in found] == [(Fraction(3), 10, 3, 2)]


def test_own_wordings_with_the_same_words_are_one_line_that_says_so() -> None:
    found = lines(card("b", "Печь хлеб и булки"), card("a", "Булки и хлеб печь"))

    assert [(x.key, x.text) for x in found] == [("own:a/1", "Булки и хлеб печь")]
    assert [(e.request.card, e.reason) for e in found[0].evidence] == [
        ("a", "match.own_wording"),
        ("b", "match.same_words"),
    ]


def test_own_wordings_that_differ_in_a_word_stay_apart() -> None:
    found = lines(card("a", "Печь чёрный хлеб"), card("b", "Печь белый хлеб"))

    assert len(found) == 2


def test_a_free_text_joins_the_line_of_the_function_it_means() -> None:
    found = lines(card("a", "Ввод коррекции на износ резца"), card("b", need(1, "", "91.001/A/01.3")))

    assert [x.key for x in found] == [TURNING]
    assert [e.reason for e in found[0].evidence] == ["match.supported", "match.named"]
    assert found[0].statements[:2] == (TURNING, f"{TURNING}#LA3")


def test_a_card_without_people_counts_as_one_person() -> None:
    found = lines(card("a", need(1, "", "91.001/A/01.3"), people=0), card("b", need(1, "", "91.001/A/02.3"), people=3))

    assert line(found, TURNING).weight == Fraction(1, 4) * 2


@settings(max_examples=40)
@given(builders.cards())
def test_weights_stay_between_0_and_3_and_everybody_is_counted_once(cards: tuple[DemandCard, ...]) -> None:
    everyone = sum(max(1, c.people) for c in cards)

    for x in lines(*cards):
        assert 0 < x.weight <= 3
        assert 0 < x.people <= everyone
        assert len({(r.card, r.number) for r in x.requests}) == len(x.requests) == len(x.evidence)


@settings(max_examples=30)
@given(builders.cards(), st.randoms(use_true_random=False))
def test_the_order_of_cards_does_not_matter(cards: tuple[DemandCard, ...], dice: random.Random) -> None:
    shuffled = list(cards)
    dice.shuffle(shuffled)

    assert lines(*shuffled) == lines(*cards)


@settings(max_examples=30)
@given(builders.cards(), st.integers(2, 5))
def test_more_people_everywhere_change_no_weight(cards: tuple[DemandCard, ...], times: int) -> None:
    peopled = [c for c in cards if c.people]
    more = [card(c.key, *c.requirements, people=c.people * times, employer=c.employer) for c in peopled]

    assert {x.key: x.weight for x in lines(*more)} == {x.key: x.weight for x in lines(*peopled)}


def test_a_key_given_to_two_cards_is_named() -> None:
    ordered, findings = in_order([card("a", "Печь хлеб"), card("a", "Варить сталь")])

    assert len(ordered) == 1
    assert builders.codes(findings) == ["demand.card_twice"]
