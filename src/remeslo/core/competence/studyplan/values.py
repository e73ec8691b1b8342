"""The parts of a study plan: head, blocks, rows, competences, embedded standards, links."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.studyplan.work import Control, Load


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
