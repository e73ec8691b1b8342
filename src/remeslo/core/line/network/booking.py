"""Where, in which shift and on how many days of which weeks a duty is taught, by a grant."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import ProblemError
from remeslo.core.network.place import PlaceKey, Shift
from remeslo.core.staffing.duty import DutyKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """
    Days in a workshop (or at workplaces) that a duty has.

    Parameters
    ----------
    days
        Mondays and days > 0, in order of weeks, at least one.
    hours_a_day
        Academic hours of a day there, > 0.
    """

    duty: DutyKey
    place: PlaceKey
    shift: Shift
    days: tuple[tuple[date, int], ...]
    hours_a_day: int = 6

    def __post_init__(self) -> None:
        mondays = [monday for monday, _ in self.days]
        if not mondays or mondays != sorted(set(mondays)) or any(m.weekday() for m in mondays):
            raise ProblemError(f"booking of {self.duty}: weeks are Mondays in order, at least one.")
        if self.hours_a_day <= 0 or min(n for _, n in self.days) <= 0:
            raise ProblemError(f"booking of {self.duty}: days and hours a day must be > 0.")

    @property
    def group_days(self) -> int:
        """Days of all weeks."""
        return sum(n for _, n in self.days)
