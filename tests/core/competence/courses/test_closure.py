"""What a course rests on: nothing that its lessons need is forgotten, nothing is taken in that they do not need."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence.courses.designs import choices, design, designs, element

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.courses.choice import CourseChoice, check_choice
from remeslo.core.competence.courses.closure import Because, cut
from remeslo.core.competence.design import ProgrammeDesign

PAIR = st.shared(designs(), key="design")


def rests_on(programme: ProgrammeDesign, outcome: OutcomeKey, index: ElementKey) -> set[OutcomeKey]:
    """By the definition, without any search: what lessons of an outcome in an element rest on directly."""
    elements = {e.index: e for e in programme.elements}
    of = {o.key: o.competence for o in programme.model.outcomes}
    here = elements[index]
    found = {u for u in here.uses if of[u] == of[outcome] and u != outcome}
    open_ones = list(here.after)
    while open_ones:
        before = elements[open_ones.pop()]
        found |= set(before.first)
        open_ones += [] if before.first else before.after
    return found


@settings(max_examples=80)
@given(PAIR, st.data())
def test_everything_that_the_lessons_rest_on_is_taught_or_asked_for(
    programme: ProgrammeDesign, data: st.DataObject
) -> None:
    made = cut(programme, data.draw(choices(programme)))

    entry = {n.outcome for n in made.entry}
    for part in made.parts:
        for outcome in (*part.first, *(() if part.whole else part.repeats)):
            assert rests_on(programme, outcome, part.element.index) <= {*made.taught, *entry}


@settings(max_examples=40)
@given(PAIR, st.data())
def test_nothing_is_asked_for_that_the_course_teaches_and_nothing_taken_in_unasked(
    programme: ProgrammeDesign, data: st.DataObject
) -> None:
    choice = data.draw(choices(programme))
    made = cut(programme, choice)

    assert not {n.outcome for n in made.entry} & set(made.taught)
    assert set(made.taught) == {*made.chosen, *(n.outcome for n in made.taken_in)}
    whole = {e.index for e in programme.elements if e.index in choice.elements}
    assert all(n.outcome in choice.taken_in or n.home in whole for n in made.taken_in)


@settings(max_examples=40)
@given(PAIR, st.data())
def test_taking_everything_in_leaves_no_outcome_to_ask_for(programme: ProgrammeDesign, data: st.DataObject) -> None:
    choice = data.draw(choices(programme))

    made = cut(programme, replace(choice, taken_in=tuple(o.key for o in programme.model.outcomes)))

    assert [n for n in made.entry if n.outcome is not None] == []


def test_prerequisite_of_a_prerequisite_is_followed_only_when_it_is_taken_in() -> None:
    programme = design(
        [
            element("a", 4, first=["x"]),
            element("b", 4, first=["y"], after=["a"]),
            element("c", 4, first=["z"], after=["b"]),
        ]
    )

    asked = cut(programme, CourseChoice(outcomes=(OutcomeKey("z"),)))
    taken = cut(programme, CourseChoice(outcomes=(OutcomeKey("z"),), taken_in=(OutcomeKey("y"),)))

    assert [(n.outcome, n.because) for n in asked.entry] == [("y", Because.EARLIER)]
    assert [n.outcome for n in taken.taken_in] == ["y"]
    assert [n.outcome for n in taken.entry] == ["x"]


def test_use_of_another_competence_s_outcome_is_no_prerequisite() -> None:
    programme = design(
        [element("a", 4, first=["x", "y"]), element("b", 4, first=["z"], uses=["x", "y"])],
        {"x": CompetenceKey("2.1")},
    )

    made = cut(programme, CourseChoice(outcomes=(OutcomeKey("z"),)))

    assert [n.outcome for n in made.entry] == ["y"]


def test_element_that_names_no_outcome_is_asked_for_as_a_whole() -> None:
    programme = design([element("a", 4), element("b", 4, first=["z"], after=["a"])])

    made = cut(programme, CourseChoice(outcomes=(OutcomeKey("z"),)))

    assert [(n.outcome, n.home) for n in made.entry] == [(None, "a")]


def test_module_is_taken_without_its_exam() -> None:
    exam = element("exam", 6, kind=ElementKind.ATTESTATION, module="m")
    programme = design([element("a", 4, first=["x"], module="m"), exam])

    made = cut(programme, CourseChoice(modules=("m",)))

    assert [p.element.index for p in made.parts] == ["a"]


def test_names_that_the_programme_does_not_have_are_told_each() -> None:
    programme = design([element("a", 4, first=["x"])])
    choice = CourseChoice(
        outcomes=(OutcomeKey("?o"),), competences=(CompetenceKey("?c"),), elements=(ElementKey("?e"),), modules=("?m",)
    )

    assert [(f.code, f.where) for f in check_choice(programme, choice)] == [
        ("course.unknown_choice", name) for name in ("?o", "?c", "?e", "?m")
    ]
    assert [f.code for f in check_choice(programme, CourseChoice())] == ["course.nothing_chosen"]
