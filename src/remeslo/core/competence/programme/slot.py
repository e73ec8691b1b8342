"""An element of the programme while it is being built: what a college fixed, or what the constructor makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.competence.outline import OutlineElement

PRACTICES = frozenset(
    {ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE},
)
COURSES = frozenset({ElementKind.THEORY, ElementKind.LABORATORY})
TAUGHT = COURSES | {ElementKind.ATTESTATION}
"""Kinds that the minimum for disciplines (modules) counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """
    One element in the making.

    Parameters
    ----------
    made
        True when the constructor made it; hours and attestations of fixed ones are kept as they were given.
    hours
        Wanted hours so far.
    ruled
        True when the working group ruled its hours: they stay as they are.
    """

    index: ElementKey
    title: str
    kind: ElementKind
    cycle: str
    module: str | None
    hours_min: int
    hours_max: int
    mandatory_min: int
    made: bool
    hours: int = 0
    weight: Fraction = Fraction(0)
    competences: tuple[CompetenceKey, ...] = ()
    after: tuple[ElementKey, ...] = ()
    attestations: tuple[AttestationMark, ...] = ()
    employer_block: bool = False
    semester_hours: tuple[tuple[int, int], ...] = ()
    ruled: bool = False

    @property
    def is_practice(self) -> bool:
        """True for practice of any kind."""
        return self.kind in PRACTICES

    @property
    def is_course(self) -> bool:
        """True for lessons: theory and laboratory."""
        return self.kind in COURSES

    @property
    def outside_share(self) -> bool:
        """True for what the share of mandatory hours does not count: school subjects and final attestation."""
        return self.kind in (ElementKind.SCHOOL, ElementKind.FINAL_ATTESTATION)


def fixed(element: OutlineElement) -> Slot:
    """A slot for what the college fixed; hours that are not variative are mandatory."""
    return Slot(
        index=element.index,
        title=element.title,
        kind=element.kind,
        cycle=element.cycle,
        module=element.module,
        hours_min=element.hours_min,
        hours_max=element.hours_max,
        mandatory_min=max(0, min(element.hours_min, element.hours_max - element.variative)),
        made=False,
        competences=element.competences,
        after=element.after,
        attestations=element.attestations,
        employer_block=element.employer_block,
        semester_hours=element.semester_hours,
    )


def least(slots: Sequence[Slot]) -> int:
    """Least hours of slots together."""
    return sum(s.hours_min for s in slots)
