"""Weeks in words and as runs: bars of a Gantt, heads of months, «5–16 October»."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from remeslo.web.apps.network.scene import Scene


@dataclass(frozen=True, slots=True)
class Month:
    """A month over some columns of weeks."""

    day: date
    weeks: int


@dataclass(frozen=True, slots=True)
class Span:
    """Weeks without a gap, both ends in, with their first and last day (Monday, Saturday)."""

    first: int
    last: int
    begins: date
    ends: date

    @property
    def weeks(self) -> int:
        """How many."""
        return self.last - self.first + 1


def months(scene: Scene, weeks: Iterable[int]) -> list[Month]:
    """Heads over columns of weeks; a week belongs to the month of its Thursday."""
    found: list[Month] = []
    for week in weeks:
        day = scene.monday(week) + timedelta(days=3)
        if found and found[-1].day.month == day.month:
            found[-1] = Month(found[-1].day, found[-1].weeks + 1)
        else:
            found.append(Month(day, 1))
    return found


def spans(scene: Scene, weeks: Iterable[int]) -> list[Span]:
    """Runs of weeks, in order."""
    runs: list[list[int]] = []
    for week in sorted(set(weeks)):
        if runs and week == runs[-1][1] + 1:
            runs[-1][1] = week
        else:
            runs.append([week, week])
    return [Span(a, b, scene.monday(a), scene.monday(b) + timedelta(days=5)) for a, b in runs]
