"""The problem by indices: allowed pairs only, so that its size follows rights, not people times duties."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.assign.allowed import allowed
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.assign.score import pools, practitioners_least

NOBODY, STRANGER = -1, -2
"""In place of a person's index: nobody; somebody who is not among the people."""


class Table:
    """
    Duties and people by index, in the order of the problem.

    ``options[d]``: people who may take a duty, ascending. ``weeks[d]``: pairs of week index and hours. ``missed``,
    ``minutes``: by (duty, person), only where > 0. ``previous``, ``present``: person, NOBODY or STRANGER by duty.
    """

    def __init__(self, problem: AssignmentProblem) -> None:
        self.problem = problem
        self.people, self.duties = problem.people, problem.duties
        self.person = {p.key: i for i, p in enumerate(self.people)}
        self.duty = {d.key: i for i, d in enumerate(self.duties)}
        self.options = tuple(tuple(sorted(self.person[p] for p in allowed(problem, d))) for d in self.duties)
        self.hours = tuple(d.hours for d in self.duties)
        mondays = sorted({monday for d in self.duties for monday, _ in d.hours_by_week})
        place = {monday: n for n, monday in enumerate(mondays)}
        self.num_weeks = len(mondays)
        self.weeks = tuple(tuple((place[m], h) for m, h in d.hours_by_week) for d in self.duties)
        self.years = tuple(sorted({d.year for d in self.duties}))
        self.year = tuple(self.years.index(d.year) for d in self.duties)
        self.limit = tuple(problem.week_hours(p) for p in self.people)
        self.paid = tuple(problem.rate_hours(p) for p in self.people)
        self.year_max = problem.year_hours_max
        self.previous = tuple(self._named(problem.previous.get(d.key)) for d in self.duties)
        self.present = tuple(self._named(problem.present.get(d.key)) for d in self.duties)
        self.pinned = tuple(d.key in problem.pinned for d in self.duties)
        self.chains = tuple(tuple(self.duty[k] for k in chain) for chain in problem.chains.values())
        self.chain_of = {d: n for n, chain in enumerate(self.chains) for d in chain}
        self._of_pairs()

    def _of_pairs(self) -> None:
        self.missed: dict[tuple[int, int], int] = {}
        self.minutes: dict[tuple[int, int], int] = {}
        for d, people in enumerate(self.options):
            for p in people:
                if missed := self.problem.missed(self.people[p].key, self.duties[d]):
                    self.missed[d, p] = missed
                if minutes := self.problem.minutes_to(self.people[p].key, self.duties[d]):
                    self.minutes[d, p] = minutes

    def _named(self, key: PersonKey | None) -> int:
        return NOBODY if key is None else self.person.get(key, STRANGER)

    @cached_property
    def offers(self) -> tuple[tuple[int, ...], ...]:
        """Duties that each person may take, ascending."""
        found: list[list[int]] = [[] for _ in self.people]
        for d, people in enumerate(self.options):
            for p in people:
                found[p].append(d)
        return tuple(map(tuple, found))

    @cached_property
    def num_pairs(self) -> int:
        """Allowed pairs of duty and person."""
        return sum(map(len, self.options))

    @cached_property
    def practitioners(self) -> frozenset[tuple[int, int]]:
        """Pairs of a duty of the professional cycle and a practitioner."""
        return frozenset(
            (d, p)
            for d, people in enumerate(self.options)
            if self.duties[d].professional
            for p in people
            if self.problem.is_practitioner(self.people[p], self.duties[d].first)
        )

    @cached_property
    def least(self) -> Mapping[tuple[OrganisationKey, int], int]:
        """Hours that practitioners should teach at least, by college and index of the year."""
        return {(o, self.years.index(y)): n for (o, y), n in practitioners_least(self.problem).items()}

    @cached_property
    def pools(self) -> Mapping[tuple[OrganisationKey, int], tuple[int, ...]]:
        """People among whom hours are shared fairly, by college and index of the year."""
        found = pools(self.problem)
        return {(o, self.years.index(y)): tuple(self.person[p] for p in ps) for (o, y), ps in found.items()}

    def plan(self, stand: Sequence[int]) -> Assignment:
        """The assignment of people by duty (NOBODY: uncovered)."""
        keys = [d.key for d in self.duties]
        person_of = {keys[d]: self.people[p].key for d, p in enumerate(stand) if p >= 0}
        return Assignment(person_of, tuple(keys[d] for d, p in enumerate(stand) if p < 0))

    def stand(self, plan: Assignment) -> list[int]:
        """People by duty; pairs that are not allowed, or not known, are NOBODY."""
        found = [self._named(plan.person_of.get(d.key)) for d in self.duties]
        return [p if p in self.options[d] else NOBODY for d, p in enumerate(found)]
