"""Days of trainees at an enterprise, and their age by the day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import WorkshopKey
from remeslo.core.staffing.mentors.workdays import WorkingDays
from remeslo.core.staffing.mentorship import Mentorship, Trainee

MINUTES_A_DAY = 24 * 60
DAYS_A_WEEK = 6
"""Days of a study week at most: spread over so many, hours of a day are the least they can be."""
_SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAtWork:
    """
    One day of a trainee at an enterprise.

    Parameters
    ----------
    trainee
        Pseudonym.
    minutes
        Minutes by the clock, 0 < minutes <= 1440, breaks left out.
    night
        True when some of them lie in the night, as the law names it.

    Raises
    ------
    ProblemError
        When the minutes are no part of a day.
    """

    trainee: str
    on: date
    minutes: Fraction
    night: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= MINUTES_A_DAY:
            raise ProblemError(f"trainee {self.trainee}: minutes of {self.on} must be in 1..1440, got {self.minutes}.")


def age(trainee: Trainee, day: date) -> int | None:
    """
    Full years on a day; ``None`` when nobody told the day of birth.

    A birthday counts from its own day on; of those born on 29 February, from 1 March in years without one.
    """
    if trainee.born is None:
        return None
    return day.year - trainee.born.year - ((day.month, day.day) < (trainee.born.month, trainee.born.day))


def days_of(mentorships: Iterable[Mentorship], calendar: WorkingDays, *, hour_minutes: int = 60) -> Iterator[DayAtWork]:
    """
    Days that the stated weekly hours make, as short as they can be: six days a week, none on holidays.

    What is too long even so is too long for certain; a day that is known hour by hour is a `DayAtWork` of its own.
    Two mentors of one trainee at one workplace speak of the same hours: those of the longer day count.

    Parameters
    ----------
    hour_minutes
        Minutes by the clock of one hour of practice, 1..60.
    """
    longest: dict[tuple[str, date, WorkshopKey | None], Fraction] = {}
    for m in mentorships:
        minutes = min(Fraction(m.hours_by_week * hour_minutes, DAYS_A_WEEK), Fraction(MINUTES_A_DAY))
        for n in range((m.last_day - m.first).days + 1 if minutes else 0):
            day = m.first + timedelta(days=n)
            if day.weekday() == _SUNDAY or day in calendar.off:
                continue
            for trainee in m.trainees:
                key = (trainee.key, day, m.workplace)
                longest[key] = max(longest.get(key, minutes), minutes)
    for (pseudonym, day, _), minutes in longest.items():
        yield DayAtWork(trainee=pseudonym, on=day, minutes=minutes)
