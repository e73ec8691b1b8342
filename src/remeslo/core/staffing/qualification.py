"""What a person has shown to be able to do: evidence with a first and perhaps a last day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import CourseKey
from remeslo.core.staffing.skills import SkillKey, checked_level, kind_of

QualificationKey = NewType("QualificationKey", str)


class EvidenceKind(StrEnum):
    """What shows that a person has a skill."""

    DIPLOMA = "diploma"
    CERTIFICATE = "certificate"
    INTERNSHIP = "internship"
    EXPERIENCE = "experience"
    ADMISSION = "admission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """
    One skill of one person with its evidence.

    Parameters
    ----------
    level
        1..5, see `remeslo.core.staffing.skills.LEVELS`.
    document
        Number or name of the paper; may be blank.
    since, until
        First and last day in force, both in; no last day: for good.
    course
        The course that gave it, if one did.

    Raises
    ------
    ProblemError
        When it ends before it begins, or the level is not 1..5.
    """

    key: QualificationKey
    person: PersonKey
    skill: SkillKey
    since: date
    level: int = 3
    evidence: EvidenceKind = EvidenceKind.CERTIFICATE
    document: str = ""
    until: date | None = None
    course: CourseKey | None = None

    def __post_init__(self) -> None:
        kind_of(self.skill)
        checked_level(f"qualification {self.key}", self.level)
        if self.until is not None and self.until < self.since:
            raise ProblemError(f"qualification {self.key}: ends on {self.until}, before it begins on {self.since}.")

    def in_force(self, on: date) -> bool:
        """True on every day from ``since`` to ``until``."""
        return self.since <= on and (self.until is None or on <= self.until)


def held(qualifications: Iterable[Qualification], on: date) -> Mapping[PersonKey, Mapping[SkillKey, int]]:
    """The best level of each skill that each person holds on a day; people without any are absent."""
    levels: dict[PersonKey, dict[SkillKey, int]] = {}
    for q in qualifications:
        if q.in_force(on):
            own = levels.setdefault(q.person, {})
            own[q.skill] = max(own.get(q.skill, 0), q.level)
    return levels
