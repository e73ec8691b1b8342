"""A timetable with the names of what is in it: what pages, sheets and feeds are drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from remeslo.core.base.keys import GroupKey, OrganisationKey, PersonKey, SiteKey
from remeslo.core.line.weekly.board import Board, Placed
from remeslo.core.line.weekly.lesson import Lesson, LessonKey, WeekPlan, WeekProblem
from remeslo.core.network.rooms import RoomKey
from remeslo.web.apps.timetables.enums import Lens, Parity
from remeslo.web.apps.timetables.kept import KeptWeek, Step


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """Of a group: whose it is, and on which course it is in the year of the timetable (from 1)."""

    organisation: OrganisationKey
    programme: str
    course: int


@dataclass(frozen=True, kw_only=True)
class Names:
    """
    What keys are called.

    ``house_of``: the enterprise or college whose site it is; ``parent_of``: of a corporate university, its enterprise.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    house_of: Mapping[str, str] = field(default_factory=dict)
    employers: frozenset[str] = frozenset()
    parent_of: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, GroupFacts] = field(default_factory=dict)

    def person(self, key: PersonKey | None) -> str:
        """A person's name; "" for nobody, the key of one who is no longer there."""
        return self.people.get(key, key) if key else ""

    def short(self, key: PersonKey | None) -> str:
        """Family name and initials, as Russian timetables have it; names in other letters as they are."""
        name = self.person(key)
        family, *given = name.split()[:3] or [""]
        if not any("а" <= letter <= "я" for letter in name.lower()):
            return name
        return " ".join((family, "".join(f"{g[0]}." for g in given))).strip()

    def site(self, key: SiteKey | str | None) -> str:
        """A site's name."""
        return self.sites.get(key, key) if key else ""

    def organisation(self, key: OrganisationKey | str | None) -> str:
        """An organisation's name."""
        return self.organisations.get(key, key) if key else ""


@dataclass(frozen=True, kw_only=True)
class Week:
    """
    A semester's timetable.

    Parameters
    ----------
    semester
        Key of the document.
    problem
        Lessons, rooms, people and rules; pins and locks are in ``kept``.
    """

    semester: str
    problem: WeekProblem
    kept: KeptWeek
    names: Names = field(default_factory=Names)

    @cached_property
    def plan(self) -> WeekPlan:
        """Where and when the lessons of today's scene lie."""
        return WeekPlan({k: s for k, s in self.kept.slots.items() if k in self.problem.lesson_of})

    @cached_property
    def bound(self) -> WeekProblem:
        """The problem with pins and locks as planners get it."""
        held = {k: s for k, s in self.kept.held.items() if k in self.problem.lesson_of}
        return replace(self.problem, pinned=held)

    @cached_property
    def board(self) -> Board:
        """The lessons laid out."""
        return Board(self.bound, self.plan)

    @cached_property
    def unplaced(self) -> tuple[Lesson, ...]:
        """Lessons that lie nowhere, or where the day has no such pairs."""
        return tuple(x for x in self.problem.lessons if x.key not in self.board.placed)

    def moved(self, steps: Iterable[Step]) -> "Week":
        """The timetable after these moves."""
        return replace(self, kept=self.kept.moved(steps))

    def lessons_of(self, lens: Lens, subject: str) -> tuple[Placed, ...]:
        """Lessons of a group, a teacher, a room or a site."""
        if lens is Lens.GROUP:
            return self.board.of_group.get(GroupKey(subject), ())
        if lens is Lens.TEACHER:
            return self.board.of_teacher.get(PersonKey(subject), ())
        if lens is Lens.ROOM:
            return self.board.in_room.get(RoomKey(subject), ())
        return tuple(p for p in self.board.placed.values() if p.site == subject)

    @cached_property
    def subjects(self) -> Mapping[Lens, tuple[tuple[str, str], ...]]:
        """What can be looked at by each lens: keys and names, in order of names."""
        lessons = self.problem.lessons
        groups = {g for x in lessons for g in x.groups}
        teachers = {x.teacher for x in lessons if x.teacher}
        sites = {r.site for r in self.problem.rooms}
        return {
            Lens.GROUP: tuple(sorted((g, g) for g in groups)),
            Lens.TEACHER: _named((t, self.names.person(t)) for t in teachers),
            Lens.ROOM: _named((r.key, r.title) for r in self.problem.rooms),
            Lens.SITE: _named((s, self.names.site(s)) for s in sites),
        }

    def title(self, lens: Lens, subject: str) -> str:
        """What a subject is called."""
        return dict(self.subjects[lens]).get(subject, subject)

    def room(self, key: RoomKey | None) -> str:
        """A room's name; "" where none is needed."""
        found = self.problem.room_of.get(key) if key else None
        return found.title if found else str(key or "")

    def site_of(self, key: RoomKey | None) -> SiteKey | None:
        """Site of a room."""
        found = self.problem.room_of.get(key) if key else None
        return found.site if found else None

    def number_of(self, monday: date) -> int:
        """Number of a study week, from 1."""
        return self.board.week_number.get(monday, -1) + 1

    def parity(self, monday: date) -> Parity:
        """Odd or even, counted in calendar weeks from the first study week."""
        return Parity.EVEN if (monday - self.problem.weeks[0]).days // 7 % 2 else Parity.ODD

    def weeks_of(self, parity: Parity) -> tuple[date, ...]:
        """Study weeks of a parity; all of them for `Parity.ALL`."""
        return tuple(w for w in self.problem.weeks if parity is Parity.ALL or self.parity(w) is parity)

    def monday_of(self, day: date) -> date:
        """The study week of a day; the nearest one outside the semester."""
        return min(self.problem.weeks, key=lambda w: (not 0 <= (day - w).days < 7, abs((day - w).days)))


def _named(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda p: (p[1], p[0])))


def lesson_key(text: str) -> LessonKey:
    """A key as it came in a request."""
    return LessonKey(text[:300])
