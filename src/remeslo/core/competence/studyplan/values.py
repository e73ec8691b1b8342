"""The parts of a study plan: head, blocks, rows with loads and controls, competences, standards, links."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.standards import OccupationalStandard


class RowKind(StrEnum):
    """What a row (or a block) of a plan is."""

    DISCIPLINE = "discipline"
    PRACTICE = "practice"
    FINAL_ATTESTATION = "final_attestation"
    CHOICE = "choice"
    """Holds the alternatives of an elective; its numbers repeat those of the one that is chosen."""
    MODULE = "module"
    """Holds other rows; its numbers repeat theirs."""
    CONTROL = "control"

    @property
    def holds_others(self) -> bool:
        """True for rows whose numbers repeat those of other rows and are never added up."""
        return self in (RowKind.CHOICE, RowKind.MODULE)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBlock:
    """
    A block, cycle or part of the plan: ``Б1`` or inside it ``Б1.О``.

    Parameters
    ----------
    key
        Unique among blocks; the index where the file gives one only once.
    optional
        Facultative: taught beyond the volume of the programme.
    part
        What part of the block it is, in the file's word (``базовая``, ``вариативная``); ``""`` for whole blocks.
    credits_min, credits_max
        Bounds of the standard, as the file has them.
    """

    key: str
    index: str
    title: str
    parent: str | None = None
    kind: RowKind = RowKind.DISCIPLINE
    optional: bool = False
    part: str = ""
    credits_min: Decimal | None = None
    credits_max: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """
    A discipline, practice, attestation or a container of them.

    Parameters
    ----------
    key
        Unique in the plan: the index, with ``#2`` after it when another row had it first.
    index
        As the file has it: ``Б1.В.ДВ.09.01``; may be empty.
    block, parent
        Keys of the block and of the row that holds this one; ``None`` where the file tells none.
    counted
        False for an alternative that was not chosen.
    optional
        Facultative: not part of the programme's volume.
    credits, hours
        Volume of the whole row as the file gives it, in credit units and academic hours; ``None`` when not given.
    credits_fact
        Credits by semesters added up, where the file gives that by itself.
    hours_by_credits, hours_to_study
        Hours that go with the credits, and those left to study after what is credited from elsewhere.
    variative
        Of the hours, those of the variative part, where the file gives them row by row.
    competences
        Keys of competences, in the order of the file.
    part
        The file's word for base, chosen or alternative rows.
    practice
        Kind of practice or final attestation in the file's word; ``""`` for others.
    dispersed
        A practice given during the semester, not in weeks of its own.
    """

    key: str
    index: str
    title: str
    kind: RowKind
    block: str | None = None
    parent: str | None = None
    counted: bool = True
    optional: bool = False
    credits: Decimal | None = None
    credits_fact: Decimal | None = None
    hours: Decimal | None = None
    hours_by_credits: Decimal | None = None
    hours_to_study: Decimal | None = None
    hours_per_credit: Decimal | None = None
    variative: Decimal | None = None
    loads: tuple[Load, ...] = ()
    controls: tuple[Control, ...] = ()
    competences: tuple[str, ...] = ()
    department: str = ""
    part: str = ""
    module: str = ""
    practice: str = ""
    dispersed: bool = False
    without_credits: bool = False
    physical_education: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActivity:
    """A type of professional activity (or of its tasks) that the programme prepares for."""

    key: str
    title: str
    main: bool = False
    chosen: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCompetence:
    """
    A competence, or an indicator of one.

    Parameters
    ----------
    key
        Unique in the plan: the code, with ``#2`` after it when another had it first.
    code
        ``ПК-1``; an indicator ``УК-1.1``.
    parent
        Key of the competence that this is an indicator of.
    activity
        Key of the type of activity it belongs to.
    """

    key: str
    code: str
    title: str
    parent: str | None = None
    category: str = ""
    activity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedStandard:
    """
    An occupational standard that lies inside the plan's file.

    Parameters
    ----------
    standard
        The edition, as any reader of standards gives it.
    group
        Name of its field of activity.
    registered, registered_number
        Registration of the order with the Ministry of Justice.
    revoked
        What the file says; known to be wrong for amended standards, so nothing is decided by it.
    attached
        False when the file holds the standard without naming it as one that the programme rests on.
    """

    standard: OccupationalStandard
    group: str = ""
    registered: date | None = None
    registered_number: str = ""
    revoked: bool = False
    attached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLink:
    """
    A link made by people: a competence rests on a standard, on a generalised function, or on a work function.

    Parameters
    ----------
    competence
        Key of the competence.
    standard
        Its edition key; ``None`` when the link names no standard.
    generalised, function
        Codes inside the standard: ``A`` and ``A/01.5``; ``None`` when the link stops before.
    """

    competence: str
    standard: str | None = None
    generalised: str | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """
    What the title page tells; ``""`` and ``None`` where the file is silent.

    Parameters
    ----------
    code, title
        Direction, specialty or occupation: ``01.03.02``.
    profile
        Profile (specialisation) inside it.
    years, months
        Term of study.
    semesters_per_course
        Usually 2, > 0.
    hours_per_credit
        Usually 36.
    standard_number, standard_date
        Order of the state standard.
    approved, approved_number
        Day and number of the minutes that approved the plan.
    """

    code: str = ""
    title: str = ""
    profile: str = ""
    qualification: str = ""
    level: str = ""
    form: str = ""
    base: str = ""
    years: int | None = None
    months: int | None = None
    start_year: int | None = None
    academic_year: str = ""
    semesters_per_course: int = 2
    courses: int | None = None
    hours_per_credit: Decimal | None = None
    standard_number: str = ""
    standard_date: date | None = None
    approved: date | None = None
    approved_number: str = ""
    organisation: str = ""
    faculty: str = ""
    department: str = ""
    number: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.semesters_per_course <= 0:
            raise ProblemError(f"plan: semesters per course must be > 0, got {self.semesters_per_course}.")


def _placed(name: str, semester: int, course: int, session: int) -> None:
    if min(semester, course, session) < 0:
        raise ProblemError(f"{name}: semester {semester}, course {course} and session {session} must be >= 0.")
    if semester and course:
        raise ProblemError(f"{name}: a course ({course}) is given only without a semester ({semester}).")
