"""A week as the timetable problem, and a timetable back as a week."""

from dataclasses import dataclass
from functools import cached_property

from remeslo.core.base.findings import Finding
from remeslo.core.line.weekly.lesson import Lesson, WeekPlan, WeekProblem
from remeslo.core.line.weekly.options import Choices, at, room_of, share, stall
from remeslo.core.line.weekly.relations import relations
from remeslo.core.line.weekly.timescale import SLOTS_A_DAY, Timescale
from remeslo.core.timetable.problem import (
    Assignment,
    Class_,
    ClassId,
    Config,
    ConfigId,
    Course,
    CourseId,
    RoomId,
    Subpart,
    SubpartId,
    Timetable,
    TimetableProblem,
)


@dataclass(frozen=True)
class Compiled:
    """
    A week problem as the timetable problem.

    Parameters
    ----------
    left_out
        Lessons that have no lawful time, or no room with seats, by themselves: no timetable can hold them.
    """

    week: WeekProblem
    problem: TimetableProblem
    lessons: tuple[Lesson, ...]
    left_out: tuple[Finding, ...]

    @cached_property
    def scale(self) -> Timescale:
        """Minutes as slots."""
        return Timescale(self.week.bells, self.week.weeks)

    def decode(self, timetable: Timetable) -> WeekPlan:
        """The timetable as a week."""
        slots = {}
        for lesson in self.lessons:
            given = timetable.assignments.get(ClassId(lesson.key))
            if given is not None:
                slots[lesson.key] = at(self.scale.slot(lesson, given.time), room_of(given.room))
        return WeekPlan(slots)

    def encode(self, plan: WeekPlan) -> Timetable:
        """
        The week as a timetable.

        Lessons outside the day are left out; in a room of several stalls each takes the first stall that is free, or
        the first at all.
        """
        taken: dict[RoomId, list[Assignment]] = {}
        found = {}
        for lesson in self.lessons:
            slot = plan.slots.get(lesson.key)
            if slot is None or slot.pair not in self.scale.starts(lesson) or not 0 <= slot.day < self.week.bells.days:
                continue
            time = self.scale.pattern(lesson, slot.day, slot.pair)
            options = self._stalls(lesson, slot.room)
            free = (s for s in options if not any(a.time.overlaps(time) for a in taken.get(s, ())))
            room = next(free, options[0] if options else None)
            given = Assignment(time, room)
            found[ClassId(lesson.key)] = given
            if room is not None:
                taken.setdefault(room, []).append(given)
        return Timetable(found)

    def _stalls(self, lesson: Lesson, key: str | None) -> list[RoomId]:
        room = next((r for r in self.week.rooms if r.key == key), None)
        if room is None:
            return [] if key is None else [RoomId(key)]
        count = room.parallel if lesson.size <= share(room) else 1
        return [stall(room, n) for n in range(count)]

    def pins(self) -> frozenset[ClassId]:
        """Classes of pinned lessons."""
        here = {x.key for x in self.lessons}
        return frozenset(ClassId(key) for key in self.week.pinned if key in here)


def compile_week(week: WeekProblem) -> Compiled:
    """
    The timetable problem whose lawful timetables are the lawful weeks.

    One class a lesson; learners and teachers attend what they attend (`SameAttendees` with ways between sites), days
    have a load, whole days stand alone, a lesson has the weeks it has. Ways and loads are exact when bells are
    multiples of five minutes and pairs are of one length; otherwise the timetable problem is the stricter one.
    """
    scale = Timescale(week.bells, week.weeks)
    choices = Choices(week, scale)
    courses, kept, left_out = [], [], []
    for lesson in week.lessons:
        times, rooms = tuple(choices.times(lesson)), tuple(choices.rooms(lesson))
        if not times or (lesson.rooms and not rooms):
            left_out.append(_homeless(lesson, "week.no_time" if not times else "week.no_room"))
            continue
        kept.append(lesson)
        courses.append(_course(Class_(ClassId(lesson.key), times, rooms, needs_room=bool(rooms))))
    problem = TimetableProblem(
        name=week.key,
        weeks=len(week.weeks),
        days=week.bells.days,
        slots_per_day=SLOTS_A_DAY,
        rooms=tuple(choices.stalls()),
        courses=tuple(courses),
        distributions=tuple(relations(week, kept, scale)),
    )
    return Compiled(week, problem, tuple(kept), tuple(left_out))


def _course(each: Class_) -> Course:
    """A course of one class."""
    subpart = Subpart(SubpartId(each.id), (each,))
    return Course(CourseId(each.id), (Config(ConfigId(each.id), (subpart,)),))


def _homeless(lesson: Lesson, code: str) -> Finding:
    facts: dict[str, object] = {
        "lesson": lesson.key,
        "title": lesson.title,
        "groups": lesson.groups,
        "size": lesson.size,
        "pairs": lesson.pairs,
        "rooms": lesson.rooms,
        "shift": lesson.shift or 0,
    }
    return Finding(code, f"lesson {lesson.key}", facts)
