"""
Working days, and the notice of an early end.

A working day is Monday to Friday and no holiday of the cluster. Days count from the day after the notice, and the
mentorship may last until the last of them (the usual way to count labour terms; general knowledge, unverified).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """
    Which days are worked.

    Parameters
    ----------
    off
        Holidays, whatever day of the week they fall on.
    worked
        Saturdays and Sundays that are worked all the same (a shifted day off).
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """True when people work on that day."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; 0 when ``end`` is not later."""
        return sum(self.is_working(start + _ONE * n) for n in range(1, (end - start).days + 1))

    def earliest_end(self, notice: date, days: int) -> date:
        """The first possible last day after ``days`` >= 0 full working days of notice."""
        day = notice
        while days > 0:
            day += _ONE
            days -= self.is_working(day)
        return day


def working_days(holidays: Iterable[date], *, worked: Iterable[date] = ()) -> WorkingDays:
    """The calendar with these holidays."""
    return WorkingDays(frozenset(holidays), frozenset(worked))
