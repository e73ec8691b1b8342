"""A mentor's agreement to guide trainees at an enterprise (what the law asks of it is judged in `mentors`)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import GroupKey, PersonKey, WorkshopKey

MentorshipKey = NewType("MentorshipKey", str)


class EndedBy(StrEnum):
    """Who ended a mentorship before its last day."""

    MENTOR = "mentor"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainee:
    """A trainee under a pseudonym; ``born`` is kept only to apply the working-hours rules of minors."""

    key: str
    born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentorship:
    """
    One mentor, the trainees and the terms of the agreement.

    Parameters
    ----------
    trainees
        Pseudonyms, each once; how many a mentor may have is for the norms.
    hours_by_week
        Hours a week that each trainee works at the workplace, >= 0.
    mentor_hours
        Hours a week that the mentor gives to it, >= 0.
    consent
        Day of the mentor's written consent; ``None``: not given.
    content, form
        What is to be done and how, as the supplement to the contract says; blank: not stated.
    pay
        A month, > 0; ``None``: not stated.
    ended_on, ended_by, notice_on
        Last day and who ended it early, and the day notice was given; all three or none.

    Raises
    ------
    ProblemError
        When days are in the wrong order, a trainee is named twice, or only a part of the early end is told.
    """

    key: MentorshipKey
    mentor: PersonKey
    first: date
    last: date
    trainees: tuple[Trainee, ...] = ()
    group: GroupKey | None = None
    workplace: WorkshopKey | None = None
    hours_by_week: int = 0
    mentor_hours: int = 0
    consent: date | None = None
    content: str = ""
    form: str = ""
    pay: Decimal | None = None
    ended_on: date | None = None
    ended_by: EndedBy | None = None
    notice_on: date | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ProblemError(f"mentorship {self.key}: ends on {self.last}, before it begins on {self.first}.")
        if len({t.key for t in self.trainees}) < len(self.trainees):
            raise ProblemError(f"mentorship {self.key}: a trainee is named twice.")
        if min(self.hours_by_week, self.mentor_hours) < 0:
            raise ProblemError(f"mentorship {self.key}: hours must be >= 0.")
        if self.pay is not None and (not self.pay.is_finite() or self.pay < 0):
            raise ProblemError(f"mentorship {self.key}: pay must be >= 0, got {self.pay}.")
        if len({self.ended_on is None, self.ended_by is None, self.notice_on is None}) > 1:
            raise ProblemError(f"mentorship {self.key}: an early end has its day, who ended it and the day of notice.")

    @property
    def last_day(self) -> date:
        """The last day, early end counted."""
        return self.last if self.ended_on is None else min(self.last, self.ended_on)
