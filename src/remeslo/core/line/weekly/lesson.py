"""Lessons that a week must hold, and where and when they lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NewType

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, PersonKey, ProgrammeKey, SiteKey
from remeslo.core.line.weekly.bells import Bells
from remeslo.core.network.rooms import RoomKey
from remeslo.core.staffing.duty import DutyKey

LessonKey = NewType("LessonKey", str)
"""``DUTY#N``: the N-th lesson (from 1) of a teaching duty; ``DUTY#N@MONDAY``: weeks of it that a change has parted."""


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """
    Something that meets at the same day, pairs and room in each of its weeks.

    Parameters
    ----------
    groups
        Who attends; several for a joint lesson.
    part, subgroups
        Which subgroup, 1..``subgroups``; 1 of 1: the whole group. Subgroups of one group may meet at the same time.
    pairs
        Length in pairs, >= 1; a whole day of practice is one lesson of as many pairs as the day has hours.
    whole_day
        Nothing else of these learners on that day.
    weeks
        Mondays, in order, at least one.
    teacher
        ``None`` while nobody is assigned: only the learners and the room bind it.
    rooms
        Where it may be, the most wanted first; empty: no room is needed (sport outdoors, at an enterprise by contract).
    shift
        In which shift it must lie; ``None``: any.
    exam
        An interim attestation: one a day, a free day before it where the rules ask.
    """

    key: LessonKey
    duty: DutyKey
    programme: ProgrammeKey
    element: ElementKey
    title: str
    kind: ElementKind
    organisation: OrganisationKey
    groups: tuple[GroupKey, ...]
    size: int
    weeks: tuple[date, ...]
    pairs: int = 1
    part: int = 1
    subgroups: int = 1
    teacher: PersonKey | None = None
    rooms: tuple[RoomKey, ...] = ()
    shift: int | None = None
    whole_day: bool = False
    exam: bool = False

    def __post_init__(self) -> None:
        if not self.groups or self.pairs < 1 or self.size <= 0 or not 1 <= self.part <= self.subgroups:
            raise ProblemError(f"lesson {self.key}: groups, pairs >= 1, size > 0 and a part of its subgroups.")
        if not self.weeks or list(self.weeks) != sorted(set(self.weeks)) or any(w.weekday() for w in self.weeks):
            raise ProblemError(f"lesson {self.key}: weeks are Mondays in order, at least one.")


@dataclass(frozen=True, slots=True)
class Slot:
    """Day of the week (0 = Monday), first pair (from 1), and the room."""

    day: int
    pair: int
    room: RoomKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRoom:
    """A classroom, workshop or workplace as the timetable sees it: ``seats`` > 0, ``parallel`` lessons at once >= 1."""

    key: RoomKey
    site: SiteKey
    title: str
    seats: int
    parallel: int = 1
    closed: frozenset[tuple[date, int, int]] = frozenset()
    """(Monday, day, pair) at which nothing may be here."""
    kept: frozenset[tuple[date, int, int, OrganisationKey]] = frozenset()
    """(Monday, day, pair, organisation): only its lessons may be here then."""
    _kept: dict[tuple[date, int, int], OrganisationKey] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        if self.seats <= 0 or self.parallel < 1:
            raise ProblemError(f"room {self.key}: seats > 0 and parallel >= 1, got {self.seats}, {self.parallel}.")
        for monday, day, pair, organisation in self.kept:
            self._kept[monday, day, pair] = organisation

    def is_own(self, monday: date, day: int, pair: int, organisation: OrganisationKey) -> bool:
        """True when only lessons of this organisation may be here then."""
        return self._kept.get((monday, day, pair)) == organisation

    def keeps_for(self, organisation: OrganisationKey) -> bool:
        """True when this organisation ever has the room for itself."""
        return organisation in self._kept.values()

    def shut(self, monday: date, day: int, pair: int, organisation: OrganisationKey) -> bool:
        """True when lessons of this organisation may not be here then."""
        at = (monday, day, pair)
        return at in self.closed or self._kept.get(at, organisation) != organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever teaches: most hours a week, days away (Monday, day), and days (0..6) rather not worked."""

    key: PersonKey
    home: SiteKey | None = None
    weekly_hours: int = 36
    away: frozenset[tuple[date, int]] = frozenset()
    rather_not: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class WeekProblem:
    """
    All lessons of a semester (or any run of weeks) of a cluster.

    Parameters
    ----------
    weeks
        Mondays, in order, at least one; every lesson's weeks are among them.
    minutes
        Way between sites, one way, stored once with a < b.
    holidays
        Days on which nothing meets.
    rules
        Values of T1-T12 by name (see `core.line.weekly.rules`), those that are absent do not bind.
    pinned
        Slots that stay.
    previous
        The last release: what to stay close to.

    Raises
    ------
    ProblemError
        When a key repeats, weeks are out of order, or a lesson's week or room is not in the problem.
    """

    key: str
    weeks: tuple[date, ...]
    bells: Bells
    lessons: tuple[Lesson, ...]
    rooms: tuple[LessonRoom, ...] = ()
    people: tuple[Person, ...] = ()
    minutes: Mapping[tuple[SiteKey, SiteKey], int] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    rules: Mapping[str, int] = field(default_factory=dict)
    pinned: Mapping[LessonKey, Slot] = field(default_factory=dict)
    previous: Mapping[LessonKey, Slot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.weeks or list(self.weeks) != sorted(set(self.weeks)):
            raise ProblemError(f"week {self.key}: Mondays in order, at least one.")
        if len(self.lesson_of) < len(self.lessons) or len(self.room_of) < len(self.rooms):
            raise ProblemError(f"week {self.key}: a key of a lesson or room is given twice.")
        weeks = frozenset(self.weeks)
        for lesson in self.lessons:
            if not weeks.issuperset(lesson.weeks):
                raise ProblemError(f"lesson {lesson.key}: a week lies outside those of {self.key}.")
            if unknown := [r for r in lesson.rooms if r not in self.room_of]:
                raise ProblemError(f"lesson {lesson.key} names {unknown}, which are not in the problem.")

    @cached_property
    def lesson_of(self) -> Mapping[LessonKey, Lesson]:
        """Lessons by key."""
        return {lesson.key: lesson for lesson in self.lessons}

    @cached_property
    def room_of(self) -> Mapping[RoomKey, LessonRoom]:
        """Rooms by key."""
        return {room.key: room for room in self.rooms}


@dataclass(frozen=True)
class WeekPlan:
    """Where and when each lesson lies; a lesson that is missing is not placed."""

    slots: Mapping[LessonKey, Slot]
