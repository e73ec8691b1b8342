"""Who could take a duty: for everybody what keeps them from it, and how full they would be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.assign.allowed import obstacles
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.rights import Lack

MOST_REFUSED = 12
"""People who may not, of whom it is shown why: those who lack least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    One person for some duties of one study year.

    ``lacks`` and ``obstacles`` (``absent``, ``reach``, ``week``, ``year``, ``forbidden``) are what keeps the person
    from at least one of them; ``hours`` what the person teaches in the year without them, ``after`` with them.
    """

    person: StaffMember
    lacks: tuple[Lack, ...]
    obstacles: tuple[str, ...]
    hours: int
    after: int
    paid: int
    own_college: bool
    minutes: int
    is_now: bool

    @property
    def may(self) -> bool:
        """True when nothing keeps the person from the duties."""
        return not self.lacks and not self.obstacles

    @property
    def above(self) -> int:
        """Hours above the rate with the duties."""
        return max(0, self.after - self.paid)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those who may, the freest first; of the others those who lack least; how many more there are."""

    able: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    more: int


def candidates(problem: AssignmentProblem, plan: Assignment, duties: Sequence[Duty]) -> Candidates:
    """Everybody for these duties of one study year; raises ValueError without any."""
    year = min(d.year for d in duties)
    mine = [d for d in duties if d.year == year]
    taken = {d.key for d in mine}
    load: Counter[PersonKey] = Counter()
    for key, person in plan.person_of.items():
        if problem.duty_of[key].year == year and key not in taken:
            load[person] += problem.duty_of[key].hours
    now = {plan.person_of.get(d.key) for d in mine}
    everybody = [_candidate(problem, p, mine, load[p.key], p.key in now) for p in problem.people]
    able = sorted((c for c in everybody if c.may), key=lambda c: (not c.own_college, c.above, c.after / (c.paid or 1)))
    others = sorted((c for c in everybody if not c.may), key=_distance)
    return Candidates(tuple(able), tuple(others[:MOST_REFUSED]), max(0, len(others) - MOST_REFUSED))


def _candidate(
    problem: AssignmentProblem, person: StaffMember, duties: Sequence[Duty], hours: int, is_now: bool
) -> Candidate:
    lacks = {(x.reason, x.skill): x for d in reversed(duties) for x in problem.rights.lacks(person, d)}
    kept = dict.fromkeys(o for d in duties for o in obstacles(problem, person, d))
    return Candidate(
        person=person,
        lacks=tuple(lacks.values()),
        obstacles=tuple(kept),
        hours=hours,
        after=hours + sum(d.hours for d in duties),
        paid=problem.rate_hours(person),
        own_college=any(d.organisation == person.organisation for d in duties),
        minutes=max((problem.minutes_to(person.key, d) for d in duties), default=0),
        is_now=is_now,
    )


def _distance(candidate: Candidate) -> tuple[bool, bool, int, bool, str]:
    """Who is there already first; then another role weighs more than a skill."""
    is_other = any(x.skill is None for x in candidate.lacks)
    count = len(candidate.lacks) + len(candidate.obstacles)
    return not candidate.is_now, is_other, count, not candidate.own_college, candidate.person.name
