"""Two timetables set against each other, in words: changes by lesson, and who is told what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from remeslo.core.base.keys import OrganisationKey, SiteKey
from remeslo.core.line.weekly.checks.alone import clock
from remeslo.core.line.weekly.lesson import Lesson
from remeslo.core.line.weekly.releases import Change, Meeting, compare
from remeslo.core.network.rooms import RoomKey
from remeslo.web.apps.timetables.enums import FeedKind
from remeslo.web.apps.timetables.week import Week
from remeslo.web.apps.timetables.words import DAYS, ranges, whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    What happened to a lesson in some of its weeks.

    Parameters
    ----------
    kind
        ``moved``, ``room``, ``teacher``, ``added``, ``cancelled``.
    before, after
        Day, time, room and teacher in words; "" for nothing.
    weeks
        Their numbers: ``3``, ``1–8``.
    first
        The first day that it concerns.
    tells
        Keys of those who are told, by what they are.
    """

    kind: str
    title: str
    whom: str
    before: str
    after: str
    weeks: str
    first: date
    tells: Mapping[FeedKind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody who is told, and what."""

    kind: FeedKind
    key: str
    name: str
    lines: tuple[Line, ...]


def compared(before: Week, after: Week) -> tuple[Line, ...]:
    """Changes in order of their first days."""
    about = {x.duty: x for w in (before, after) for x in w.problem.lessons}
    changes = compare((before.bound, before.plan), (after.bound, after.plan))
    lines = [_line(before, after, about[c.duty], c) for c in changes]
    return tuple(sorted(lines, key=lambda x: (x.first, x.title, x.whom)))


def _line(before: Week, after: Week, about: Lesson, change: Change) -> Line:
    days = [m.day for m in (change.before, change.after) if m is not None]
    return Line(
        kind=change.kind.value,
        title=change.title,
        whom=whom(change.groups, about.part, about.subgroups),
        before=_told(before, change.before) if change.before else "",
        after=_told(after, change.after) if change.after else "",
        weeks=ranges([after.number_of(w) or before.number_of(w) for w in change.weeks]),
        first=change.weeks[0] + timedelta(days=min(days)),
        tells={
            FeedKind.GROUP: tuple(change.groups),
            FeedKind.TEACHER: tuple(change.teachers),
            FeedKind.EMPLOYER: _houses((before, after), change.rooms),
        },
    )


def _told(week: Week, meeting: Meeting) -> str:
    """``Tuesday 10:40–12:10, room 201, Kim A.``."""
    pairs = week.problem.bells.pairs[meeting.pair - 1 : meeting.pair - 1 + meeting.pairs]
    when = f"{DAYS[meeting.day]} {clock(pairs[0].start)}–{clock(pairs[-1].end)}" if pairs else ""
    return ", ".join(filter(None, (when, week.room(meeting.room), week.names.short(meeting.teacher))))


def _houses(weeks: tuple[Week, Week], rooms: Iterable[RoomKey]) -> tuple[OrganisationKey, ...]:
    """Enterprises at whose sites the rooms are."""
    sites: set[SiteKey | None] = {w.site_of(r) for w in weeks for r in rooms}
    houses = {weeks[1].names.house_of.get(str(s), "") for s in sites if s}
    return tuple(OrganisationKey(h) for h in sorted(houses & weeks[1].names.employers))


def who_is_told(lines: Iterable[Line], week: Week) -> tuple[Telling, ...]:
    """Groups, teachers and enterprises that a set of changes concerns, each with its own."""
    own: dict[tuple[FeedKind, str], list[Line]] = {}
    for line in lines:
        for kind, keys in line.tells.items():
            for key in keys:
                own.setdefault((kind, key), []).append(line)
    called = {FeedKind.TEACHER: week.names.people, FeedKind.EMPLOYER: week.names.organisations}
    order = list(FeedKind)
    told = [Telling(kind, key, called.get(kind, {}).get(key, key), tuple(x)) for (kind, key), x in own.items()]
    return tuple(sorted(told, key=lambda t: (order.index(t.kind), t.name)))
