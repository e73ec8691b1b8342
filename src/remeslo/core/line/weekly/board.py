"""A timetable laid out: each lesson with its minutes, weeks and site, by group, teacher and room."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from remeslo.core.base.keys import GroupKey, PersonKey, SiteKey
from remeslo.core.line.weekly.bells import Bells
from remeslo.core.line.weekly.lesson import Lesson, LessonKey, Person, Slot, WeekPlan, WeekProblem
from remeslo.core.network.rooms import RoomKey

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Placed:
    """
    A lesson and where it lies.

    Parameters
    ----------
    weeks
        Bit mask: bit ``i`` is the i-th week of the problem.
    start, end
        Minutes of the day.
    site
        Of its room; ``None`` where it has none.
    """

    lesson: Lesson
    slot: Slot
    weeks: int
    start: int
    end: int
    site: SiteKey | None

    @property
    def pairs(self) -> range:
        """Numbers of its pairs."""
        return range(self.slot.pair, self.slot.pair + self.lesson.pairs)

    def meets(self, other: "Placed") -> bool:
        """True when both are on one day of one week."""
        return self.slot.day == other.slot.day and bool(self.weeks & other.weeks)

    def overlaps(self, other: "Placed") -> bool:
        """True when both are at one time."""
        return self.meets(other) and self.start < other.end and other.start < self.end


def fits(bells: Bells, lesson: Lesson, slot: Slot) -> bool:
    """True when the day has these pairs."""
    return 0 <= slot.day < bells.days and slot.pair >= 1 and slot.pair + lesson.pairs - 1 <= len(bells.pairs)


def shared_groups(a: Lesson, b: Lesson) -> tuple[GroupKey, ...]:
    """
    Groups some of whose learners attend both.

    Subgroups of one division are different people; of two divisions (two subgroups and three) nobody knows.
    """
    if a.subgroups == b.subgroups and a.part != b.part:
        return ()
    return tuple(g for g in a.groups if g in b.groups)


@dataclass(frozen=True)
class Board:
    """The lessons of a plan whose slots the day has; others are told by the check and left out here."""

    problem: WeekProblem
    plan: WeekPlan

    @cached_property
    def week_number(self) -> Mapping[date, int]:
        """Number of each week, by its Monday."""
        return {monday: n for n, monday in enumerate(self.problem.weeks)}

    @cached_property
    def placed(self) -> Mapping[LessonKey, Placed]:
        """Lessons in the problem's order."""
        slots = self.plan.slots
        return {
            lesson.key: self.lay(lesson, slots[lesson.key])
            for lesson in self.problem.lessons
            if lesson.key in slots and fits(self.problem.bells, lesson, slots[lesson.key])
        }

    def lay(self, lesson: Lesson, slot: Slot) -> Placed:
        """A lesson at a slot that the day has, be it its own or not."""
        pairs = self.problem.bells.pairs
        room = self.problem.room_of.get(slot.room) if slot.room is not None else None
        return Placed(
            lesson,
            slot,
            self.mask(lesson.weeks),
            pairs[slot.pair - 1].start,
            pairs[slot.pair + lesson.pairs - 2].end,
            room.site if room else None,
        )

    def mask(self, weeks: Iterable[date]) -> int:
        """Bit mask of weeks."""
        return sum(1 << self.week_number[w] for w in weeks if w in self.week_number)

    def mondays(self, mask: int) -> tuple[date, ...]:
        """Mondays of a mask."""
        return tuple(w for n, w in enumerate(self.problem.weeks) if mask >> n & 1)

    @cached_property
    def of_group(self) -> Mapping[GroupKey, tuple[Placed, ...]]:
        """Lessons of each group."""
        return _by((g, p) for p in self.placed.values() for g in p.lesson.groups)

    @cached_property
    def of_teacher(self) -> Mapping[PersonKey, tuple[Placed, ...]]:
        """Lessons of each teacher."""
        return _by((p.lesson.teacher, p) for p in self.placed.values() if p.lesson.teacher is not None)

    @cached_property
    def in_room(self) -> Mapping[RoomKey, tuple[Placed, ...]]:
        """Lessons of each room."""
        return _by((p.slot.room, p) for p in self.placed.values() if p.slot.room is not None)

    @cached_property
    def people(self) -> Mapping[PersonKey, Person]:
        """Teachers of whom something is known."""
        return {p.key: p for p in self.problem.people}

    def way(self, a: SiteKey | None, b: SiteKey | None) -> int:
        """Minutes one way; 0 at one site, without a site, and where nobody said (the reading of lessons tells it)."""
        if a is None or b is None or a == b:
            return 0
        return self.problem.minutes.get((min(a, b), max(a, b)), 0)

    def around(self, placed: Placed) -> tuple[Placed, ...]:
        """Other lessons that share a group, the teacher or the room with this one, on its day in some of its weeks."""
        near: dict[LessonKey, Placed] = {}
        lesson = placed.lesson
        lists = [self.of_group.get(g, ()) for g in lesson.groups]
        if lesson.teacher is not None:
            lists.append(self.of_teacher.get(lesson.teacher, ()))
        if placed.slot.room is not None:
            lists.append(self.in_room.get(placed.slot.room, ()))
        for other in (p for row in lists for p in row):
            if other.lesson.key != lesson.key and other.meets(placed):
                near[other.lesson.key] = other
        return tuple(near.values())


def day_of(monday: date, day: int) -> date:
    """The date of a day (0 = Monday) of a week."""
    return monday + timedelta(days=day)


def _by(pairs: Iterable[tuple[K, Placed]]) -> Mapping[K, tuple[Placed, ...]]:
    found: defaultdict[K, list[Placed]] = defaultdict(list)
    for key, placed in pairs:
        found[key].append(placed)
    return {key: tuple(row) for key, row in found.items()}
