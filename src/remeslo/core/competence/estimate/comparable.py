"""Elements of other curricula that an estimate may rest on: their titles, kinds, hours and the volume they lie in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.studyplan.elements import elements_of
from remeslo.core.competence.studyplan.plan import StudyPlan


class HourGroup(StrEnum):
    """Kinds of elements whose hours are worth comparing with each other."""

    LESSONS = "lessons"
    TRAINING_PRACTICE = "training_practice"
    WORK_PRACTICE = "work_practice"


GROUP_OF = {
    ElementKind.THEORY: HourGroup.LESSONS,
    ElementKind.LABORATORY: HourGroup.LESSONS,
    ElementKind.TRAINING_PRACTICE: HourGroup.TRAINING_PRACTICE,
    ElementKind.WORK_PRACTICE: HourGroup.WORK_PRACTICE,
    ElementKind.PREDIPLOMA_PRACTICE: HourGroup.WORK_PRACTICE,
}
"""School subjects, attestations and the final attestation have norms of their own and are never estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """
    An element of a curriculum that people made.

    Parameters
    ----------
    source
        Which curriculum, as a person would name it.
    index
        Its index there; may be empty.
    hours
        Academic hours of the whole element, > 0.
    volume
        Hours of all elements of its curriculum that can be compared, >= hours.
    competences
        Titles of the competences it forms, in the order of the curriculum.

    Raises
    ------
    ProblemError
        When hours or volume are not as said.
    """

    source: str
    index: str
    title: str
    group: HourGroup
    hours: int
    volume: int
    competences: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.hours <= self.volume:
            raise ProblemError(f"comparable {self.source} {self.index}: 0 < hours <= volume.")


def of_plan(plan: StudyPlan, source: str, *, practice_week_hours: int | None = None) -> tuple[Comparable, ...]:
    """What a loaded curriculum has; rows without hours and rows nobody chose are left out."""
    titles = {c.code: c.title for c in plan.competences}
    return _comparables(elements_of(plan, source, practice_week_hours=practice_week_hours).elements, titles, source)


def of_design(design: ProgrammeDesign, source: str) -> tuple[Comparable, ...]:
    """What another programme of the house has, with its wanted hours."""
    titles = {str(c.key): c.title for c in design.model.competences}
    return _comparables(design.elements, titles, source)


def _comparables(
    elements: Sequence[OutlineElement] | Sequence[DesignElement], titles: dict[str, str], source: str
) -> tuple[Comparable, ...]:
    kept = [(e, group, hours) for e in elements if (group := GROUP_OF.get(e.kind)) and (hours := _hours(e)) > 0]
    volume = sum(hours for _, _, hours in kept)
    return tuple(
        Comparable(
            source=source,
            index=str(e.index),
            title=e.title,
            group=group,
            hours=hours,
            volume=volume,
            competences=tuple(_known(e.competences, titles)),
        )
        for e, group, hours in kept
    )


def _hours(element: OutlineElement | DesignElement) -> int:
    return element.hours_wanted if isinstance(element, DesignElement) else element.hours_max


def _known(keys: Iterable[str], titles: dict[str, str]) -> Iterable[str]:
    return (titles[k] for k in map(str, keys) if titles.get(k))
