"""Teachers, masters of production training and mentors of a cluster."""

from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, PersonKey


class StaffRole(StrEnum):
    """What a person does (glossary: teacher, master, mentor)."""

    TEACHER = "teacher"
    MASTER = "master"
    MENTOR = "mentor"


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
    """

    key: PersonKey
    organisation: OrganisationKey
    name: str
    role: StaffRole
    subjects: tuple[str, ...] = ()
    weekly_hours: int = 18

    def __post_init__(self) -> None:
        if self.weekly_hours < 0:
            raise ProblemError(f"person {self.key}: weekly hours must be >= 0, got {self.weekly_hours}.")
