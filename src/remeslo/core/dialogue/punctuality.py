"""How soon employers' requests are answered: the share within the term, with everything that it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import DemandKey

ANSWER_DAYS: Final = 30
"""Days within which a published request is answered; a proposal of the project, no law."""


class Punctual(StrEnum):
    """How a request stands against the term; each has exactly one."""

    ON_TIME = "on_time"
    LATE = "late"
    """Answered after the term."""
    OVERDUE = "overdue"
    """Not answered, and the term is over."""
    WAITING = "waiting"
    """Not answered, and the term is not over: it does not count yet."""


@dataclass(frozen=True, slots=True)
class Request:
    """
    A request of an employer.

    Parameters
    ----------
    asked
        Day on which the version in force was published.
    answered
        Day of the first plan made with it at hand, whatever the answer is; ``None``: there is none. Not before
        ``asked``.
    """

    card: DemandKey
    asked: date
    answered: date | None = None

    def __post_init__(self) -> None:
        if self.answered is not None and self.answered < self.asked:
            raise ProblemError(f"request {self.card}: answered on {self.answered}, before it was asked.")

    def due(self, days: int = ANSWER_DAYS) -> date:
        """Last day on which an answer is on time."""
        return self.asked + timedelta(days=days)

    def stands(self, on: date, days: int = ANSWER_DAYS) -> Punctual:
        """How it stands on a day."""
        if self.answered is not None and self.answered <= on:
            return Punctual.ON_TIME if self.answered <= self.due(days) else Punctual.LATE
        return Punctual.OVERDUE if on > self.due(days) else Punctual.WAITING


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How many requests stand how; the share is of those whose answer is given or due."""

    days: int
    on_time: int
    late: int
    overdue: int
    waiting: int

    @property
    def due(self) -> int:
        """Requests that count."""
        return self.on_time + self.late + self.overdue

    @property
    def share(self) -> Fraction | None:
        """Answered within the term ÷ answered or overdue; ``None`` where none counts yet."""
        return Fraction(self.on_time, self.due) if self.due else None


def punctuality(requests: Iterable[Request], *, on: date, days: int = ANSWER_DAYS) -> Punctuality:
    """The measure on a day."""
    stands = [r.stands(on, days) for r in requests]
    return Punctuality(days, *(stands.count(p) for p in Punctual))
