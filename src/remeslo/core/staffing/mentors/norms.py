"""The norms that mentorships are judged by, of one day, each with its source and verified mark."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import ProblemError
from remeslo.core.staffing.norms import StaffPack

KEYS = (
    "mentor_trainees_max",
    "notice_working_days",
    "minor_week_hours_under_16",
    "minor_week_hours_16_17",
    "minor_day_hours_under_16",
    "minor_day_hours_16_17",
    "trainee_week_hours_max",
    "practice_hour_minutes",
)
"""Norms of a pack that mentorships need."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of a norm with where it comes from; ``verified`` is False for what nobody compared with the act."""

    amount: Decimal
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class AgeHours:
    """Clock hours a week and a day at most of people younger than ``under`` years, who do not work at night."""

    under: int
    week: Limit
    day: Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorNorms:
    """
    Norms of mentorships in force on a day.

    Parameters
    ----------
    trainees_max
        Trainees that one mentor guides at the same time, at most.
    notice_days
        Working days between a written notice and the early end, at least.
    ages
        Working time of minors, youngest first; what holds for the older holds for the younger too.
    week_hours
        Clock hours a week of those of age.
    hour_minutes
        Minutes by the clock of one planned hour of practice, 1..60.

    Raises
    ------
    ProblemError
        When ages are out of order or an hour has no or too many minutes.
    """

    trainees_max: Limit
    notice_days: Limit
    week_hours: Limit
    ages: tuple[AgeHours, ...] = ()
    hour_minutes: int = 60

    def __post_init__(self) -> None:
        if list(self.ages) != sorted(self.ages, key=lambda a: a.under):
            raise ProblemError("mentor norms: ages are not in order, youngest first.")
        if not 0 < self.hour_minutes <= 60:
            raise ProblemError(f"mentor norms: an hour has 1..60 minutes, got {self.hour_minutes}.")


def mentor_norms(pack: StaffPack, day: date) -> MentorNorms:
    """The norms of a pack in force on a day; raises NoStaffNormInForce when one of ``KEYS`` has no value then."""

    def limit(key: str) -> Limit:
        value = pack.value(key, day)
        return Limit(value.amount, value.source, value.verified)

    return MentorNorms(
        trainees_max=limit("mentor_trainees_max"),
        notice_days=limit("notice_working_days"),
        week_hours=limit("trainee_week_hours_max"),
        ages=(
            AgeHours(16, limit("minor_week_hours_under_16"), limit("minor_day_hours_under_16")),
            AgeHours(18, limit("minor_week_hours_16_17"), limit("minor_day_hours_16_17")),
        ),
        hour_minutes=int(limit("practice_hour_minutes").amount),
    )
