"""Work in a plan: amounts of each kind by semester, and forms of control."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.findings import ProblemError


class LoadKind(StrEnum):
    """Kind of work; `Load.name` has the file's own word for it."""

    LECTURE = "lecture"
    SEMINAR = "seminar"
    PRACTICAL = "practical"
    LABORATORY = "laboratory"
    CLASS = "class"
    """Any other work of a teacher with students."""
    CONSULTATION = "consultation"
    COURSE_PROJECT = "course_project"
    SUPERVISED = "supervised"
    """Self-study under a teacher's supervision (КСР)."""
    SELF_STUDY = "self_study"
    CONTROL = "control"
    """Hours for attestation."""
    PRACTICE = "practice"
    TOTAL = "total"
    """The sum as the file gives it; never added to the others."""
    CREDITS = "credits"
    WEEKS = "weeks"
    OTHER = "other"

    @property
    def is_part(self) -> bool:
        """True for work whose hours add up to the total."""
        return self not in (LoadKind.TOTAL, LoadKind.CREDITS, LoadKind.WEEKS, LoadKind.OTHER)


class LoadUnit(StrEnum):
    """What an amount counts."""

    HOURS = "hours"
    WEEKS = "weeks"
    DAYS = "days"
    CREDITS = "credits"
    COUNT = "count"


class Aspect(StrEnum):
    """What of the work an amount tells: only ``VOLUME`` may be added up, the others are parts of it or say how."""

    VOLUME = "volume"
    INTERACTIVE = "interactive"
    PER_WEEK = "per_week"
    ELECTRONIC = "electronic"
    PRACTICAL_TRAINING = "practical_training"
    LABOUR_UNITS = "labour_units"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """
    An amount of one kind of work in one semester.

    Parameters
    ----------
    semester
        From 1 over all courses; 0 when the file does not place it.
    course
        From 1, only for work that the file places in a course but in no semester (``semester`` is then 0).
    session
        Session inside the semester or course (correspondence), 0 for none.
    amount
        In ``unit``, >= 0; may be fractional.
    name
        The file's own word for the work: ``Лекционные занятия``.
    aspect_name
        The file's word for the aspect, where it is `Aspect.OTHER`.
    """

    semester: int
    kind: LoadKind
    amount: Decimal
    unit: LoadUnit = LoadUnit.HOURS
    aspect: Aspect = Aspect.VOLUME
    name: str = ""
    course: int = 0
    session: int = 0
    aspect_name: str = ""

    def __post_init__(self) -> None:
        _placed(self.name, self.semester, self.course, self.session)
        if not self.amount.is_finite() or self.amount < 0:
            raise ProblemError(f"load {self.name}: amount must be >= 0, got {self.amount}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """
    A form of control in one semester.

    Parameters
    ----------
    form
        The nearest form of the curriculum table; `AttestationForm.OTHER` for tests, essays and the like.
    name
        The file's own word: ``Контрольная работа``.
    course, session
        As in `Load`.
    count
        How many, > 0.
    mark
        A mark of the file whose meaning it does not tell (``р`` in ``8р``).
    """

    semester: int
    form: AttestationForm
    name: str = ""
    count: Decimal = Decimal(1)
    course: int = 0
    session: int = 0
    mark: str = ""

    def __post_init__(self) -> None:
        _placed(self.name, self.semester, self.course, self.session)
        if not self.count.is_finite() or self.count <= 0:
            raise ProblemError(f"control {self.name}: count must be > 0, got {self.count}.")


def _placed(name: str, semester: int, course: int, session: int) -> None:
    if min(semester, course, session) < 0:
        raise ProblemError(f"{name}: semester {semester}, course {course} and session {session} must be >= 0.")
    if semester and course:
        raise ProblemError(f"{name}: a course ({course}) is given only without a semester ({semester}).")
