"""
The calendar («календарный учебный график»): courses in rows, 52 weeks in columns, one symbol a week; and the time
budget counted from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from remeslo.core.base.calendar import Week
from remeslo.core.base.elements import ElementKind
from remeslo.core.line.tables.laid import LaidProgramme


class WeekMark(StrEnum):
    """What a week is mostly for."""

    THEORY = "theory"
    ATTESTATION = "attestation"
    TRAINING_PRACTICE = "training_practice"
    WORK_PRACTICE = "work_practice"
    PREDIPLOMA_PRACTICE = "prediploma_practice"
    FINAL_ATTESTATION = "final_attestation"
    VACATION = "vacation"
    NONE = "none"


SYMBOLS: Mapping[str, Mapping[WeekMark, str]] = {
    "letters": {
        WeekMark.THEORY: "",
        WeekMark.ATTESTATION: "А",
        WeekMark.TRAINING_PRACTICE: "У",
        WeekMark.WORK_PRACTICE: "П",
        WeekMark.PREDIPLOMA_PRACTICE: "Д",
        WeekMark.FINAL_ATTESTATION: "И",
        WeekMark.VACATION: "К",
        WeekMark.NONE: "*",
    },
    "graphic": {
        WeekMark.THEORY: "",
        WeekMark.ATTESTATION: "::",
        WeekMark.TRAINING_PRACTICE: "0",
        WeekMark.WORK_PRACTICE: "8",
        WeekMark.PREDIPLOMA_PRACTICE: "X",
        WeekMark.FINAL_ATTESTATION: "III",
        WeekMark.VACATION: "=",
        WeekMark.NONE: "*",
    },
}
"""The two sets of symbols that colleges use (DOMAIN sheet §3)."""

_MARK_OF = {
    ElementKind.SCHOOL: WeekMark.THEORY,
    ElementKind.THEORY: WeekMark.THEORY,
    ElementKind.LABORATORY: WeekMark.THEORY,
    ElementKind.TRAINING_PRACTICE: WeekMark.TRAINING_PRACTICE,
    ElementKind.WORK_PRACTICE: WeekMark.WORK_PRACTICE,
    ElementKind.PREDIPLOMA_PRACTICE: WeekMark.PREDIPLOMA_PRACTICE,
    ElementKind.ATTESTATION: WeekMark.ATTESTATION,
    ElementKind.FINAL_ATTESTATION: WeekMark.FINAL_ATTESTATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCell:
    """
    One week of the calendar.

    Parameters
    ----------
    number
        Week of its course, 1..52.
    parts
        Hours by mark, largest first; the first is what the week shows.
    examined
        True when attestation hours lie in a week that is mostly for something else.
    """

    week: Week
    number: int
    mark: WeekMark
    hours: int
    parts: tuple[tuple[WeekMark, int], ...] = ()

    @property
    def sunday(self) -> date:
        """Last day."""
        return self.week.monday + timedelta(days=6)

    @property
    def examined(self) -> bool:
        """True when an attestation lies in a week that shows another symbol."""
        return self.mark is not WeekMark.ATTESTATION and any(m is WeekMark.ATTESTATION for m, _ in self.parts)


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """Neighbouring weeks whose Mondays lie in one month."""

    first: date
    weeks: int


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course of the calendar with its months and its weeks counted by mark."""

    course: int
    months: tuple[MonthSpan, ...]
    cells: tuple[WeekCell, ...]

    def count(self, mark: WeekMark) -> int:
        """Weeks that show this mark."""
        return sum(c.mark is mark for c in self.cells)


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """Time budget of one course (``course`` ``None``: all): weeks by mark, in the order of the budget's marks."""

    course: int | None
    weeks: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Budget:
    """Time budget in weeks («сводные данные по бюджету времени»); marks that no course has are left out."""

    marks: tuple[WeekMark, ...]
    lines: tuple[BudgetLine, ...]


@dataclass(frozen=True, slots=True)
class CalendarGrid:
    """All courses of the term; ``marks`` are those that occur, for the legend."""

    rows: tuple[CourseRow, ...]
    marks: tuple[WeekMark, ...]

    def budget(self) -> Budget:
        """Weeks by mark and course, and over all courses."""
        marks = tuple(m for m in self.marks if m is not WeekMark.NONE)
        lines = [self._line(r.course, tuple(r.count(m) for m in marks)) for r in self.rows]
        sums = tuple(sum(line.weeks[i] for line in lines) for i in range(len(marks)))
        return Budget(marks, (*lines, self._line(None, sums)))

    @staticmethod
    def _line(course: int | None, weeks: tuple[int, ...]) -> BudgetLine:
        return BudgetLine(course, weeks, sum(weeks))


def calendar_grid(laid: LaidProgramme) -> CalendarGrid:
    """The calendar of a planned programme."""
    rows = tuple(
        CourseRow(course, tuple(_months(weeks)), tuple(_cells(laid, weeks)))
        for course in laid.courses
        for weeks in (laid.calendar.of_course(course),)
    )
    shown = {c.mark for r in rows for c in r.cells}
    return CalendarGrid(rows, tuple(m for m in WeekMark if m in shown))


def mark_of(kind: ElementKind) -> WeekMark:
    """The mark of a week that an element of this kind fills."""
    return _MARK_OF[kind]


def _months(weeks: tuple[Week, ...]) -> Iterator[MonthSpan]:
    for _, group in groupby(weeks, key=lambda w: (w.monday.year, w.monday.month)):
        members = list(group)
        yield MonthSpan(members[0].monday, len(members))


def _cells(laid: LaidProgramme, weeks: tuple[Week, ...]) -> Iterator[WeekCell]:
    for number, week in enumerate(weeks, start=1):
        parts = _parts(laid, week.index)
        yield WeekCell(
            week=week,
            number=number,
            mark=_mark(laid, week, parts),
            hours=sum(hours for _, hours in parts),
            parts=parts,
        )


def _parts(laid: LaidProgramme, week: int) -> tuple[tuple[WeekMark, int], ...]:
    hours: dict[WeekMark, int] = {}
    for element in laid.elements:
        if amount := element.hours.get(week, 0):
            mark = _MARK_OF[element.design.kind]
            hours[mark] = hours.get(mark, 0) + amount
    return tuple(sorted(hours.items(), key=lambda part: (-part[1], list(WeekMark).index(part[0]))))


def _mark(laid: LaidProgramme, week: Week, parts: tuple[tuple[WeekMark, int], ...]) -> WeekMark:
    if week.index >= laid.weeks:
        return WeekMark.NONE
    if parts:
        return parts[0][0]
    return WeekMark.THEORY if week.is_study else WeekMark.VACATION
