"""What is possible at all: who could come to teach an open duty, and which goings are of any use."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.upskill.problem import Going, UpskillProblem
from remeslo.core.staffing.upskill.score import renews
from remeslo.core.staffing.upskill.standing import Standing
from remeslo.core.staffing.upskill.ways import Learning, Ways, together


@dataclass(frozen=True)
class Options:
    """Choices of a problem; a going that is left out here makes no plan better."""

    problem: UpskillProblem

    @cached_property
    def standing(self) -> Standing:
        """The problem as it stands."""
        return Standing(self.problem)

    @cached_property
    def learning(self) -> Learning:
        """What sessions can add."""
        return Learning(self.standing)

    @cached_property
    def candidates(self) -> Mapping[DutyKey, Mapping[PersonKey, Ways]]:
        """For each open duty, who could come to have the right on all its days, and by what."""
        return {d.key: dict(self._able(d)) for d in self.standing.open}

    @cached_property
    def goings(self) -> tuple[Going, ...]:
        """Goings of use, in order: for an open duty, a renewal or another going; and those that are accepted."""
        useful: dict[PersonKey, set[SessionKey]] = defaultdict(set)
        for people in self.candidates.values():
            for person, ways in people.items():
                useful[person].update(s for way in ways for s in way)
        for renewal in self.problem.renewals:
            mine = self.learning.open_to(renewal.person)
            useful[renewal.person] |= {s for s in mine if renews(self.problem, renewal, Going(renewal.person, s))}
        for going in self.problem.accepted:
            useful[going.person].add(going.session)
        for person, sessions in useful.items():
            self._add_what_comes_before(person, sessions)
        return tuple(sorted(Going(p, s) for p, sessions in useful.items() for s in sessions))

    def before(self, going: Going) -> Ways | None:
        """Which other goings this one asks for; ``None``: what it asks for cannot be had."""
        return self.learning.before(going, self.learning.open_to(going.person))

    def _add_what_comes_before(self, person: PersonKey, sessions: set[SessionKey]) -> None:
        """Sessions that these ask for, and what those ask for."""
        ahead = sorted(sessions)
        while ahead:
            ways = self.before(Going(person, ahead.pop())) or ()
            new = {s for way in ways for s in way} - sessions
            sessions |= new
            ahead += sorted(new)

    def _able(self, duty: Duty) -> Iterator[tuple[PersonKey, Ways]]:
        for p in self.problem.people:
            if p.role in duty.roles and self.standing.may_teach_at(p.key, duty) and self.standing.may_take(p.key, duty):
                ways = together(self.learning.ways(p.key, need, duty.first, duty.last) for need in duty.needs)
                if ways is not None:
                    yield p.key, ways
