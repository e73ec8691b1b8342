"""The time axis that the Gantt chart and the load curve share: weeks to pixels, bands of courses, months, vacations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from remeslo.core.base.calendar import Week
from remeslo.core.line.tables.laid import LaidProgramme

FULL_WIDTH = 1040
NARROWEST, WIDEST = 9, 36
"""Widths in the picture's units (pixels at full size): the whole term where it fits, and of a week."""


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring weeks: x and width in the picture's units."""

    x: int
    width: int
    weeks: tuple[Week, ...]

    @property
    def first(self) -> date:
        """Monday of its first week."""
        return self.weeks[0].monday

    @property
    def middle(self) -> int:
        """Where a label stands."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Axis:
    """All weeks of the term on one line."""

    weeks: tuple[Week, ...]

    @property
    def week_width(self) -> int:
        """Width of a week: the term fills the picture, but a week stays wide enough to be seen."""
        return max(NARROWEST, min(WIDEST, FULL_WIDTH // max(1, len(self.weeks))))

    @property
    def width(self) -> int:
        """Width of the whole term."""
        return len(self.weeks) * self.week_width

    def x(self, week: int) -> int:
        """Left edge of a week (right edge of the one before it)."""
        return week * self.week_width

    @property
    def months(self) -> tuple[Band, ...]:
        """Months by the Monday of their weeks."""
        return tuple(self._bands(lambda w: (w.monday.year, w.monday.month)))

    @property
    def courses(self) -> tuple[Band, ...]:
        """Courses."""
        return tuple(self._bands(lambda w: w.course))

    @property
    def vacations(self) -> tuple[Band, ...]:
        """Runs of weeks without study."""
        return tuple(b for b in self._bands(lambda w: w.is_study) if not b.weeks[0].is_study)

    def _bands(self, key: object) -> Iterator[Band]:
        for _, group in groupby(self.weeks, key=key):  # type: ignore[call-overload]
            members = tuple(group)
            yield Band(self.x(members[0].index), len(members) * self.week_width, members)


def axis_of(laid: LaidProgramme) -> Axis:
    """The axis of a planned programme, from week 0 to the end of its term."""
    return Axis(laid.calendar.weeks[: laid.weeks])
