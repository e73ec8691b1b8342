"""What stands before anybody goes anywhere: rights by papers, open duties, loads of each week and year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import monday_of
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.upskill.problem import UpskillProblem

_SATURDAY = timedelta(days=5)


@dataclass(frozen=True)
class Standing:
    """A problem as it stands, for judge, score and solver alike."""

    problem: UpskillProblem

    @cached_property
    def rights(self) -> Rights:
        """Rights by the papers there are, without any session."""
        return Rights(self.problem.people, self.problem.qualifications)

    @cached_property
    def teacher(self) -> Mapping[DutyKey, PersonKey]:
        """Who teaches what is not open."""
        given = self.problem.assignment
        return {d.key: given[d.key] for d in self.problem.duties if d.key in given and self.rights.may(given[d.key], d)}

    @cached_property
    def open(self) -> tuple[Duty, ...]:
        """Duties that nobody has, or whose teacher's right does not hold on all their days; in the given order."""
        return tuple(d for d in self.problem.duties if d.key not in self.teacher)

    @cached_property
    def first_monday(self) -> date:
        """The first week that can still be changed; rules on weeks hold from it on."""
        return monday_of(self.problem.day)

    @cached_property
    def own(self) -> Mapping[PersonKey, tuple[Duty, ...]]:
        """Duties that each person has and keeps."""
        found: dict[PersonKey, list[Duty]] = defaultdict(list)
        for d in self.problem.duties:
            if d.key in self.teacher:
                found[self.teacher[d.key]].append(d)
        return {p: tuple(duties) for p, duties in found.items()}

    def kept_hours(self, person: PersonKey, monday: date) -> int:
        """Hours in a week of the duties that a person has and keeps."""
        return sum(d.hours_of_week(monday) for d in self.own.get(person, ()))

    def week_limit(self, person: PersonKey, monday: date) -> int:
        """Hours of lessons in a week at most: the person's own limit, or what was assigned beyond it already."""
        return max(self.problem.person[person].weekly_hours, self._assigned_weeks.get((person, monday), 0))

    def week_limit_beside(self, person: PersonKey, monday: date, session_hours: int) -> int:
        """The same in a week with so many hours of a session, >= 0."""
        room = self.problem.week_hours_max - session_hours
        return max(0, min(self.week_limit(person, monday), room))

    def year_limit(self, person: PersonKey, year: int) -> int | None:
        """Hours of duties in a study year at most, or what was assigned beyond that; ``None``: any."""
        limit = self.problem.year_hours_max
        return None if limit is None else max(limit, self._assigned_years.get((person, year), 0))

    def is_absent(self, person: PersonKey, first: date, last: date) -> bool:
        """True when the person is away on one of these days."""
        return any(a.touches(first, last) for a in self._absences.get(person, ()))

    def is_absent_in_week(self, person: PersonKey, monday: date) -> bool:
        """True when the person is away on one of the six days of a study week."""
        return self.is_absent(person, monday, monday + _SATURDAY)

    def may_teach_at(self, person: PersonKey, duty: Duty) -> bool:
        """True for duties of the own college, of those that the person has, and of every college where all share."""
        problem = self.problem
        own = problem.person[person].organisation == duty.organisation
        return problem.across or own or problem.assignment.get(duty.key) == person

    def may_take(self, person: PersonKey, duty: Duty) -> bool:
        """True when weeks of absence have little of the duty, or the duty is the person's already."""
        if self.problem.assignment.get(duty.key) == person:
            return True
        missed = sum(hours for monday, hours in duty.hours_by_week if self.is_absent_in_week(person, monday))
        return missed <= self.problem.missed_share_max * duty.hours

    def stand_ins(self, duty: Duty, monday: date) -> tuple[PersonKey, ...]:
        """Everybody who `may_stand_in`, in the order of the problem."""
        able = self.rights.who(duty.needs, duty.roles, monday, monday + _SATURDAY)
        return tuple(p for p in sorted(able, key=self._place.__getitem__) if self.may_stand_in(p, duty, monday))

    def may_stand_in(self, person: PersonKey, duty: Duty, monday: date) -> bool:
        """True when the papers that there are give the right in that week, and the person is there."""
        able = self.rights.who(duty.needs, duty.roles, monday, monday + _SATURDAY)
        there = self.may_teach_at(person, duty)
        return person in able and there and not self.is_absent_in_week(person, monday)

    @cached_property
    def _place(self) -> Mapping[PersonKey, int]:
        return {p.key: n for n, p in enumerate(self.problem.people)}

    @cached_property
    def _assigned_weeks(self) -> Mapping[tuple[PersonKey, date], int]:
        hours: dict[tuple[PersonKey, date], int] = defaultdict(int)
        for key, person in self.problem.assignment.items():
            for monday, n in self.problem.duty[key].hours_by_week:
                hours[person, monday] += n
        return hours

    @cached_property
    def _assigned_years(self) -> Mapping[tuple[PersonKey, int], int]:
        hours: dict[tuple[PersonKey, int], int] = defaultdict(int)
        for key, person in self.problem.assignment.items():
            hours[person, self.problem.duty[key].year] += self.problem.duty[key].hours
        return hours

    @cached_property
    def _absences(self) -> Mapping[PersonKey, list[Absence]]:
        found: dict[PersonKey, list[Absence]] = defaultdict(list)
        for a in self.problem.absences:
            found[a.person].append(a)
        return found
