"""
Academic calendars in whole weeks.

A course is one year of study. Weeks are counted from 0 from the first week of the first course; week 0 holds
1 September. A course has 52 weeks (source: DOMAIN sheet §3, base identity: hours = 36 x (weeks - vacation)).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from remeslo.core.base.findings import ProblemError

WEEKS_PER_COURSE = 52


@dataclass(frozen=True, slots=True)
class Week:
    """
    One calendar week.

    Parameters
    ----------
    index
        From 0, over all courses.
    monday
        First day.
    course
        From 1.
    semester
        From 1 over all courses (two a course); ``None`` in a vacation week.
    hours_lost
        Hours of study that public holidays take from the week, >= 0; a rule says whether they are taught otherwise.
    """

    index: int
    monday: date
    course: int
    semester: int | None
    hours_lost: int = 0

    @property
    def is_study(self) -> bool:
        """True outside vacations."""
        return self.semester is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day on which nobody studies; ``hours`` > 0 of a group's week are lost by it."""

    day: date
    hours: int
    name: str = ""

    def __post_init__(self) -> None:
        if self.hours <= 0:
            raise ProblemError(f"holiday {self.day}: hours must be > 0, got {self.hours}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLayout:
    """
    How one course divides its 52 weeks: autumn semester, winter break, spring semester, the rest is summer.

    Parameters
    ----------
    autumn, winter, spring
        Weeks, each >= 0, together at most 52. The customary year is 17, 2, 24 and 9 weeks of summer.
    """

    autumn: int = 17
    winter: int = 2
    spring: int = 24

    def __post_init__(self) -> None:
        if min(self.autumn, self.winter, self.spring) < 0:
            raise ProblemError(f"year layout: weeks must be >= 0, got {self}.")
        if self.autumn + self.winter + self.spring > WEEKS_PER_COURSE:
            raise ProblemError(f"year layout: {self} has more than {WEEKS_PER_COURSE} weeks.")

    @property
    def summer(self) -> int:
        """Weeks left for the summer vacation."""
        return WEEKS_PER_COURSE - self.autumn - self.winter - self.spring


@dataclass(frozen=True)
class AcademicCalendar:
    """All weeks of a programme's longest possible run, in order."""

    weeks: tuple[Week, ...]

    @cached_property
    def study(self) -> tuple[Week, ...]:
        """Weeks outside vacations, in order."""
        return tuple(w for w in self.weeks if w.is_study)

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Place on the axis of study weeks, from 0, of each study week by its index."""
        return {week.index: place for place, week in enumerate(self.study)}

    @cached_property
    def courses(self) -> tuple[int, ...]:
        """Numbers of the courses, in order."""
        return tuple(sorted({w.course for w in self.weeks}))

    @cached_property
    def semesters(self) -> tuple[int, ...]:
        """Numbers of the semesters, in order."""
        return tuple(sorted({w.semester for w in self.weeks if w.semester is not None}))

    def of_semester(self, semester: int) -> tuple[Week, ...]:
        """Study weeks of one semester."""
        return tuple(w for w in self.weeks if w.semester == semester)

    def of_course(self, course: int) -> tuple[Week, ...]:
        """All weeks of one course, vacations too."""
        return tuple(w for w in self.weeks if w.course == course)

    def winter_of_course(self, course: int) -> tuple[Week, ...]:
        """Vacation weeks of a course that lie between its study weeks."""
        weeks = self.of_course(course)
        study = [i for i, week in enumerate(weeks) if week.is_study]
        inner = weeks[study[0] : study[-1]] if study else ()
        return tuple(week for week in inner if not week.is_study)

    def __iter__(self) -> Iterator[Week]:
        return iter(self.weeks)

    def __len__(self) -> int:
        return len(self.weeks)


def academic_calendar(start_year: int, layouts: tuple[YearLayout, ...]) -> AcademicCalendar:
    """The calendar of a group that starts on 1 September of ``start_year``, one layout a course."""
    first = date(start_year, 9, 1)
    monday = first - timedelta(days=first.weekday())
    weeks: list[Week] = []
    for number, layout in enumerate(layouts, start=1):
        kinds: list[int | None] = [2 * number - 1] * layout.autumn
        kinds += [None] * layout.winter
        kinds += [2 * number] * layout.spring
        kinds += [None] * layout.summer
        for semester in kinds:
            weeks.append(Week(len(weeks), monday + timedelta(weeks=len(weeks)), number, semester))
    return AcademicCalendar(tuple(weeks))


def with_holidays(calendar: AcademicCalendar, holidays: Iterable[Holiday]) -> AcademicCalendar:
    """The calendar with the hours that holidays take from its study weeks; days outside of these take nothing."""
    lost: dict[date, int] = {}
    for holiday in holidays:
        monday = holiday.day - timedelta(days=holiday.day.weekday())
        lost[monday] = lost.get(monday, 0) + holiday.hours
    weeks = (replace(w, hours_lost=w.hours_lost + lost.get(w.monday, 0)) if w.is_study else w for w in calendar)
    return AcademicCalendar(tuple(weeks))
