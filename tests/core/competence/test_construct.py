"""The constructor as a whole: what every design promises, and what is said about bad input."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.builders import card, need

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Severity
from remeslo.core.competence.coverage import coverage
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass, Origin
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.statestandard import EntryBase
from remeslo.interchange.sentences import say

PRACTICES = {ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE}
TAUGHT = {ElementKind.THEORY, ElementKind.LABORATORY, ElementKind.ATTESTATION}


def hours(design: ProgrammeDesign, kinds: set[ElementKind]) -> int:
    return sum(e.hours_wanted for e in design.elements if e.kind in kinds)


@settings(max_examples=60)
@given(builders.cards(), st.sampled_from(EntryBase))
def test_a_design_closes_holds_the_minima_and_has_no_hard_findings_of_its_own(cards, base: EntryBase) -> None:
    state = builders.state()
    design = builders.design(cards, outline=builders.outline(base=base))

    assert sum(e.hours_wanted for e in design.elements) == design.total_hours
    assert hours(design, PRACTICES) >= state.min_practice
    assert hours(design, TAUGHT) >= state.min_disciplines
    assert hours(design, {ElementKind.FINAL_ATTESTATION}) == state.min_final_attestation
    for e in design.elements:
        assert 0 < e.hours_min <= e.hours_wanted <= e.hours_max
        assert 0 <= e.mandatory_min <= e.hours_min
        assert e.kind not in PRACTICES or e.hours_wanted % 36 == 0
    assert not [f for f in design.findings if f.hard and f.code.startswith("programme.")]
    assert not coverage(design).findings


@settings(max_examples=30)
@given(builders.cards(), st.randoms(use_true_random=False))
def test_the_order_of_cards_does_not_change_the_design(cards, dice: random.Random) -> None:
    shuffled = list(cards)
    dice.shuffle(shuffled)

    assert builders.design(shuffled) == builders.design(cards)


@settings(max_examples=30)
@given(builders.cards())
def test_every_finding_has_its_sentence_in_both_languages(cards) -> None:
    design = builders.design(cards)

    for finding in (*design.findings, *coverage(design).findings):
        for language in ("ru", "en"):
            said = say(finding, language)
            assert said.what
            assert said.todo
            assert "{" not in f"{said}"
    for g in design.model.gap:
        assert "{" not in say(builders.as_finding(g.reason, g.facts), "ru").what
        for e in g.line.evidence:
            assert "{" not in say(builders.as_finding(e.reason, e.facts), "en").what


@settings(max_examples=30)
@given(builders.cards())
def test_mandatory_hours_stay_within_their_share(cards) -> None:
    design = builders.design(cards)

    counted = [e for e in design.elements if e.kind not in (ElementKind.SCHOOL, ElementKind.FINAL_ATTESTATION)]
    share = Fraction(sum(e.mandatory_min for e in counted), sum(e.hours_wanted for e in counted))
    assert share <= Fraction(4, 5)


@settings(max_examples=30)
@given(builders.cards())
def test_every_line_is_answered_and_every_accepted_one_is_taught(cards) -> None:
    design = builders.design(cards)

    for row in coverage(design).lines:
        if row.gap.answer is GapClass.REJECTED:
            assert row.gap.competence is None
        else:
            assert row.elements


def test_without_demand_the_programme_rests_on_the_state_standard_alone() -> None:
    design = builders.design()

    assert {c.origin for c in design.model.competences} == {Origin.STATE}
    assert not [e for e in design.elements if e.employer_block]
    assert {e.weight for e in design.elements} == {0}
    assert "demand.none_for_programme" in builders.codes(design.findings)


def test_what_the_state_standard_lacks_becomes_the_employers_block() -> None:
    design = builders.design([card("a", need(1, "", "91.002/B/04.3"), "Печь хлеб", people=7)])

    block = [e for e in design.elements if e.employer_block]
    assert [(e.index, e.kind) for e in block] == [
        ("МДК.03.01", ElementKind.THEORY),
        ("УП.03", ElementKind.TRAINING_PRACTICE),
        ("ПП.03", ElementKind.WORK_PRACTICE),
        ("ПМ.03.Э", ElementKind.ATTESTATION),
    ]
    assert {e.mandatory_min for e in block} == {0}
    assert [c.key for c in design.model.competences if c.origin is Origin.EMPLOYER] == ["ПК 3.1", "ПК 3.2"]
    assert all(e.competences == ("ПК 3.1", "ПК 3.2") for e in block)


def test_fixed_elements_stay_as_they_were_given() -> None:
    given_ = (
        OutlineElement(
            index="МДК.01.01",
            title="Токарное дело",
            kind=ElementKind.THEORY,
            cycle="П",
            module="ПМ.01",
            hours_min=100,
            hours_max=140,
            semester_hours=((1, 60), (2, 60)),
        ),
        OutlineElement(
            index="ПП.01",
            title="Практика",
            kind=ElementKind.WORK_PRACTICE,
            cycle="П",
            module="ПМ.01",
            hours_min=108,
            hours_max=108,
            variative=36,
            after=("МДК.01.01",),
        ),
    )
    design = builders.design([card("a", need(1, "", "91.001/A/01.3"))], outline=builders.outline(elements=given_))
    course, practice = (next(e for e in design.elements if e.index == g.index) for g in given_)

    assert (course.title, course.hours_min, course.semester_hours) == ("Токарное дело", 100, ((1, 60), (2, 60)))
    assert 100 <= course.hours_wanted <= course.hours_max == 140
    assert (practice.hours_min, practice.hours_max, practice.mandatory_min) == (108, 108, 72)
    assert practice.after == ("МДК.01.01",)
    assert "УП.01" not in {e.index for e in design.elements}
    assert "ПМ.01.Э" in {e.index for e in design.elements}


def test_demand_beyond_the_hours_is_rejected_lightest_first() -> None:
    tight = builders.state(min_disciplines=930, min_practice=396)
    functions = ("91.001/A/02.3", "91.001/A/03.4", "91.001/A/04.4", "91.002/B/04.3", "91.002/B/02.4")
    asked = [need(n, "", f, criticality=3 if n == 4 else 1) for n, f in enumerate(functions, start=1)]

    design = builders.design([card("a", *asked)], state=tight)

    rejected = [g for g in design.model.gap if g.reason == "gap.no_hours"]
    assert design.model.gap[0].competence == "ПК 3.1"
    assert rejected
    assert {g.line.weight for g in rejected} == {Fraction(1)}
    assert sum(e.hours_wanted for e in design.elements) == design.total_hours


def test_an_impossible_deadline_names_both_days_and_the_card_still_counts() -> None:
    design = builders.design([card("a", need(1, "", "91.002/B/04.3"), deadline=date(2027, 6, 1))])

    facts = next(f.facts for f in design.findings if f.code == "demand.deadline_before_graduation")
    assert (facts["deadline"], facts["earliest"]) == (date(2027, 6, 1), date(2027, 7, 1))
    assert design.model.gap[0].answer is GapClass.NEW


def test_a_card_that_can_be_met_says_nothing_about_its_deadline() -> None:
    design = builders.design([card("a", need(1, "", "91.002/B/04.3"), deadline=date(2027, 7, 1))])

    assert "demand.deadline_before_graduation" not in builders.codes(design.findings)


def test_a_circle_of_prerequisites_is_named() -> None:
    given_ = tuple(
        OutlineElement(
            index=f"ОП.1{n}",
            title=f"Предмет {n}",
            kind=ElementKind.THEORY,
            cycle="ОП",
            hours_min=36,
            hours_max=36,
            after=(f"ОП.1{(n + 1) % 3}",),
        )
        for n in range(3)
    )
    design = builders.design(outline=builders.outline(elements=given_))

    named = [f for f in design.findings if f.code == "programme.prerequisite_circle"]
    assert [f.facts["circle"] for f in named] == ["ОП.10 → ОП.12 → ОП.11 → ОП.10"]
    assert named[0].severity is Severity.STOPS_PUBLISHING


def test_hours_that_cannot_fit_are_named_with_both_numbers() -> None:
    huge = OutlineElement(
        index="ОП.09", title="Всё", kind=ElementKind.THEORY, cycle="ОП", hours_min=2000, hours_max=2000
    )

    design = builders.design(outline=builders.outline(elements=(huge,)))

    facts = next(f.facts for f in design.findings if f.code == "programme.hours_over")
    assert facts["total"] == 1476
    assert facts["over"] == facts["least"] - 1476 > 500


def test_a_nine_class_programme_without_school_subjects_keeps_their_place() -> None:
    design = builders.design(outline=builders.outline(base=EntryBase.BASIC_GENERAL))

    school = [e for e in design.elements if e.kind is ElementKind.SCHOOL]
    assert [(e.index, e.hours_wanted) for e in school] == [("ООД.00", 1476)]
    assert "programme.no_school_subjects" in builders.codes(design.findings)


def test_a_pack_without_norms_is_named_norm_by_norm() -> None:
    design = builders.design(pack=builders.Norms({}))

    missing = [f.facts["norm"] for f in design.findings if f.code == "programme.norm_missing"]
    assert missing == ["practice_week_hours", "mandatory_share_max", "qual_level_max"]


def test_a_competence_that_nobody_defines_is_named_and_left_out() -> None:
    element = OutlineElement(
        index="ОП.05",
        title="Гидравлика",
        kind=ElementKind.THEORY,
        cycle="ОП",
        hours_min=36,
        hours_max=36,
        competences=("ПК 9.9", "ПК2.1"),
    )
    design = builders.design(outline=builders.outline(elements=(element,)))

    assert next(e for e in design.elements if e.index == "ОП.05").competences == ("ПК 2.1",)
    named = [f for f in design.findings if f.code == "competence.unknown_competence"]
    assert [(f.facts["competence"], f.facts["elements"]) for f in named] == [("ПК 9.9", ("ОП.05",))]


def test_a_standard_of_another_edition_is_named_and_used() -> None:
    old = replace(builders.standards()[1], order_number="9н", approved=date(2014, 2, 3))
    asked = card("a", need(1, "", f"{old.edition}/B/04.3"))

    design = builders.design([asked], standards=(*builders.standards(), old))

    assert design.model.gap[0].line.function == f"{old.edition}:B/04.3"
    assert "competence.edition_superseded" in builders.codes(design.findings)


RUBBISH = st.builds(
    OutlineElement,
    index=st.sampled_from(["ОП.01", "МДК.01.01", "УП.01", "X", "ПМ.09.Э", "ГИА"]),
    title=st.sampled_from(["", "Физика", "Практика"]),
    kind=st.sampled_from(ElementKind),
    cycle=st.sampled_from(["", "ОП", "П", "ООД", "???"]),
    module=st.sampled_from([None, "ПМ.01", "ПМ.07", "модуль"]),
    hours_min=st.integers(1, 40),
    hours_max=st.integers(40, 900),
    variative=st.integers(0, 40),
    competences=st.lists(st.sampled_from(["ПК 1.1", "пк2.1", "ОК 01", "чушь"]), max_size=3).map(tuple),
    after=st.lists(st.sampled_from(["X1", "Y", "ОП.02"]), max_size=2).map(tuple),
    employer_block=st.booleans(),
)


@settings(max_examples=120)
@given(builders.cards(most=3), st.lists(RUBBISH, max_size=7), st.booleans(), st.sampled_from(EntryBase))
def test_nothing_that_a_college_writes_makes_it_raise(cards, elements, bare: bool, base: EntryBase) -> None:
    empty = {"activities": (), "general": (), "disciplines": (), "terms": (), "min_disciplines": 0, "min_practice": 0}
    state = builders.state(**empty) if bare else builders.state()

    design = builders.design(cards, state=state, outline=builders.outline(elements=tuple(elements), base=base))

    first = [k for e in design.elements for k in e.first]
    untaught = [f for f in design.findings if f.code == "competence.outcome_without_element"]
    assert len(first) == len(set(first)) == len(design.model.outcomes) - len(untaught)
    assert all(0 < e.hours_min <= e.hours_wanted <= e.hours_max for e in design.elements)
    assert len({e.index for e in design.elements}) == len(design.elements)
    coverage(design)


def test_employers_competences_do_not_take_codes_of_the_state() -> None:
    """The college put the employers' block into a module that the state standard has too."""
    block = OutlineElement(
        index="МДК.02.02",
        title="Литьё",
        kind=ElementKind.THEORY,
        cycle="П",
        module="ПМ.02",
        hours_min=40,
        hours_max=80,
        employer_block=True,
    )
    design = builders.design([card("a", need(1, "", "91.002/B/04.3"))], outline=builders.outline(elements=(block,)))

    assert [c.key for c in design.model.competences if c.origin is Origin.EMPLOYER] == ["ПК 2.2"]
    assert "ПК 2.2" in next(e for e in design.elements if e.index == "МДК.02.02").competences


def test_a_competence_that_no_element_names_is_put_to_its_module_and_said() -> None:
    kinds = {
        "МДК.01.01": ElementKind.THEORY,
        "ПП.01": ElementKind.WORK_PRACTICE,
        "ПМ.01.Э": ElementKind.ATTESTATION,
    }
    given_ = tuple(
        OutlineElement(
            index=index,
            title=index,
            kind=kind,
            cycle="П",
            module="ПМ.01",
            hours_min=36,
            hours_max=72,
            competences=("ПК 1.1",),
        )
        for index, kind in kinds.items()
    )
    design = builders.design(outline=builders.outline(elements=given_))

    named = [f for f in design.findings if f.code == "competence.placed"]
    assert [(f.where, f.facts["elements"]) for f in named] == [("ПК 1.2", tuple(kinds))]
    assert all("ПК 1.2" in e.competences for e in design.elements if e.module == "ПМ.01")
