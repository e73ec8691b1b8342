"""An upskilling plan as pages show it: people by weeks, what each session costs and opens, who stands in meanwhile."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.upskill.gains import gained
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.web.apps.staffplans.scene import Scene

MARGIN = 1
"""Weeks shown before the first and after the last session."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One person on one session, and what it is for."""

    going: Going
    person: StaffMember
    college: str
    course: Course
    session: Session
    number: int
    hours: int
    opens: tuple[Duty, ...]
    renews: date | None
    stands_in: tuple[tuple[str, date, int, str], ...]
    state: str

    @property
    def price(self) -> Decimal:
        """Price of the session for this person."""
        return self.course.price

    @property
    def opened_hours(self) -> int:
        """Hours of lessons that it opens."""
        return sum(d.hours for d in self.opens)

    @property
    def first_opened(self) -> date | None:
        """First day of the lessons that it opens."""
        return min((d.first for d in self.opens), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Some weeks of a person: on a session (``trip``), standing in for others (``hours``), or nothing of both."""

    weeks: int
    trip: Trip | None = None
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A person's weeks."""

    person: StaffMember
    college: str
    cells: tuple[Cell, ...]
    trips: tuple[Trip, ...]

    @property
    def cost(self) -> Decimal:
        """Prices of the person's sessions."""
        return sum((t.price for t in self.trips), Decimal(0))


@dataclass(frozen=True, slots=True)
class Month:
    """A head of some weeks: the first day of the month that most of them lie in."""

    day: date
    weeks: int


class Calendar:
    """A plan over a scene."""

    def __init__(
        self, scene: Scene, problem: UpskillProblem, plan: UpskillPlan, states: Mapping[Going, str], college: str = ""
    ) -> None:
        self.scene, self.problem, self.plan, self.states, self.college = scene, problem, plan, states, college

    @cached_property
    def trips(self) -> tuple[Trip, ...]:
        """Goings of the college, the earliest first, numbered for the picture."""
        known = [g for g in self.plan.goes if g.session in self.scene.session and g.person in self.scene.person]
        known = [g for g in known if self.college in ("", self.scene.person[g.person].organisation)]
        known.sort(key=lambda g: (self.scene.session[g.session].first, self.scene.person[g.person].name))
        return tuple(self._trip(g, n) for n, g in enumerate(known, start=1))

    @property
    def sessions_cost(self) -> Decimal:
        """Prices of all sessions shown."""
        return sum((t.price for t in self.trips), Decimal(0))

    @cached_property
    def mondays(self) -> tuple[date, ...]:
        """Weeks of the picture."""
        days = [m for t in self.trips for m in t.session.mondays]
        days += [m for (_, m), p in self.plan.substitutes.items() if p in self._shown]
        if not days:
            return ()
        first, last = min(days) - MARGIN * _WEEK, max(days) + MARGIN * _WEEK
        return tuple(first + n * _WEEK for n in range((last - first).days // 7 + 1))

    @property
    def months(self) -> Iterator[Month]:
        """Heads over the weeks: a week belongs to the month of its Thursday."""
        found: dict[tuple[int, int], int] = {}
        for monday in self.mondays:
            thursday = monday + timedelta(days=3)
            found[thursday.year, thursday.month] = found.get((thursday.year, thursday.month), 0) + 1
        for (year, month), weeks in found.items():
            yield Month(date(year, month, 1), weeks)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Everybody who goes or stands in, whoever goes first in front."""
        own: dict[PersonKey, list[Trip]] = defaultdict(list)
        for trip in self.trips:
            own[trip.person.key].append(trip)
        helping = [p for p in self._standing if p not in own]
        helping.sort(key=lambda p: self.scene.name(p))
        return tuple(
            Row(
                self.scene.person[p],
                self.scene.title(self.scene.person[p].organisation),
                tuple(self._cells(own.get(p, ()), self._standing.get(p, {}))),
                tuple(own.get(p, ())),
            )
            for p in (*own, *helping)
        )

    @cached_property
    def uncovered(self) -> tuple[Duty, ...]:
        """Lessons that even this plan leaves without a teacher, the earliest first."""
        rights = Rights(self.problem.people, self.papers)
        open_duties = [d for d in self.problem.duties if self._taught_by(d) is None or not self._may(rights, d)]
        mine = [d for d in open_duties if self.college in ("", d.organisation)]
        return tuple(sorted(mine, key=lambda d: (d.first, d.key)))

    @cached_property
    def papers(self) -> tuple[Qualification, ...]:
        """Papers of today and those that the sessions will give."""
        coming = [q for g in self.plan.goes if g.session in self.scene.session for q in self._gained(g)]
        return (*self.problem.qualifications, *coming)

    @property
    def _shown(self) -> set[PersonKey]:
        return {p.key for p in self.scene.people if self.college in ("", p.organisation)}

    @cached_property
    def _standing(self) -> Mapping[PersonKey, Mapping[date, int]]:
        """Hours of standing in by person and Monday."""
        found: dict[PersonKey, dict[date, int]] = {}
        for (duty, monday), person in self.plan.substitutes.items():
            if person in self._shown and duty in self.scene.duty:
                hours = found.setdefault(person, {})
                hours[monday] = hours.get(monday, 0) + self.scene.duty[duty].hours_of_week(monday)
        return found

    def _gained(self, going: Going) -> Iterator[Qualification]:
        session = self.scene.session[going.session]
        since = self.problem.since.get(going.session)
        yield from gained(going.person, session, self.scene.course[session.course], since=since)

    def _taught_by(self, duty: Duty) -> PersonKey | None:
        return self.plan.teaches.get(duty.key) or self.problem.assignment.get(duty.key)

    def _may(self, rights: Rights, duty: Duty) -> bool:
        person = self._taught_by(duty)
        return person is not None and rights.may(person, duty)

    def _trip(self, going: Going, number: int) -> Trip:
        person, session = self.scene.person[going.person], self.scene.session[going.session]
        course = self.scene.course[session.course]
        renewal = next((r for r in self.problem.renewals if r.person == going.person and course.key in r.by), None)
        return Trip(
            going=going,
            person=person,
            college=self.scene.title(person.organisation),
            course=course,
            session=session,
            number=number,
            hours=sum(self.problem.hours.get(going.session, {}).values()),
            opens=tuple(self._opens(going, course.gives)),
            renews=renewal.due if renewal else None,
            stands_in=tuple(self._stand_ins(going)),
            state=self.states.get(going, ""),
        )

    def _opens(self, going: Going, gives: Sequence[Requirement]) -> Iterator[Duty]:
        """Lessons that the plan gives to the person and that need what the course gives."""
        skills = {g.skill for g in gives}
        for duty in self.problem.duties:
            if self._taught_by(duty) == going.person and any(n.skill in skills for n in duty.needs):
                person = self.scene.person[going.person]
                if any(x.skill in skills for x in self.scene.rights.lacks(person, duty)):
                    yield duty

    def _stand_ins(self, going: Going) -> Iterator[tuple[str, date, int, str]]:
        """Lessons of the person that somebody else gives while the session goes on: what, week, hours, who."""
        weeks = set(self.scene.session[going.session].mondays)
        for (key, monday), person in sorted(self.plan.substitutes.items()):
            duty = self.scene.duty.get(key)
            if duty is not None and monday in weeks and self.problem.assignment.get(key) == going.person:
                what = f"{duty.group} {duty.element}"
                yield what, monday, duty.hours_of_week(monday), self.scene.name(person)

    def _cells(self, trips: Sequence[Trip], standing: Mapping[date, int]) -> Iterator[Cell]:
        at = {m: t for t in trips for m in t.session.mondays}
        n = 0
        while n < len(self.mondays):
            trip = at.get(self.mondays[n])
            weeks = 1
            while trip and n + weeks < len(self.mondays) and at.get(self.mondays[n + weeks]) is trip:
                weeks += 1
            yield Cell(weeks=weeks, trip=trip, hours=0 if trip else standing.get(self.mondays[n], 0))
            n += weeks
