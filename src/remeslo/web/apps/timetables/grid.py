"""The grid of a page: pairs down, days (or the rooms of a site) across, lessons as cards."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from remeslo.core.base.findings import Severity
from remeslo.core.line.weekly.board import Placed
from remeslo.core.line.weekly.checks.alone import clock
from remeslo.core.line.weekly.lesson import Lesson, LessonKey
from remeslo.web.apps.timetables.enums import Lens, Parity
from remeslo.web.apps.timetables.week import Week
from remeslo.web.apps.timetables.words import DAYS, SHORT_DAYS, weeks_told, whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """
    What is looked at.

    Parameters
    ----------
    monday
        One week; ``None``: all weeks of ``parity``.
    day
        Of a site's grid: 0 = Monday.
    kinds
        Kinds of elements that are shown; empty: all.
    """

    lens: Lens
    subject: str
    parity: Parity = Parity.ALL
    monday: date | None = None
    day: int = 0
    kinds: frozenset[str] = frozenset()

    def weeks(self, week: Week) -> tuple[date, ...]:
        """The weeks that are looked at."""
        return (self.monday,) if self.monday else week.weeks_of(self.parity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A lesson in a cell; ``is_first``: its first pair, the others only say that it goes on. ``worst``: warn, stop."""

    key: LessonKey
    title: str
    element: str
    kind: str
    whom: str
    teacher: str
    room: str
    weeks: str
    time: str
    is_first: bool
    pinned: bool
    locked: bool
    moved: bool
    worst: str


@dataclass(frozen=True, slots=True)
class Column:
    """A day, or a room of a site on one day; ``off``: a holiday of the one week that is shown."""

    day: int
    room: str
    title: str
    short: str
    on: date | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What lies there."""

    column: Column
    pair: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of the day: its number, when it is, its shift, cells."""

    pair: int
    start: str
    end: str
    shift: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows; ``count``: lessons shown."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    count: int


def grid(week: Week, looking: Looking, worst: Mapping[LessonKey, Severity], moved: frozenset[LessonKey]) -> Grid:
    """The grid of what is looked at; ``worst`` and ``moved`` mark lessons."""
    shown = [p for p in week.lessons_of(looking.lens, looking.subject) if _is_shown(week, looking, p)]
    columns = tuple(_columns(week, looking))
    at: dict[tuple[int, str, int], list[Card]] = {}
    for placed in sorted(shown, key=lambda p: (p.lesson.weeks[0], p.lesson.part, p.lesson.key)):
        room = str(placed.slot.room or "") if looking.lens is Lens.SITE else ""
        for pair in placed.pairs:
            card = _card(week, placed, pair == placed.slot.pair, worst, moved)
            at.setdefault((placed.slot.day, room, pair), []).append(card)
    rows = tuple(
        Row(
            n,
            clock(pair.start),
            clock(pair.end),
            pair.shift,
            tuple(Cell(c, n, tuple(at.get((c.day, c.room, n), ()))) for c in columns),
        )
        for n, pair in enumerate(week.problem.bells.pairs, start=1)
    )
    return Grid(columns, rows, len(shown))


def lesson_card(week: Week, lesson: Lesson, worst: Mapping[LessonKey, Severity], moved: frozenset[LessonKey]) -> Card:
    """The card of a lesson that lies nowhere."""
    return _made(week, lesson, "", "", True, worst, moved)


def _is_shown(week: Week, looking: Looking, placed: Placed) -> bool:
    if looking.lens is Lens.SITE and placed.slot.day != looking.day:
        return False
    if looking.kinds and placed.lesson.kind.value not in looking.kinds:
        return False
    weeks = looking.weeks(week)
    return any(w in weeks for w in placed.lesson.weeks)


def _columns(week: Week, looking: Looking) -> Iterator[Column]:
    if looking.lens is Lens.SITE:
        for room in sorted(week.problem.rooms, key=lambda r: r.title):
            if room.site == looking.subject:
                yield Column(looking.day, str(room.key), room.title, room.title)
        return
    for day in range(week.problem.bells.days):
        on = looking.monday + timedelta(days=day) if looking.monday else None
        off = on is not None and on in week.problem.holidays
        yield Column(day, "", str(DAYS[day]), str(SHORT_DAYS[day]), on, off)


def _card(
    week: Week, placed: Placed, is_first: bool, worst: Mapping[LessonKey, Severity], moved: frozenset[LessonKey]
) -> Card:
    time = f"{clock(placed.start)}–{clock(placed.end)}"
    return _made(week, placed.lesson, week.room(placed.slot.room), time, is_first, worst, moved)


def _made(
    week: Week,
    lesson: Lesson,
    room: str,
    time: str,
    is_first: bool,
    worst: Mapping[LessonKey, Severity],
    moved: frozenset[LessonKey],
) -> Card:
    severity = worst.get(lesson.key)
    return Card(
        key=lesson.key,
        title=lesson.title,
        element=str(lesson.element),
        kind=lesson.kind.value,
        whom=whom(lesson.groups, lesson.part, lesson.subgroups),
        teacher=week.names.short(lesson.teacher),
        room=room,
        weeks=weeks_told(lesson.weeks, week),
        time=time,
        is_first=is_first,
        pinned=lesson.key in week.kept.pinned,
        locked=lesson.key in week.kept.locked,
        moved=lesson.key in moved,
        worst="" if severity is None else "stop" if severity >= Severity.STOPS_PUBLISHING else "warn",
    )


def found(week: Week, fits: Callable[..., bool]) -> list[Lesson]:
    """Lessons whose title, element, groups, teacher or room have the words that were typed."""
    lessons = []
    for lesson in week.problem.lessons:
        slot = week.plan.slots.get(lesson.key)
        room = week.room(slot.room) if slot else ""
        if fits(lesson.title, lesson.element, *lesson.groups, week.names.person(lesson.teacher), room):
            lessons.append(lesson)
    return lessons
