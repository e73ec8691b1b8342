"""Cards go to programmes as employers say, else by what their requirements match."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.builders import card, need

from remeslo.core.competence.assign import Assignment, assign
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import ProgrammeOutline

MACHINES = builders.outline(key="machines", occupational_standards=("91.001",))
METAL = builders.outline(
    key="metal",
    title="Металлург",
    qualification="Прокатчик",
    state_standard="22.01.99",
    occupational_standards=("91.002",),
)
METAL_STATE = builders.state(
    code="22.01.99",
    title="Металлург",
    qualification="Прокатчик",
    activities=(builders.activity(1, "Прокатка", builders.competence("ПК 1.1", "Вести прокатку труб")),),
)


def assigned(*cards: DemandCard, outlines: tuple[ProgrammeOutline, ...] = (MACHINES, METAL)) -> Assignment:
    return assign(
        cards,
        outlines,
        builders.standards(),
        builders.index(),
        states=(builders.state(), METAL_STATE),
        day=builders.DAY,
    )


def test_the_employers_choice_comes_first() -> None:
    found = assigned(card("a", "Вести прокатку труб", programme="machines"))

    assert [(c.programme, c.score, c.reason) for c in found.choices] == [("machines", 100, "demand.choice_named")]
    assert [c.key for c in found.cards_of("machines")] == ["a"]


def test_a_card_goes_where_its_requirements_match() -> None:
    found = assigned(
        card("a", "Вести прокатку труб с поста управления", "Следить за толщиной стенки трубы", job="Прокатчик"),
        card("b", need(1, "", "91.001/A/02.3"), need(2, "", "91.001/A/04.4"), job="Фрезеровщик"),
    )

    assert [c.programme for c in found.choices] == ["metal", "machines"]
    assert all(dict(c.scores)[c.programme] == c.score >= 40 for c in found.choices)
    assert builders.codes(found.findings).count("demand.choice_matched") == 2


def test_a_card_that_nobody_answers_is_told_so_with_the_nearest() -> None:
    found = assigned(card("a", "Печь хлеб", "Стричь волосы", job="Пекарь"))

    assert found.unanswered == ("a",)
    finding = next(f for f in found.findings if f.code == "demand.unanswered")
    assert finding.facts["score"] < finding.facts["least"] == 40
    assert finding.facts["programme"] in {"Станочник", "Металлург"}


def test_criticality_weighs_in() -> None:
    metal = need(1, "", "91.002/B/01.4", criticality=3)
    machines = need(2, "", "91.001/A/02.3", criticality=1)

    assert assigned(card("a", metal, machines, job="")).choices[0].programme == "metal"
    swapped = replace(metal, criticality=1), replace(machines, criticality=3)
    assert assigned(card("a", *swapped, job="")).choices[0].programme == "machines"


def test_two_programmes_alike_are_both_named() -> None:
    twin = replace(MACHINES, key="twin", title="Близнец")

    found = assigned(card("a", need(1, "", "91.001/A/02.3")), outlines=(twin, MACHINES))

    assert found.choices[0].programme == "machines"
    facts = next(f.facts for f in found.findings if f.code == "demand.choice_close")
    assert (facts["programme"], facts["other"]) == ("Станочник", "Близнец")


def test_a_programme_that_does_not_exist_is_named_and_another_chosen() -> None:
    found = assigned(card("a", need(1, "", "91.002/B/01.4"), programme="gone"))

    assert found.choices[0].programme == "metal"
    assert "demand.programme_unknown" in builders.codes(found.findings)


def test_no_demand_at_all_is_said() -> None:
    assert builders.codes(assigned().findings) == ["demand.empty"]


def test_without_programmes_every_card_is_unanswered() -> None:
    assert assigned(card("a", "Варить трубы"), outlines=()).unanswered == ("a",)


@settings(max_examples=25)
@given(builders.cards(most=4), st.randoms(use_true_random=False))
def test_every_card_is_handed_out_once_whatever_the_order(cards, dice: random.Random) -> None:
    shuffled = list(cards)
    dice.shuffle(shuffled)

    found = assigned(*shuffled)

    handed = [c.key for o in (MACHINES, METAL) for c in found.cards_of(o.key)] + list(found.unanswered)
    assert sorted(handed) == sorted(c.key for c in cards)
    assert found == assigned(*cards)
