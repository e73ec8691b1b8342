"""Sheets of a timetable: what is on them, as values for the PDF and as tables for a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from remeslo.core.line.weekly.board import Placed
from remeslo.core.line.weekly.checks.alone import clock
from remeslo.interchange.documents import SheetLesson, SheetRow, WeekSheet
from remeslo.web.apps.staffplans.sheets import Sheet
from remeslo.web.apps.timetables.enums import Lens, Parity
from remeslo.web.apps.timetables.week import Week
from remeslo.web.apps.timetables.words import DAYS, weeks_told, whom

KINDS: Final = {
    "groups": (gettext_lazy("Groups of a course"), Lens.GROUP),
    "teachers": (gettext_lazy("Teachers"), Lens.TEACHER),
    "rooms": (gettext_lazy("Rooms"), Lens.ROOM),
}
"""What sheets there are: word, and what stands in the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    A set of sheets.

    Parameters
    ----------
    kind
        ``groups``, ``teachers`` or ``rooms``.
    course
        Of groups; 0: every course, a sheet each.
    one
        A single teacher, room or group; "" for all.
    monday
        One week; ``None``: all weeks of ``parity``.
    subjects
        Keys that the reader may see.
    """

    kind: str
    subjects: tuple[str, ...]
    course: int = 0
    one: str = ""
    parity: Parity = Parity.ALL
    monday: date | None = None

    @property
    def lens(self) -> Lens:
        """What stands in the columns."""
        return KINDS[self.kind][1]


def week_sheets(week: Week, wanted: Wanted, *, note: str, approved: str) -> list[WeekSheet]:
    """The sheets, one a course for groups; none where there is nothing to print."""
    found = []
    for title, subjects in _parts(week, wanted):
        rows = tuple(_rows(week, wanted, subjects))
        if rows:
            names = tuple(week.title(wanted.lens, s) for s in subjects)
            found.append(WeekSheet(title=title, columns=names, rows=rows, note=note, approved=approved))
    return found


def tables(week: Week, wanted: Wanted) -> list[Sheet]:
    """The same for a workbook: a sheet a course, days and pairs down."""
    found = []
    for title, subjects in _parts(week, wanted):
        names = [week.title(wanted.lens, s) for s in subjects]
        rows = [
            [row.day, row.pair, row.time, *("\n".join(f"{x.title} ({x.note})" for x in cell) for cell in row.cells)]
            for row in _rows(week, wanted, subjects)
        ]
        found.append(Sheet(title.rpartition(": ")[2], [_("Day"), _("Pair"), _("Time"), *names], rows))
    return found


def courses(week: Week) -> list[int]:
    """Courses of the groups, in order; groups that nobody knows are on course 0."""
    return sorted({_course(week, g) for g, _name in week.subjects[Lens.GROUP]})


def _course(week: Week, group: str) -> int:
    facts = week.names.groups.get(group)
    return facts.course if facts else 0


def _parts(week: Week, wanted: Wanted) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Titles and columns of each sheet."""
    when = _when(week, wanted)
    chosen = [s for s in wanted.subjects if not wanted.one or s == wanted.one]
    if wanted.kind != "groups":
        if chosen:
            yield f"{when}: {KINDS[wanted.kind][0]}", tuple(chosen)
        return
    for course in courses(week):
        own = tuple(g for g in chosen if _course(week, g) == course)
        if own and wanted.course in (0, course):
            yield f"{when}: " + pgettext("timetable", "course %(n)s") % {"n": course}, own


def _when(week: Week, wanted: Wanted) -> str:
    if wanted.monday is not None:
        return _("Timetable of the week of %(day)s") % {"day": wanted.monday.strftime("%d.%m.%Y")}
    first, last = week.problem.weeks[0], week.problem.weeks[-1]
    told = _("Timetable %(first)s – %(last)s") % {
        "first": first.strftime("%d.%m.%Y"),
        "last": date.fromordinal(last.toordinal() + week.problem.bells.days - 1).strftime("%d.%m.%Y"),
    }
    return told if wanted.parity is Parity.ALL else f"{told} ({wanted.parity.label})"


def _rows(week: Week, wanted: Wanted, subjects: Sequence[str]) -> Iterator[SheetRow]:
    """Pairs of days in which any column has a lesson, so that no empty evening is printed."""
    weeks = (wanted.monday,) if wanted.monday else week.weeks_of(wanted.parity)
    own = {s: [p for p in week.lessons_of(wanted.lens, s) if set(p.lesson.weeks) & set(weeks)] for s in subjects}
    used = {n for placed in own.values() for p in placed for n in p.pairs}
    days = {p.slot.day for placed in own.values() for p in placed}
    for day in sorted(days):
        for n, pair in enumerate(week.problem.bells.pairs, start=1):
            if n in used:
                cells = tuple(
                    tuple(_lesson(week, wanted, p) for p in own[s] if p.slot.day == day and n in p.pairs)
                    for s in subjects
                )
                yield SheetRow(str(DAYS[day]), n, f"{clock(pair.start)}–{clock(pair.end)}", cells)


def _lesson(week: Week, wanted: Wanted, placed: Placed) -> SheetLesson:
    lesson = placed.lesson
    who = whom(lesson.groups, lesson.part, lesson.subgroups)
    if wanted.lens is Lens.GROUP:
        who = who.partition(", ")[2] if len(lesson.groups) == 1 else who
    notes = [
        "" if wanted.monday else weeks_told(lesson.weeks, week),
        who,
        "" if wanted.lens is Lens.TEACHER else week.names.short(lesson.teacher),
        "" if wanted.lens is Lens.ROOM else week.room(placed.slot.room),
    ]
    return SheetLesson(lesson.title, ", ".join(filter(None, notes)))
