"""Trainees at an enterprise: their age by the day, and the hours they are there."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from remeslo.core.base.findings import ProblemError
from remeslo.core.staffing.mentors.mentorship import TraineeKey

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainee:
    """A student under a pseudonym; ``born`` is ``None`` where nobody told it."""

    key: TraineeKey
    born: date | None = None

    def age(self, day: date) -> int | None:
        """
        Full years on a day.

        A birthday counts from its own day on; of those born on 29 February, from 1 March in years without one.
        """
        if self.born is None:
            return None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAtWork:
    """
    One day of a trainee at an enterprise.

    Parameters
    ----------
    minutes
        Minutes by the clock, 0 < minutes <= 1440, breaks left out.
    night
        True when some of them lie in the night, as the law names it.

    Raises
    ------
    ProblemError
        When the minutes are no part of a day.
    """

    trainee: TraineeKey
    on: date
    minutes: Fraction
    night: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= MINUTES_A_DAY:
            raise ProblemError(f"trainee {self.trainee}: minutes of {self.on} must be in 1..1440, got {self.minutes}.")
