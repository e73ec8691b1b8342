"""What of a programme a short course shall teach: outcomes, competences, whole elements, whole modules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign

EXAMS = frozenset({ElementKind.ATTESTATION, ElementKind.FINAL_ATTESTATION})
"""Kinds without lessons: a course has its own final attestation instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChoice:
    """
    What somebody wants of a programme.

    Parameters
    ----------
    outcomes, competences
        Of these the course takes just the lessons that teach them.
    elements, modules
        These it takes whole; exams of a module do not come along.
    with_repeats
        Also the lessons of other elements in which the outcomes are used again (more practice, more hours).
    taken_in
        Outcomes that the course teaches although nobody chose them, because others rest on them; what else others
        rest on, learners must know when they come.
    """

    outcomes: tuple[OutcomeKey, ...] = ()
    competences: tuple[CompetenceKey, ...] = ()
    elements: tuple[ElementKey, ...] = ()
    modules: tuple[str, ...] = ()
    with_repeats: bool = False
    taken_in: tuple[OutcomeKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing is chosen."""
        return not (self.outcomes or self.competences or self.elements or self.modules)


def whole_elements(design: ProgrammeDesign, choice: CourseChoice) -> tuple[DesignElement, ...]:
    """Elements that the course takes whole, in the order of the programme."""
    return tuple(e for e in has_lessons(design) if e.index in choice.elements or e.module in choice.modules)


def chosen_outcomes(design: ProgrammeDesign, choice: CourseChoice) -> tuple[OutcomeKey, ...]:
    """Outcomes that somebody chose, by whatever way, in the order of the graduate model."""
    wanted = set(choice.outcomes)
    wanted |= {o.key for o in design.model.outcomes if o.competence in choice.competences}
    wanted |= {o for e in whole_elements(design, choice) for o in e.first}
    return tuple(o.key for o in design.model.outcomes if o.key in wanted)


def has_lessons(design: ProgrammeDesign) -> Iterator[DesignElement]:
    """Elements of a programme that are taught, not only sat."""
    return (e for e in design.elements if e.kind not in EXAMS)


def check_choice(design: ProgrammeDesign, choice: CourseChoice) -> list[Finding]:
    """Nothing chosen, names that the programme does not have, competences without an outcome of their own."""
    outcomes = {o.key for o in design.model.outcomes}
    known: tuple[tuple[str, Iterable[str], set[str]], ...] = (
        ("outcome", (*choice.outcomes, *choice.taken_in), set(outcomes)),
        ("competence", choice.competences, {str(c.key) for c in design.model.competences}),
        ("element", choice.elements, {str(e.index) for e in has_lessons(design)}),
        ("module", choice.modules, {e.module for e in has_lessons(design) if e.module}),
    )
    found = [
        Finding("course.unknown_choice", name, {"what": what, "name": name}, Severity.STOPS_SAVING)
        for what, names, there in known
        for name in dict.fromkeys(names)
        if name not in there
    ]
    if choice.is_empty:
        found.append(Finding("course.nothing_chosen", "", {}, Severity.STOPS_SAVING))
    of_competences = {o.competence for o in design.model.outcomes}
    found += [
        Finding("course.competence_without_outcome", c.key, {"competence": c.key, "title": c.title}, Severity.WARNING)
        for c in design.model.competences
        if c.key in choice.competences and c.key not in of_competences
    ]
    return found
