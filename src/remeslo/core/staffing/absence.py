"""Days on which a person does not teach."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import PersonKey


class AbsenceReason(StrEnum):
    """Why a person is away; no more is kept than a plan needs."""

    LEAVE = "leave"
    ILLNESS = "illness"
    COURSE = "course"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person is away from ``first`` to ``last``, both in; raises ProblemError when it ends before it begins."""

    person: PersonKey
    first: date
    last: date
    reason: AbsenceReason = AbsenceReason.OTHER

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ProblemError(f"absence of {self.person}: ends on {self.last}, before it begins on {self.first}.")

    def touches(self, first: date, last: date) -> bool:
        """True when at least one day of ``first``..``last`` is one of absence."""
        return self.first <= last and first <= self.last
