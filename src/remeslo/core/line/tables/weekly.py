"""Hours of every element week by week (index x weeks), the second customary form of the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from remeslo.core.base.calendar import Week
from remeslo.core.line.tables.calendar import WeekMark, mark_of
from remeslo.core.line.tables.laid import LaidElement, LaidProgramme


@dataclass(frozen=True, slots=True)
class HourCell:
    """Hours of one element in one week; 0 hours: an empty cell."""

    week: Week
    hours: int


@dataclass(frozen=True, slots=True)
class WeeklyRow:
    """An element with one cell a week of the page."""

    element: LaidElement
    mark: WeekMark
    cells: tuple[HourCell, ...]

    @property
    def total(self) -> int:
        """Hours in the weeks of the page."""
        return sum(c.hours for c in self.cells)


@dataclass(frozen=True, slots=True)
class LoadCell:
    """Hours of all elements in one week, against the cap."""

    week: Week
    hours: int
    cap: int | None

    @property
    def is_over(self) -> bool:
        """True when the week holds more than the cap."""
        return self.cap is not None and self.hours > self.cap

    @property
    def is_full(self) -> bool:
        """True when the week holds exactly the cap."""
        return self.cap is not None and self.hours == self.cap


@dataclass(frozen=True, slots=True)
class SemesterSpan:
    """Neighbouring weeks of one semester (``None``: vacation)."""

    semester: int | None
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyGrid:
    """One course (or all) of the weekly hours; only elements with hours in it have a row."""

    course: int | None
    weeks: tuple[Week, ...]
    spans: tuple[SemesterSpan, ...]
    rows: tuple[WeeklyRow, ...]
    load: tuple[LoadCell, ...]

    @property
    def total(self) -> int:
        """All hours of the page."""
        return sum(c.hours for c in self.load)


def weekly_grid(laid: LaidProgramme, *, course: int | None = None) -> WeeklyGrid:
    """The weekly hours of one course, or of the whole term when no course is named."""
    weeks = tuple(w for w in laid.calendar.weeks[: laid.weeks] if course in (None, w.course))
    rows = (
        WeeklyRow(e, mark_of(e.design.kind), tuple(HourCell(w, e.hours.get(w.index, 0)) for w in weeks))
        for e in laid.elements
    )
    return WeeklyGrid(
        course=course,
        weeks=weeks,
        spans=tuple(_spans(weeks)),
        rows=tuple(r for r in rows if r.total),
        load=tuple(LoadCell(w, laid.load[w.index], laid.week_cap if w.is_study else None) for w in weeks),
    )


def _spans(weeks: tuple[Week, ...]) -> Iterator[SemesterSpan]:
    for semester, group in groupby(weeks, key=lambda w: w.semester):
        yield SemesterSpan(semester, len(list(group)))
