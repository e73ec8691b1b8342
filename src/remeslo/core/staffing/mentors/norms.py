"""The norms that mentorships are judged by, of one day."""

from dataclasses import dataclass, field
from decimal import Decimal

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of a norm with where it comes from; ``verified`` is False for what nobody compared with the act."""

    amount: Decimal
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeHours:
    """
    Working time of people younger than ``under`` years.

    Parameters
    ----------
    week, day
        Clock hours at most; ``None``: no norm in force.
    night
        True when they may work at night.
    """

    under: int
    week: Limit | None = None
    day: Limit | None = None
    night: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorNorms:
    """
    Norms of mentorships in force on a day.

    Parameters
    ----------
    trainees_max
        Trainees that one mentor guides at the same time, at most; ``None``: no norm in force.
    notice_days
        Working days between a written notice and the early end, at least; ``None``: no norm in force.
    ages
        Working time by age, youngest first; what holds for the older holds for the younger too.
    week_hours
        Clock hours a week of those of age.
    hour_minutes
        Minutes by the clock of one planned hour of practice.
    """

    trainees_max: Limit | None = None
    notice_days: Limit | None = None
    ages: tuple[AgeHours, ...] = field(default=())
    week_hours: Limit | None = None
    hour_minutes: int = 60

    def __post_init__(self) -> None:
        if list(self.ages) != sorted(self.ages, key=lambda a: a.under):
            raise ProblemError("mentor norms: ages are not in order, youngest first.")
        if not 0 < self.hour_minutes <= 60:
            raise ProblemError(f"mentor norms: an hour has 1..60 minutes, got {self.hour_minutes}.")
