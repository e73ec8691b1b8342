"""A plan laid out for judging: rights with what its sessions give, sessions of each person, lessons of each week."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import Session
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.upskill.gains import gained
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.standing import Standing


@dataclass(frozen=True)
class View:
    """A plan of a problem, all of whose names are known."""

    problem: UpskillProblem
    plan: UpskillPlan

    @cached_property
    def standing(self) -> Standing:
        """The problem as it stands."""
        return Standing(self.problem)

    @cached_property
    def rights(self) -> Rights:
        """Rights by papers and by what the plan's sessions give."""
        problem = self.problem
        new = (
            q
            for g in self.goes
            for q in gained(
                g.person,
                problem.session[g.session],
                problem.course_of(g.session),
                since=problem.since_of(g.session),
            )
        )
        return Rights(problem.people, (*problem.qualifications, *new))

    @cached_property
    def goes(self) -> tuple[Going, ...]:
        """Goings in order."""
        return tuple(sorted(self.plan.goes))

    @cached_property
    def sessions(self) -> Mapping[PersonKey, tuple[Session, ...]]:
        """Sessions of each person, in order of their days."""
        found: dict[PersonKey, list[Session]] = defaultdict(list)
        for g in self.goes:
            found[g.person].append(self.problem.session[g.session])
        return {p: tuple(sorted(own, key=lambda s: (s.first, s.key))) for p, own in found.items()}

    @cached_property
    def teacher(self) -> Mapping[DutyKey, PersonKey]:
        """Who teaches each duty that has somebody."""
        return {**self.plan.teaches, **self.standing.teacher}

    def session_hours(self, person: PersonKey, monday: date) -> int | None:
        """Hours that sessions take from a person in a week; ``None``: on no session in that week."""
        weeks = [s for s in self.sessions.get(person, ()) if monday in s.mondays]
        return sum(self.problem.hours[s.key].get(monday, 0) for s in weeks) if weeks else None

    @cached_property
    def duties(self) -> Mapping[tuple[PersonKey, date], int]:
        """Hours of each person's duties in each week from the plan's first on, whoever gives them."""
        hours: dict[tuple[PersonKey, date], int] = defaultdict(int)
        for key, person in self.teacher.items():
            for monday, n in self._weeks(self.problem.duty[key]):
                hours[person, monday] += n
        return hours

    @cached_property
    def given(self) -> Mapping[tuple[PersonKey, date], int]:
        """Hours of others' lessons that each person gives."""
        hours: dict[tuple[PersonKey, date], int] = defaultdict(int)
        for week, person in self.plan.substitutes.items():
            hours[person, week.monday] += self.problem.duty[week.duty].hours_of_week(week.monday)
        return hours

    @cached_property
    def left(self) -> Mapping[tuple[PersonKey, date], int]:
        """Hours of each person's lessons that others give."""
        hours: dict[tuple[PersonKey, date], int] = defaultdict(int)
        for week in self.plan.substitutes:
            if week.duty in self.teacher:
                hours[self.teacher[week.duty], week.monday] += self.problem.duty[week.duty].hours_of_week(week.monday)
        return hours

    def _weeks(self, duty: Duty) -> tuple[tuple[date, int], ...]:
        return tuple(row for row in duty.hours_by_week if row[0] >= self.standing.first_monday)
