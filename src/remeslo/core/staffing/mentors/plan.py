"""A suggestion of mentors for trainees, judged and counted without any solver."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.mentors.placement import Placement, PlacementKey
from remeslo.core.staffing.mentors.problem import MentorProblem
from remeslo.core.staffing.result import Status


@dataclass(frozen=True, slots=True)
class MentorPlan:
    """How many trainees of each placement each mentor guides, > 0; who is not named guides nobody there."""

    guides: Mapping[tuple[PlacementKey, PersonKey], int]

    def of(self, placement: PlacementKey) -> Mapping[PersonKey, int]:
        """Mentors of one placement."""
        return {m: n for (p, m), n in self.guides.items() if p == placement}

    def guided(self, placement: PlacementKey) -> int:
        """Trainees of one placement who have a mentor."""
        return sum(self.of(placement).values())


@dataclass(frozen=True, slots=True, order=True)
class MentorScore:
    """
    What is made least, in this order.

    Parameters
    ----------
    unguided
        Trainee-weeks without a mentor.
    shares
        Pairs of placement and mentor: a group is not torn between mentors without need.
    peak
        Trainees of the fullest mentor at once, what stands already counted.
    """

    unguided: int
    shares: int
    peak: int


@dataclass(frozen=True, slots=True)
class MentorResult:
    """
    Answer of `solve`; there always is a plan, in the worst case an empty one.

    Parameters
    ----------
    bound
        No plan has fewer unguided trainee-weeks; of those with as few, none has fewer shares, and so on.
    """

    status: Status
    plan: MentorPlan
    score: MentorScore
    bound: MentorScore


def score(problem: MentorProblem, plan: MentorPlan) -> MentorScore:
    """The three numbers of a plan."""
    unguided = sum(max(0, p.trainees - plan.guided(p.key)) * p.weeks for p in problem.placements)
    peak = max((fullest(problem, plan, m.key) for m in problem.mentors), default=0)
    return MentorScore(unguided, sum(n > 0 for n in plan.guides.values()), peak)


def fullest(problem: MentorProblem, plan: MentorPlan, mentor: PersonKey) -> int:
    """Trainees of a mentor on the fullest day."""
    own = _own(problem, plan, mentor)
    days = problem.cuts(mentor, tuple(p for p, _ in own))
    return max((problem.taken(mentor, d) + sum(n for p, n in own if p.first <= d <= p.last) for d in days), default=0)


def check(problem: MentorProblem, plan: MentorPlan) -> list[Finding]:
    """Everything wrong with a plan; trainees without a mentor are warnings."""
    findings: list[Finding] = []
    people = {m.key: m for m in problem.mentors}
    for (key, mentor), n in plan.guides.items():
        facts: dict[str, object] = {"placement": key, "mentor": mentor, "trainees": n}
        placement, person = problem.placement_of.get(key), people.get(mentor)
        if placement is None or person is None or n <= 0:
            findings.append(Finding("mentor.plan_unknown", key, facts))
            continue
        for obstacle in problem.obstacles(placement, person):
            findings.append(Finding("mentor.plan_obstacle", key, {**facts, "name": person.name, "reason": obstacle}))
    findings += _too_many(problem, plan)
    findings += _unguided(problem, plan)
    return findings


def _own(problem: MentorProblem, plan: MentorPlan, mentor: PersonKey) -> list[tuple[Placement, int]]:
    return [
        (problem.placement_of[p], n) for (p, m), n in plan.guides.items() if m == mentor and p in problem.placement_of
    ]


def _too_many(problem: MentorProblem, plan: MentorPlan) -> Iterator[Finding]:
    for m in problem.mentors:
        planned = any(mentor == m.key for _, mentor in plan.guides)
        if planned and (most := fullest(problem, plan, m.key)) > problem.trainees_max:
            facts = {"mentor": m.key, "name": m.name, "trainees": most, "limit": problem.trainees_max}
            yield Finding("mentor.plan_overloaded", m.key, facts)


def _unguided(problem: MentorProblem, plan: MentorPlan) -> Iterator[Finding]:
    for p in problem.placements:
        guided = plan.guided(p.key)
        facts = {"placement": p.key, "trainees": p.trainees, "guided": guided, "first": p.first, "last": p.last}
        if guided > p.trainees:
            yield Finding("mentor.plan_too_many", p.key, facts)
        elif guided < p.trainees:
            short = {"short": p.trainees - guided, "weeks": p.weeks}
            yield Finding("mentor.plan_unguided", p.key, {**facts, **short}, Severity.WARNING)
