"""Periods of money: months, quarters and years by name, and the days that close them."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta


def period_of(day: date, length: str) -> str:
    """``2026-09`` (month), ``2026-Q3`` (quarter), ``2026`` (year), or blank for what happens once."""
    if length == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if length == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return f"{day.year:04d}" if length == "year" else ""


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_ends(first: date, last: date) -> Iterator[date]:
    """Last days of months that lie in ``first..last``, both counted."""
    here = month_end(first)
    while here <= last:
        yield here
        if here == date.max:
            return
        here = month_end(here + timedelta(days=1))


def days_between(first: date, last: date) -> int:
    """Days from ``first`` to ``last``, both counted; 0 when the order is wrong."""
    return max(0, (last - first).days + 1)
