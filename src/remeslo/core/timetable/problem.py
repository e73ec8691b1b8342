"""
The ITC-2019 timetabling problem as values: rooms, courses down to classes, distribution constraints, students.

A day has ``slots_per_day`` slots (five minutes in published instances), a week ``days`` days, the problem ``weeks``
weeks. Sets of days and weeks are bit masks: bit ``i`` is the i-th day or week, the i-th character of the published
strings. CB-CTT is read as a special case: one week, one slot a period, one class a lecture.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.timetable.kinds import CBCTT_KINDS, PARAMS, DistributionKind

RoomId = NewType("RoomId", str)
CourseId = NewType("CourseId", str)
ConfigId = NewType("ConfigId", str)
SubpartId = NewType("SubpartId", str)
ClassId = NewType("ClassId", str)
StudentId = NewType("StudentId", str)


class Dialect(StrEnum):
    """Whose words name the rules in findings."""

    ITC2019 = "itc2019"
    CBCTT = "cbctt"


@dataclass(frozen=True, slots=True)
class TimePattern:
    """
    Slots ``start`` to ``start + length - 1`` of some days of some weeks.

    Parameters
    ----------
    days, weeks
        Bit masks, not empty.
    start, length
        In slots; ``start >= 0``, ``length > 0``.
    """

    days: int
    start: int
    length: int
    weeks: int

    def __post_init__(self) -> None:
        if self.days <= 0 or self.weeks <= 0:
            raise ProblemError(f"a time needs a day and a week, got masks {self.days}, {self.weeks}.")
        if self.start < 0 or self.length <= 0:
            raise ProblemError(f"a time needs start >= 0 and length > 0, got {self.start}, {self.length}.")

    @property
    def end(self) -> int:
        """First slot after it."""
        return self.start + self.length

    def same_day(self, other: "TimePattern") -> bool:
        """True when both meet on some day of some week."""
        return bool(self.days & other.days) and bool(self.weeks & other.weeks)

    def overlaps(self, other: "TimePattern") -> bool:
        """True when both use some slot of some day of some week."""
        return self.same_day(other) and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class ClassTime:
    """A time that a class may have, and what it costs (>= 0, before the weight)."""

    pattern: TimePattern
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class RoomOption:
    """A room that a class may have, and what it costs (>= 0, before the weight)."""

    room: RoomId
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """
    A room.

    Parameters
    ----------
    capacity
        Seats; whoever states the problem has used it already, it is no rule.
    travel
        Slots to other rooms, > 0; rooms not named are 0 away. Symmetric: the problem refuses one side alone.
    unavailable
        Times at which no class may lie in it.
    """

    id: RoomId
    capacity: int = 0
    travel: Mapping[RoomId, int] = field(default_factory=dict)
    unavailable: tuple[TimePattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Class_:  # noqa: N801  (a class of students, not of Python)
    """
    What gets one time and one room.

    Parameters
    ----------
    limit
        Most students; ``None``: no limit.
    parent
        Class that whoever attends this one attends too.
    times
        One is chosen; not empty.
    rooms
        One is chosen when ``needs_room``; else empty.
    """

    id: ClassId
    times: tuple[ClassTime, ...]
    rooms: tuple[RoomOption, ...] = ()
    limit: int | None = None
    parent: ClassId | None = None
    needs_room: bool = True


@dataclass(frozen=True, slots=True)
class Subpart:
    """A part of a config; a student attends one class of it."""

    id: SubpartId
    classes: tuple[Class_, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """A way to take a course: a student attends all its subparts."""

    id: ConfigId
    subparts: tuple[Subpart, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A student who wants it takes one of its configs."""

    id: CourseId
    configs: tuple[Config, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """
    A rule over some classes.

    Parameters
    ----------
    params
        As many as `kinds.PARAMS` says, each >= 0.
    required
        Hard; its ``penalty`` is then 0.
    penalty
        Cost of one violation before the weight.
    label
        What the rule stands for, where the source says so (``curriculum q000``); findings repeat it.
    """

    kind: DistributionKind
    classes: tuple[ClassId, ...]
    params: tuple[int, ...] = ()
    required: bool = False
    penalty: int = 0
    label: str = ""

    def __post_init__(self) -> None:
        wanted = PARAMS.get(self.kind, 0)
        if len(self.params) != wanted or any(p < 0 for p in self.params):
            raise ProblemError(f"{self.kind} takes {wanted} parameters >= 0, got {self.params}.")
        if self.penalty < 0 or (self.required and self.penalty):
            raise ProblemError(f"{self.kind}: a soft rule has a penalty >= 0, a required one none, got {self.penalty}.")
        if self.required and self.kind in CBCTT_KINDS:
            raise ProblemError(f"{self.kind} is always soft.")


@dataclass(frozen=True, slots=True)
class Student:
    """A student and the courses wanted."""

    id: StudentId
    courses: tuple[CourseId, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the four parts of the cost, >= 0."""

    time: int = 1
    room: int = 1
    distribution: int = 1
    student: int = 1


@dataclass(frozen=True)
class TimetableProblem:
    """
    What `solve` gets and `check` judges. Order is that of the source.

    Raises
    ------
    ProblemError
        When an id repeats, a reference leads nowhere, a mask or time leaves the calendar, travel is not symmetric,
        a class has no time, or needs a room and lists none.
    """

    name: str
    weeks: int
    days: int
    slots_per_day: int
    rooms: tuple[Room, ...]
    courses: tuple[Course, ...]
    distributions: tuple[Distribution, ...] = ()
    students: tuple[Student, ...] = ()
    weights: Weights = Weights()
    dialect: Dialect = Dialect.ITC2019

    def __post_init__(self) -> None:
        if min(self.weeks, self.days, self.slots_per_day) <= 0:
            raise ProblemError(f"problem {self.name}: weeks, days and slots a day must be > 0.")
        _unique("room", [r.id for r in self.rooms])
        _unique("course", [c.id for c in self.courses])
        _unique("class", [c.id for c in self.classes])
        _unique("student", [s.id for s in self.students])
        for room in self.rooms:
            self._check_room(room)
        for each in self.classes:
            self._check_class(each)
        for d in self.distributions:
            _known(f"{d.kind}", d.classes, self.class_of)
        for s in self.students:
            _known(f"student {s.id}", s.courses, self.course_of)

    @cached_property
    def classes(self) -> tuple[Class_, ...]:
        """All classes, in order."""
        return tuple(c for course in self.courses for g in course.configs for p in g.subparts for c in p.classes)

    @cached_property
    def class_of(self) -> Mapping[ClassId, Class_]:
        """Classes by id."""
        return {c.id: c for c in self.classes}

    @cached_property
    def room_of(self) -> Mapping[RoomId, Room]:
        """Rooms by id."""
        return {r.id: r for r in self.rooms}

    @cached_property
    def course_of(self) -> Mapping[CourseId, Course]:
        """Courses by id."""
        return {c.id: c for c in self.courses}

    @cached_property
    def student_of(self) -> Mapping[StudentId, Student]:
        """Students by id."""
        return {s.id: s for s in self.students}

    def travel(self, a: RoomId | None, b: RoomId | None) -> int:
        """Slots between two rooms; 0 where a class has none or a room is unknown."""
        if a is None or b is None or a == b or a not in self.room_of:
            return 0
        return self.room_of[a].travel.get(b, 0)

    def _check_room(self, room: Room) -> None:
        _known(f"room {room.id}", room.travel, self.room_of)
        for other, slots in room.travel.items():
            if slots <= 0 or other == room.id or self.room_of[other].travel.get(room.id) != slots:
                raise ProblemError(f"room {room.id}: travel to {other} must be > 0 and the same back, got {slots}.")
        for t in room.unavailable:
            self._check_time(f"room {room.id}", t)

    def _check_class(self, each: Class_) -> None:
        where = f"class {each.id}"
        if not each.times:
            raise ProblemError(f"{where} has no time.")
        if each.needs_room != bool(each.rooms):
            raise ProblemError(f"{where}: rooms are listed exactly when one is needed, got {len(each.rooms)}.")
        if each.limit is not None and each.limit < 0:
            raise ProblemError(f"{where}: limit must be >= 0, got {each.limit}.")
        for t in each.times:
            self._check_time(where, t.pattern)
        _unique(f"time of {where}", [(t.pattern.days, t.pattern.start, t.pattern.weeks) for t in each.times])
        _unique(f"room of {where}", [r.room for r in each.rooms])
        _known(where, [r.room for r in each.rooms], self.room_of)
        if min([t.penalty for t in each.times] + [r.penalty for r in each.rooms]) < 0:
            raise ProblemError(f"{where}: penalties must be >= 0.")
        if each.parent is not None:
            _known(where, [each.parent], self.class_of)
            self._check_parents(each)

    def _check_parents(self, each: Class_) -> None:
        seen, parent = {each.id}, each.parent
        while parent is not None and parent in self.class_of:
            if parent in seen:
                raise ProblemError(f"class {each.id} is its own ancestor through {parent}.")
            seen.add(parent)
            parent = self.class_of[parent].parent

    def _check_time(self, where: str, t: TimePattern) -> None:
        if t.days >> self.days or t.weeks >> self.weeks or t.end > self.slots_per_day:
            raise ProblemError(f"{where}: a time leaves the calendar: days {t.days:b}, weeks {t.weeks:b}, end {t.end}.")


@dataclass(frozen=True, slots=True)
class Assignment:
    """
    Where and when a class lies; neither need be in the class's lists, `check` says so.

    A time is the class's own when days, start and weeks are; the published files do not repeat the length.
    """

    time: TimePattern
    room: RoomId | None = None


@dataclass(frozen=True, slots=True)
class Timetable:
    """
    A solution, whole or in part.

    Parameters
    ----------
    assignments
        By class; a class that is missing is not placed.
    students
        Classes that each student attends; a student who is missing attends none.
    """

    assignments: Mapping[ClassId, Assignment]
    students: Mapping[StudentId, frozenset[ClassId]] = field(default_factory=dict)


def _unique(what: str, keys: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            raise ProblemError(f"{what} {key} is given twice.")
        seen.add(key)


def _known(where: str, keys: Iterable[str], known: Mapping[Any, object]) -> None:
    for key in keys:
        if key not in known:
            raise ProblemError(f"{where} names {key}, which is not in the problem.")
