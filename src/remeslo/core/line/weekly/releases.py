"""What a release changes against the last one, meeting by meeting, and who is told what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.base.keys import GroupKey, PersonKey
from remeslo.core.line.weekly.lesson import Lesson, WeekPlan, WeekProblem
from remeslo.core.network.rooms import RoomKey
from remeslo.core.staffing.duty import DutyKey


class ChangeKind(StrEnum):
    """What happened to a meeting."""

    ADDED = "added"
    CANCELLED = "cancelled"
    MOVED = "moved"
    ROOM = "room"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Meeting:
    """When, where and with whom something meets in a week: day (0 = Monday), first pair, length in pairs."""

    day: int
    pair: int
    pairs: int
    room: RoomKey | None
    teacher: PersonKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One change of a duty, the same in all of its weeks.

    Parameters
    ----------
    before, after
        ``None`` for what was added or cancelled. A meeting at another time is moved, whatever else changed with it.
    weeks
        Mondays, in order, at least one.
    """

    duty: DutyKey
    title: str
    groups: tuple[GroupKey, ...]
    kind: ChangeKind
    before: Meeting | None
    after: Meeting | None
    weeks: tuple[date, ...]

    @property
    def teachers(self) -> tuple[PersonKey, ...]:
        """Teachers before and after."""
        known = (m.teacher for m in (self.before, self.after) if m is not None)
        return tuple(dict.fromkeys(t for t in known if t is not None))

    @property
    def rooms(self) -> tuple[RoomKey, ...]:
        """Rooms before and after."""
        known = (m.room for m in (self.before, self.after) if m is not None)
        return tuple(dict.fromkeys(r for r in known if r is not None))


@dataclass(frozen=True)
class Told:
    """Changes by whom they concern; whoever is not here need not be told."""

    groups: Mapping[GroupKey, tuple[Change, ...]]
    teachers: Mapping[PersonKey, tuple[Change, ...]]
    rooms: Mapping[RoomKey, tuple[Change, ...]]


Release = tuple[WeekProblem, WeekPlan]


def compare(before: Release, after: Release) -> tuple[Change, ...]:
    """
    Changes in order of duties and weeks; two releases with the same meetings have none.

    Lessons are compared by what happens in each week, not by their keys: how a duty is parted into lessons is nobody's
    concern. Of the meetings of a duty in a week those that are in both go out; the others are paired in order of time.
    """
    old, new = _meetings(before), _meetings(after)
    found: dict[tuple[DutyKey, Meeting | None, Meeting | None], list[date]] = {}
    for duty, week in dict.fromkeys((*old, *new)):
        for was, becomes in _paired(old.get((duty, week), []), new.get((duty, week), [])):
            found.setdefault((duty, was, becomes), []).append(week)
    about = {x.duty: x for problem, _ in (before, after) for x in problem.lessons}
    changes = [_change(about[duty], was, becomes, weeks) for (duty, was, becomes), weeks in found.items()]
    order = {duty: n for n, duty in enumerate(about)}
    return tuple(sorted(changes, key=lambda c: (order[c.duty], c.weeks)))


def told(changes: tuple[Change, ...]) -> Told:
    """Who is told what: groups of the lesson, teachers and rooms on both sides of the change."""
    groups: defaultdict[GroupKey, list[Change]] = defaultdict(list)
    teachers: defaultdict[PersonKey, list[Change]] = defaultdict(list)
    rooms: defaultdict[RoomKey, list[Change]] = defaultdict(list)
    for change in changes:
        for group in change.groups:
            groups[group].append(change)
        for teacher in change.teachers:
            teachers[teacher].append(change)
        for room in change.rooms:
            rooms[room].append(change)
    return Told(
        {k: tuple(v) for k, v in groups.items()},
        {k: tuple(v) for k, v in teachers.items()},
        {k: tuple(v) for k, v in rooms.items()},
    )


def _meetings(release: Release) -> dict[tuple[DutyKey, date], list[Meeting]]:
    """Meetings by duty and week, in order of time."""
    problem, plan = release
    found: dict[tuple[DutyKey, date], list[Meeting]] = {}
    for lesson in problem.lessons:
        slot = plan.slots.get(lesson.key)
        if slot is not None:
            meeting = Meeting(slot.day, slot.pair, lesson.pairs, slot.room, lesson.teacher)
            for week in lesson.weeks:
                found.setdefault((lesson.duty, week), []).append(meeting)
    for row in found.values():
        row.sort(key=_order)
    return found


def _paired(old: list[Meeting], new: list[Meeting]) -> Iterator[tuple[Meeting | None, Meeting | None]]:
    """What goes out of a week and what comes in, those of one time first."""
    gone, come = list(old), list(new)
    for meeting in old:
        if meeting in come:
            come.remove(meeting)
            gone.remove(meeting)
    for was in tuple(gone):
        same_time = next((m for m in come if _time(m) == _time(was)), None)
        if same_time is not None:
            gone.remove(was)
            come.remove(same_time)
            yield was, same_time
    for n in range(max(len(gone), len(come))):
        yield (gone[n] if n < len(gone) else None), (come[n] if n < len(come) else None)


def _time(meeting: Meeting) -> tuple[int, int, int]:
    return meeting.day, meeting.pair, meeting.pairs


def _order(meeting: Meeting) -> tuple[int, int, int, str, str]:
    return (*_time(meeting), meeting.room or "", meeting.teacher or "")


def _change(about: Lesson, was: Meeting | None, becomes: Meeting | None, weeks: list[date]) -> Change:
    return Change(
        duty=about.duty,
        title=about.title,
        groups=about.groups,
        kind=_kind(was, becomes),
        before=was,
        after=becomes,
        weeks=tuple(sorted(weeks)),
    )


def _kind(was: Meeting | None, becomes: Meeting | None) -> ChangeKind:
    if was is None:
        return ChangeKind.ADDED
    if becomes is None:
        return ChangeKind.CANCELLED
    if _time(was) != _time(becomes):
        return ChangeKind.MOVED
    return ChangeKind.ROOM if was.room != becomes.room else ChangeKind.TEACHER
