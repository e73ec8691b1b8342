"""
A mentorship: who guides whom, where, from when to when, on which written terms.

Source: Labour Code, art. 351.8 (DOMAIN sheet §6 [34]): written consent; content, term, form and pay stand in (a supplement
to) the employment contract; either side may end it early with three working days' notice.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import GroupKey, PersonKey, WorkshopKey

MentorshipKey = NewType("MentorshipKey", str)
TraineeKey = NewType("TraineeKey", str)
"""Pseudonym of a student at an enterprise; names are kept elsewhere."""


class Side(StrEnum):
    """Who ends a mentorship early."""

    MENTOR = "mentor"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """
    An early end.

    Parameters
    ----------
    last
        The last day on which the mentor guides.
    by
        The side that ends it.
    notice
        Day of the written notice; ``None``: there was none.
    """

    last: date
    by: Side
    notice: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    What the contract says of the mentorship.

    Parameters
    ----------
    content
        What is taught or guided, in plain words; empty: not stated.
    form
        How (individually, in a group, ...), in plain words; empty: not stated.
    pay
        Extra pay a month in the cluster's currency; ``None``: not stated.
    document
        Number and day of the contract or its supplement.
    """

    content: str = ""
    form: str = ""
    pay: Decimal | None = None
    document: str = ""

    def __post_init__(self) -> None:
        if self.pay is not None and (not self.pay.is_finite() or self.pay < 0):
            raise ProblemError(f"mentorship: pay must be >= 0, got {self.pay}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentorship:
    """
    One mentor, some trainees, one stretch of days (both ends in).

    Parameters
    ----------
    trainees
        Pseudonyms, each once.
    workplace
        Workshop or trainee places at the enterprise, where known.
    consent
        Day of the mentor's written consent; ``None``: not given.
    ended
        Early end, if any.

    Raises
    ------
    ProblemError
        When it ends before it begins, or names a trainee twice.
    """

    key: MentorshipKey
    mentor: PersonKey
    trainees: tuple[TraineeKey, ...]
    first: date
    last: date
    group: GroupKey | None = None
    workplace: WorkshopKey | None = None
    consent: date | None = None
    terms: Terms = Terms()
    ended: Ending | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ProblemError(f"mentorship {self.key}: ends on {self.last}, before it begins on {self.first}.")
        if len(set(self.trainees)) < len(self.trainees):
            raise ProblemError(f"mentorship {self.key}: a trainee is named twice.")

    @property
    def until(self) -> date:
        """The last day on which it holds: the agreed one, or that of the early end; may lie before ``first``."""
        return self.last if self.ended is None else min(self.last, self.ended.last)

    def holds(self, day: date) -> bool:
        """True on days on which the mentor guides."""
        return self.first <= day <= self.until
