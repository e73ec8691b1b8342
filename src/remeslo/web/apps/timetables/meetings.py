"""Meetings: each lesson on each of its days, what calendars and the page of a day show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, PersonKey, ProgrammeKey, SiteKey
from remeslo.core.line.weekly.board import Placed
from remeslo.core.line.weekly.lesson import LessonKey
from remeslo.core.network.rooms import RoomKey
from remeslo.web.apps.timetables.enums import FeedKind
from remeslo.web.apps.timetables.week import Names, Week


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """
    A lesson on one day.

    Parameters
    ----------
    key
        Lesson and Monday: stays when the meeting moves within its week.
    start, end
        Minutes of the day.
    pair
        Number of its first pair, from 1.
    """

    key: str
    lesson: LessonKey
    day: date
    start: int
    end: int
    pair: int
    pairs: int
    element: ElementKey
    programme: ProgrammeKey
    organisation: OrganisationKey
    title: str
    groups: tuple[GroupKey, ...]
    part: int = 1
    subgroups: int = 1
    teacher: PersonKey | None = None
    room: RoomKey | None = None
    room_title: str = ""
    site: SiteKey | None = None

    @property
    def monday(self) -> date:
        """First day of its week."""
        return self.day - timedelta(days=self.day.weekday())

    def is_as(self, other: "Meeting") -> bool:
        """True when nobody would notice a difference: day, time, room, teacher, groups."""
        mine = (self.day, self.start, self.end, self.room, self.teacher, self.groups)
        return mine == (other.day, other.start, other.end, other.room, other.teacher, other.groups)

    def is_of(self, kind: FeedKind, subject: str, names: Names) -> bool:
        """True when the meeting stands in the calendar of a group, a teacher, a room or an enterprise."""
        if kind is FeedKind.GROUP:
            return subject in self.groups
        if kind is FeedKind.TEACHER:
            return self.teacher == subject
        if kind is FeedKind.ROOM:
            return self.room == subject
        house = names.house_of.get(self.site or "", "")
        return bool(house) and subject in (house, names.parent_of.get(house))


def base_key(lesson: LessonKey) -> str:
    """The lesson that was promised, of which a repair may have split some weeks off (``KEY@MONDAY``)."""
    return lesson.partition("@")[0]


def meetings(week: Week) -> Mapping[str, Meeting]:
    """All meetings of a semester by key; days on which nothing meets are left out."""
    return {m.key: m for placed in week.board.placed.values() for m in _of(week, placed)}


def meetings_on(week: Week, day: date) -> list[Meeting]:
    """Meetings of one day, the early ones first."""
    monday = day - timedelta(days=day.weekday())
    found = [
        meeting(week, p, monday)
        for p in week.board.placed.values()
        if p.slot.day == day.weekday() and monday in p.lesson.weeks
    ]
    kept = [] if day in week.problem.holidays else found
    return sorted(kept, key=lambda m: (m.start, m.key))


def meeting(week: Week, placed: Placed, monday: date) -> Meeting:
    """A lesson in one of its weeks."""
    lesson = placed.lesson
    return Meeting(
        key=f"{base_key(lesson.key)}/{monday.isoformat()}",
        lesson=lesson.key,
        day=monday + timedelta(days=placed.slot.day),
        start=placed.start,
        end=placed.end,
        pair=placed.slot.pair,
        pairs=lesson.pairs,
        element=lesson.element,
        programme=lesson.programme,
        organisation=lesson.organisation,
        title=lesson.title,
        groups=lesson.groups,
        part=lesson.part,
        subgroups=lesson.subgroups,
        teacher=lesson.teacher,
        room=placed.slot.room,
        room_title=week.room(placed.slot.room),
        site=placed.site,
    )


def _of(week: Week, placed: Placed) -> Iterator[Meeting]:
    for monday in placed.lesson.weeks:
        if monday + timedelta(days=placed.slot.day) not in week.problem.holidays:
            yield meeting(week, placed, monday)
