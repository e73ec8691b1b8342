"""The load curve: hours of each week as a column, stacked by kind, under the line of the weekly cap."""

from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.base.calendar import Week
from remeslo.core.line.tables.calendar import WeekMark, mark_of
from remeslo.core.line.tables.laid import LaidProgramme
from remeslo.web.apps.programmes.pictures.axis import Axis, axis_of

HEIGHT = 110
"""Height of the picture; the cap lies a little below its top."""
HEADROOM = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """Hours of one kind in one week, as a rectangle."""

    mark: WeekMark
    hours: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LoadColumn:
    """One week's hours."""

    week: Week
    hours: int
    pieces: tuple[Piece, ...]
    x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The picture; ``cap_y`` is the height at which the cap's line lies."""

    axis: Axis
    cap: int | None
    cap_y: int | None
    columns: tuple[LoadColumn, ...]
    height: int = HEIGHT

    @property
    def peak(self) -> int:
        """Most hours in a week."""
        return max((c.hours for c in self.columns), default=0)

    @property
    def full_weeks(self) -> int:
        """Weeks that hold exactly the cap."""
        return sum(c.hours == self.cap for c in self.columns) if self.cap else 0

    @property
    def free_hours(self) -> int:
        """Hours between the load and the cap, over the study weeks of the term."""
        return sum(self.cap - c.hours for c in self.columns if c.week.is_study) if self.cap else 0


def load_curve(laid: LaidProgramme) -> Load:
    """The load of a planned programme, week by week."""
    top = max([*laid.load, laid.week_cap or 0, 1])
    scale = (HEIGHT - HEADROOM) / top
    axis = axis_of(laid)
    columns = tuple(
        LoadColumn(w, laid.load[w.index], tuple(_pieces(laid, w.index, axis, scale)), axis.x(w.index))
        for w in axis.weeks
    )
    cap_y = round(HEIGHT - laid.week_cap * scale) if laid.week_cap else None
    return Load(axis=axis, cap=laid.week_cap, cap_y=cap_y, columns=columns)


def _pieces(laid: LaidProgramme, week: int, axis: Axis, scale: float) -> Iterator[Piece]:
    """Rectangles from the bottom up, in the order of marks."""
    hours = dict.fromkeys(WeekMark, 0)
    for element in laid.elements:
        hours[mark_of(element.design.kind)] += element.hours.get(week, 0)
    below = 0
    for mark, amount in hours.items():
        if amount:
            y = round(HEIGHT - (below + amount) * scale)
            height = round(HEIGHT - below * scale) - y
            yield Piece(mark, amount, axis.x(week) + 1, y, axis.week_width - 2, height)
            below += amount
