"""Every outcome is first taught in one element of the right kind."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from tests.core.competence import builders
from tests.core.competence.builders import card, need

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.statestandard import OutcomeKind


def element(index: str, kind: ElementKind, hours: int, *competences: str, module: str | None = None) -> OutlineElement:
    return OutlineElement(
        index=index,
        title=index,
        kind=kind,
        cycle="П" if module else index[:2],
        hours_min=hours,
        hours_max=hours,
        module=module,
        competences=competences,
    )


def homes(design: ProgrammeDesign) -> dict[str, str]:
    return {k: e.index for e in design.elements for k in e.first}


@settings(max_examples=40)
@given(builders.cards())
def test_every_outcome_is_first_taught_exactly_once(cards) -> None:
    design = builders.design(cards)

    first = [k for e in design.elements for k in e.first]
    assert sorted(first) == sorted(o.key for o in design.model.outcomes)
    for e in design.elements:
        assert not set(e.first) & set(e.uses)
        assert [s.outcome for s in e.shares] == [*e.first, *e.uses]
        assert sum((s.weight for s in e.shares), Fraction(0)) == (1 if e.shares else 0)
        assert all(s.weight > 0 for s in e.shares)


@settings(max_examples=30)
@given(builders.cards())
def test_skills_are_trained_in_practice_and_the_rest_is_taught_in_lessons(cards) -> None:
    """Of professional competences, in modules that the constructor makes: they have both."""
    design = builders.design(cards)
    kinds = {e.index: e.kind for e in design.elements}
    courses = {ElementKind.THEORY, ElementKind.LABORATORY}
    modules = {c.key: c.module for c in design.model.competences}
    home = homes(design)

    for o in design.model.outcomes:
        if modules[o.competence] is not None:
            assert (o.kind is OutcomeKind.PRACTICE_SKILL) == (kinds[home[o.key]] not in courses), o.key


def test_an_outcome_goes_to_the_element_that_names_its_competence() -> None:
    outline = builders.outline(
        elements=(
            element("МДК.01.01", ElementKind.THEORY, 120, "ПК 1.2", module="ПМ.01"),
            element("МДК.01.02", ElementKind.LABORATORY, 60, "ПК 1.1", module="ПМ.01"),
            element("УП.01", ElementKind.TRAINING_PRACTICE, 72, "ПК 1.2", module="ПМ.01"),
            element("ПП.01", ElementKind.WORK_PRACTICE, 72, "ПК 1.1", "ПК 1.2", module="ПМ.01"),
        )
    )
    design = builders.design(outline=outline)

    assert homes(design)["З 1.1.01"] == "МДК.01.02"
    assert homes(design)["Н 1.1.01"] == "ПП.01"
    assert homes(design)["Н 1.2.01"] == "УП.01"


def test_a_discipline_teaches_what_its_title_speaks_of() -> None:
    """It takes "read the drawing of a shaft" from the module, which uses it again."""
    drawings = builders.discipline("ОП.01", "Чертежи валов, втулок и фланцев", 48, "ПК 1.1")
    design = builders.design(state=builders.state(disciplines=(drawings,)))

    assert homes(design)["У 1.1.01"] == "ОП.01"
    assert "У 1.1.01" in next(e for e in design.elements if e.index == "МДК.01.01").uses


def test_a_skill_in_a_module_without_practice_is_taught_in_lessons_and_named() -> None:
    block = OutlineElement(
        index="МДК.03.01",
        title="Литьё",
        kind=ElementKind.THEORY,
        cycle="П",
        module="ПМ.03",
        hours_min=60,
        hours_max=60,
        employer_block=True,
    )
    tight = builders.state(terms=(builders.state().terms[2],), min_disciplines=1010, min_practice=396)

    design = builders.design([card("a", "Печь хлеб")], state=tight, outline=builders.outline(elements=(block,)))

    assert homes(design)["Н 3.1.01"] == "МДК.03.01"
    assert "competence.taught_in_other_kind" in builders.codes(design.findings)


def test_a_course_whose_outcomes_nobody_wrote_uses_the_skills_it_is_about() -> None:
    """So that its hours still lead back to the employer who asked."""
    design = builders.design([card("a", "Печь хлеб")])

    course = next(e for e in design.elements if e.index == "МДК.03.01")
    assert (course.first, course.uses) == ((), ("Н 3.1.01",))


def test_later_elements_use_what_was_taught_before() -> None:
    design = builders.design([card("a", need(1, "", "91.002/B/04.3"))])
    by_index = {e.index: e for e in design.elements}

    skills = {k for k in by_index["УП.03"].first if k.startswith("Н")}
    assert skills
    assert skills <= set(by_index["ПП.03"].uses)
    assert skills <= set(by_index["ПМ.03.Э"].uses)
    assert skills <= set(by_index["ГИА"].uses)


@settings(max_examples=30)
@given(builders.cards())
def test_an_element_of_a_module_uses_only_what_stands_before_it(cards) -> None:
    design = builders.design(cards)
    place = {e.index: n for n, e in enumerate(design.elements)}
    home = homes(design)

    for e in design.elements:
        if e.module is not None and e.first:
            assert all(place[home[k]] < place[e.index] for k in e.uses)


def test_an_idle_discipline_takes_an_outcome_but_never_the_last_of_an_element() -> None:
    disciplines = tuple(builders.discipline(f"ОП.0{n}", f"Предмет {n}", 36, "ПК 2.1") for n in range(1, 5))

    design = builders.design(state=builders.state(disciplines=disciplines, general=()))

    taught = {e.index: len(e.first) for e in design.elements if e.index in ("ОП.01", "ОП.02", "МДК.02.01")}
    assert taught == {"ОП.01": 1, "ОП.02": 0, "МДК.02.01": 1}  # the course has two and keeps one
