"""What the group rules on lines: wording, proficiency, answers, who pays, titles of the block."""

from __future__ import annotations

import pytest
from tests.core.competence.builders import card, need
from tests.core.competence.studio.obeyed import (
    CARDS,
    CRANE,
    LATHE,
    TURNING,
    as_reckoned,
    line,
    ruled,
    told,
    weight_of,
)

from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Payer,
    PayerRuling,
    ProficiencyRuling,
    TitleRuling,
    WordingRuling,
)


def test_wording_and_proficiency_of_a_line_reach_its_competence_and_its_answer() -> None:
    said = {
        f"wording:{CRANE}": WordingRuling(text="Стропить и перемещать грузы"),
        f"proficiency:{TURNING}": ProficiencyRuling(proficiency=3),
    }
    before, design = as_reckoned(), ruled(said)

    assert (line(before, TURNING).answer, line(before, TURNING).line.proficiency) == (GapClass.COVERED, 2)
    assert (line(design, TURNING).answer, line(design, TURNING).reason) == (
        GapClass.DEEPEN,
        "gap.same_function_mastery",
    )
    assert "Стропить и перемещать грузы" in [c.title for c in design.model.competences]


def test_proficiency_weighs_in_the_hours_as_it_was_ruled_against_what_was_asked() -> None:
    before, design = as_reckoned(), ruled({f"proficiency:{CRANE}": ProficiencyRuling(proficiency=1)})
    crane = line(before, CRANE).line.weight

    assert weight_of(before, "ПМ.03") - weight_of(design, "ПМ.03") == crane / 2


def test_answers_are_as_the_group_says_and_tell_what_reckoning_would_say() -> None:
    said = {
        f"answer:{CRANE}": AnswerRuling(answer=GapClass.DEEPEN, competence="ПК 2.1", note="в термичке"),
        f"answer:{TURNING}": AnswerRuling(answer=GapClass.NEW),
        f"answer:{LATHE}": AnswerRuling(answer=GapClass.REJECTED),
    }
    design = ruled(said)

    shown = {
        g.line.key: (g.answer, g.competence, g.reason, g.facts["would"])
        for g in design.model.gap
        if g.reason == "gap.ruled"
    }
    assert shown == {
        CRANE: (GapClass.DEEPEN, "ПК 2.1", "gap.ruled", "new"),
        TURNING: (GapClass.NEW, "ПК 3.2", "gap.ruled", "covered"),
        LATHE: (GapClass.REJECTED, None, "gap.ruled", "new"),
    }


@pytest.mark.parametrize(
    ("answer", "payer", "expected"),
    [
        (GapClass.NEW, Payer.EMPLOYER, (GapClass.REJECTED, "gap.employer_pays", None)),
        (GapClass.DEEPEN, Payer.EMPLOYER, (GapClass.COVERED, "gap.employer_pays_more", None)),
        (GapClass.COVERED, Payer.EMPLOYER, (GapClass.COVERED, "gap.ruled", "employer_pays_covered")),
        (GapClass.NEW, Payer.CORE, (GapClass.NEW, "gap.ruled", "core_cannot_pay")),
        (GapClass.DEEPEN, Payer.CORE, (GapClass.DEEPEN, "gap.ruled", None)),
        (GapClass.NEW, Payer.VARIABLE, (GapClass.NEW, "gap.ruled", None)),
        (GapClass.REJECTED, Payer.VARIABLE, (GapClass.REJECTED, "gap.ruled", "payer_of_rejected")),
    ],
    ids=lambda v: v.value if isinstance(v, GapClass | Payer) else "",
)
def test_who_pays_decides_what_stays_in_the_programme(answer: GapClass, payer: Payer, expected: tuple) -> None:
    competence = "ПК 2.1" if answer in (GapClass.COVERED, GapClass.DEEPEN) else None
    said = {
        f"answer:{CRANE}": AnswerRuling(answer=answer, competence=competence),
        f"payer:{CRANE}": PayerRuling(payer=payer),
    }
    design = ruled(said)
    stands = line(design, CRANE)

    assert (stands.answer, stands.reason) == expected[:2]
    assert told(design) == ([] if expected[2] is None else [(expected[2], f"payer:{CRANE}")])


def test_what_the_core_pays_for_takes_no_variative_hours_and_the_variative_part_pays_in_full() -> None:
    deepened = {f"answer:{CRANE}": AnswerRuling(answer=GapClass.DEEPEN, competence="ПК 2.1")}
    covered = {f"answer:{CRANE}": AnswerRuling(answer=GapClass.COVERED, competence="ПК 2.1")}
    pays = {p: {f"payer:{CRANE}": PayerRuling(payer=p)} for p in (Payer.CORE, Payer.VARIABLE)}
    crane = line(as_reckoned(), CRANE).line.weight

    assert weight_of(ruled(deepened), "ПМ.02") == crane
    assert weight_of(ruled(deepened | pays[Payer.CORE]), "ПМ.02") == 0
    assert weight_of(ruled(covered), "ПМ.02") == crane / 4
    assert weight_of(ruled(covered | pays[Payer.VARIABLE]), "ПМ.02") == crane


def test_a_title_goes_to_a_competence_of_the_block_and_not_to_the_states_or_to_anothers() -> None:
    first = line(as_reckoned(), CRANE).competence
    named = {f"title:{first}": TitleRuling(title="Стропальное дело", line=CRANE)}

    assert "Стропальное дело" in [c.title for c in ruled(named).model.competences]
    moved = ruled({**named, f"answer:{CRANE}": AnswerRuling(answer=GapClass.REJECTED)})
    assert told(moved) == [("title_of_another", f"title:{first}")]
    assert "Стропальное дело" not in [c.title for c in moved.model.competences]
    assert told(ruled({"title:ПК 1.1": TitleRuling(title="Иначе")})) == [("title_of_state", "title:ПК 1.1")]


def test_new_lines_that_the_group_ruled_go_before_heavier_ones() -> None:
    many = [
        card("a", *(need(n, "", f"91.002/{f}", criticality=3) for n, f in enumerate(("A", "B", "C"), start=1))),
        CARDS[1],
    ]
    wide = ruled({}, many)
    rejected = [g.line.key for g in wide.model.gap if g.reason == "gap.no_hours"]
    own = "own:b/3"

    design = ruled({f"answer:{own}": AnswerRuling(answer=GapClass.NEW)}, many)

    assert line(design, own).answer is GapClass.NEW
    assert len([g for g in design.model.gap if g.reason == "gap.no_hours"]) == len(rejected)
