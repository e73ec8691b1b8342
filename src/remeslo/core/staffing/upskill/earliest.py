"""The earliest day from which somebody would have the right to teach a duty, by the sessions that are still held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.upskill.problem import UpskillProblem
from remeslo.core.staffing.upskill.standing import Standing
from remeslo.core.staffing.upskill.ways import Learning, together


@dataclass(frozen=True)
class Earliest:
    """Answers for one problem; places, hours and budget apart: they are the plan's business."""

    problem: UpskillProblem

    def day(self, duty: Duty) -> date | None:
        """First day, not before the day of planning, from which one person has all that is needed; ``None``: never."""
        days = (day for p in self.problem.people for day in self._days(p.key, duty) if p.role in duty.roles)
        return min(days, default=None)

    def days(self, duties: Iterable[DutyKey]) -> Mapping[DutyKey, date | None]:
        """The same of several duties."""
        return {key: self.day(self.problem.duty[key]) for key in duties}

    def _days(self, person: PersonKey, duty: Duty) -> Iterable[date]:
        if self._learning.standing.may_teach_at(person, duty):
            for day in self._turns:
                ways = (self._learning.ways(person, need, day, day) for need in duty.needs)
                if together(ways) is not None:
                    yield day
                    return

    @cached_property
    def _learning(self) -> Learning:
        return Learning(Standing(self.problem))

    @cached_property
    def _turns(self) -> tuple[date, ...]:
        """Days on which somebody could come to hold something new."""
        ends = {self.problem.since_of(s.key) for s in self.problem.sessions}
        papers = {q.since for q in self.problem.qualifications}
        return (self.problem.day, *sorted(day for day in ends | papers if day > self.problem.day))
