"""Teachers, masters of production training and mentors of a cluster."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, PersonKey, SiteKey


class StaffRole(StrEnum):
    """What a person does (glossary: teacher, master, mentor)."""

    TEACHER = "teacher"
    MASTER = "master"
    MENTOR = "mentor"


MOST_RATES = 2
"""Rates of one person at most; more is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """
    A person who teaches or guides practice.

    Parameters
    ----------
    subjects
        Subjects, modules or machines in plain words.
    weekly_hours
        Teaching hours a week at most, >= 0.
    rate
        Share of a full rate that the person works, 0 < rate <= 2.
    industry_from, industry_until
        First and last day of work in the industry that the person teaches for; no last day: still at work there.
        Without a first day nothing is known of such work, and the person counts as no practitioner.
    home
        Where the person usually teaches; from there the way to other sites is counted.

    Raises
    ------
    ProblemError
        When hours or rate are out of range, or work in the industry ends before it begins or has only an end.
    """

    key: PersonKey
    organisation: OrganisationKey
    name: str
    role: StaffRole
    subjects: tuple[str, ...] = ()
    weekly_hours: int = 18
    rate: Decimal = Decimal(1)
    industry_from: date | None = None
    industry_until: date | None = None
    home: SiteKey | None = None

    def __post_init__(self) -> None:
        if self.weekly_hours < 0:
            raise ProblemError(f"person {self.key}: weekly hours must be >= 0, got {self.weekly_hours}.")
        if not (self.rate.is_finite() and 0 < self.rate <= MOST_RATES):
            raise ProblemError(f"person {self.key}: rate must be > 0 and <= {MOST_RATES}, got {self.rate}.")
        if self.industry_until is not None and (self.industry_from is None or self.industry_until < self.industry_from):
            raise ProblemError(f"person {self.key}: work in the industry ends on {self.industry_until} unbegun.")
