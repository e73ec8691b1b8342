"""A short course as it is asked for: what of which programme, for whom, when, at what pace."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, ProgrammeKey, WorkshopKey
from remeslo.core.competence.courses.choice import CourseChoice
from remeslo.core.competence.courses.kind import CourseAim

ShortCourseKey = NewType("ShortCourseKey", str)

MOST_PACE = 60
MOST_SIZE = 200
MOST_ATTESTATION = 72
"""Bounds against slips of the pen; what the norms allow is checked apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseGroup:
    """
    Who learns, and when.

    Parameters
    ----------
    size
        Learners, 1..200.
    start
        First day; lessons are planned from its week on.
    pace
        Most hours a week, 1..60 (an evening group: 12).
    breaks
        First and last day of each stretch without lessons; a week that one of them touches has none.
    schooled
        True when the learners have a vocational or higher education.
    """

    size: int
    start: date
    pace: int
    breaks: tuple[tuple[date, date], ...] = ()
    schooled: bool = True

    def __post_init__(self) -> None:
        for name, value, most in (("size", self.size, MOST_SIZE), ("pace", self.pace, MOST_PACE)):
            if not 1 <= value <= most:
                raise ProblemError(f"course group: {name} must be 1..{most}, got {value}.")
        if any(last < first for first, last in self.breaks):
            raise ProblemError(f"course group: a break ends before it begins, got {self.breaks}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseExam:
    """The final attestation of a course: its index in the plan, name, form and hours, 0 (none) .. 72, in one week."""

    index: str
    title: str
    hours: int
    form: AttestationForm = AttestationForm.CREDIT

    def __post_init__(self) -> None:
        if not 0 <= self.hours <= MOST_ATTESTATION:
            raise ProblemError(f"course: hours of the attestation must be 0..{MOST_ATTESTATION}, got {self.hours}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortCourse:
    """
    A course as somebody asks for it; what it comes to is made from this and from the programme, see `make_course`.

    Parameters
    ----------
    organisation
        Who holds it and signs its papers: a college or a corporate university.
    programme, version
        The programme it is cut from, and the number of the version (0: as it stands).
    workshops
        Hours a week that a workshop is free for this course, >= 0; for one not named: all hours of the pace.
    norms
        Key of the pack with the norms of such courses.
    """

    key: ShortCourseKey
    title: str
    organisation: OrganisationKey
    programme: ProgrammeKey
    choice: CourseChoice
    group: CourseGroup
    exam: CourseExam
    aim: CourseAim = CourseAim.UPGRADE
    version: int = 0
    workshops: tuple[tuple[WorkshopKey, int], ...] = ()
    norms: str = "ru-dpo"
    note: str = ""

    def __post_init__(self) -> None:
        if any(hours < 0 for _, hours in self.workshops):
            raise ProblemError(f"course {self.key}: hours of a workshop must be >= 0, got {self.workshops}.")
