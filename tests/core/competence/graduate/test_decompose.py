"""Competences become skills, abilities and knowledge."""

from __future__ import annotations

import pytest
from tests.core.competence import builders
from tests.core.competence.builders import card, need

from remeslo.core.competence.graduate.decompose import kind_of_wording
from remeslo.core.competence.model import Origin, RequestRef
from remeslo.core.competence.statestandard import OutcomeKind


def outcomes(design, competence: str):
    return [o for o in design.model.outcomes if competence in (o.competence, *o.also)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Знание допусков", OutcomeKind.KNOWLEDGE),
        ("Понимать чертежи", OutcomeKind.KNOWLEDGE),
        ("Умение читать чертежи", OutcomeKind.ABILITY),
        ("Опыт работы сварщиком", OutcomeKind.PRACTICE_SKILL),
        ("Строповка грузов", OutcomeKind.PRACTICE_SKILL),
        ("Knowledge of materials", OutcomeKind.KNOWLEDGE),
        ("Able to read drawings", OutcomeKind.ABILITY),
        ("Weld pipes", OutcomeKind.PRACTICE_SKILL),
        ("???", OutcomeKind.PRACTICE_SKILL),
    ],
)
def test_own_wording_is_of_the_kind_its_first_word_says(text: str, kind: OutcomeKind) -> None:
    assert kind_of_wording(text) is kind


def test_a_state_competence_without_outcomes_takes_those_of_its_functions() -> None:
    design = builders.design()

    found = outcomes(design, "ПК 1.2")
    assert {o.origin for o in found} == {Origin.OCCUPATIONAL}
    assert {o.kind for o in found} == set(OutcomeKind)
    assert all(s.startswith(f"{builders.EDITION}:A/07.3#") for o in found for s in o.statements)
    assert "competence.outcomes_from_functions" in builders.codes(design.findings)


def test_a_competence_that_nobody_decomposed_is_its_own_outcome() -> None:
    bare = builders.state(activities=(builders.activity(1, "Дело", builders.competence("ПК 1.1", "Делать дело")),))

    design = builders.design(state=bare)

    assert [(o.kind, o.text) for o in outcomes(design, "ПК 1.1")] == [(OutcomeKind.PRACTICE_SKILL, "Делать дело")]
    assert {"competence.only_title", "competence.general_not_decomposed"} <= set(builders.codes(design.findings))


def test_a_new_competence_has_all_that_its_function_asks_for() -> None:
    design = builders.design([card("a", need(1, "", "91.002/B/04.3"))])

    found = outcomes(design, "ПК 3.1")
    assert sorted(o.text for o in found) == sorted(
        s.text for s in builders.standards()[1].statements() if s.key.startswith(f"{builders.METAL}:B/04.3#")
    )
    assert {o.requests for o in found} == {(RequestRef("a", 1, "works-a"),)}
    assert {o.weight for o in found} == {2}


def test_an_own_wording_says_which_kinds_are_missing() -> None:
    design = builders.design([card("a", "Печь ржаной хлеб по рецептуре мастера")])

    facts = next(f.facts for f in design.findings if f.code == "competence.kinds_missing")
    assert [(o.kind, o.origin) for o in outcomes(design, "ПК 3.1")] == [(OutcomeKind.PRACTICE_SKILL, Origin.EMPLOYER)]
    assert facts["kinds"] == ("ability", "knowledge")


def test_a_covered_request_is_tied_to_the_outcome_that_says_it() -> None:
    design = builders.design([card("a", need(1, "Читать чертёж вала и фланца", "91.001/A/01.3"))])

    tied = [o for o in outcomes(design, "ПК 1.1") if o.requests]
    assert [o.text for o in tied] == ["Читать чертёж вала, втулки, фланца"]
    assert tied[0].statements == (f"{builders.EDITION}:A/01.3#RS2",)


def test_a_covered_request_that_no_outcome_says_is_tied_to_the_skills() -> None:
    design = builders.design([card("a", need(1, "", "91.001/A/01.3"))])

    tied = [o for o in outcomes(design, "ПК 1.1") if o.requests]
    assert [(o.kind, o.text) for o in tied] == [(OutcomeKind.PRACTICE_SKILL, "Точение валов и втулок")]


def test_deepening_adds_the_labour_actions_of_the_function() -> None:
    covered = builders.design([card("a", need(1, "", "91.001/A/01.3"))])
    deepened = builders.design([card("a", need(1, "", "91.001/A/01.3", proficiency=3))])

    added = {o.text for o in outcomes(deepened, "ПК 1.1")} - {o.text for o in outcomes(covered, "ПК 1.1")}
    assert added == set(builders.standards()[0].functions[0].actions)


def test_every_request_of_an_accepted_line_reaches_an_outcome() -> None:
    asked = [card("a", "Читать чертёж вала", "Печь хлеб", "Работать в коллективе и команде", need(4, "", "91.002/B"))]

    design = builders.design(asked)

    accepted = {r for g in design.model.gap if g.competence for r in g.line.requests}
    assert accepted == {r for o in design.model.outcomes for r in o.requests}
    assert len(accepted) == 4
