"""Estimates for a constructed programme: of every lesson and practice that others have, and of nothing else."""

from dataclasses import replace
from fractions import Fraction

from tests.core.competence.builders import card, design, need

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.estimate.comparable import GROUP_OF, of_design
from remeslo.core.competence.estimate.hours import HoursBook
from remeslo.core.competence.estimate.ofdesign import estimates


def _design() -> ProgrammeDesign:
    return design([card("a", need(1, "строповка грузов", proficiency=3)), card("b", "выверять станину станка")])


def test_a_programme_estimated_from_itself_finds_each_lesson_and_practice_and_no_attestation() -> None:
    made = _design()
    found = estimates(made, HoursBook(of_design(made, "сам")))
    assert set(found) == {e.index for e in made.elements if e.kind in GROUP_OF}
    assert all(found[e.index].hours >= e.mandatory_min for e in made.elements if e.index in found)


def test_nothing_comparable_gives_nothing() -> None:
    assert not estimates(_design(), HoursBook(()))


def test_an_element_that_employers_want_most_stands_higher_than_the_same_element_wanted_least() -> None:
    made = _design()
    book = HoursBook(of_design(made, "сам"))
    one = next(e for e in made.elements if e.kind is ElementKind.THEORY)

    def level(weight: Fraction) -> float:
        elements = tuple(replace(e, weight=weight) if e.index == one.index else e for e in made.elements)
        return estimates(replace(made, elements=elements), book)[one.index].level

    assert level(Fraction(1000)) > level(Fraction(1, 1000))
