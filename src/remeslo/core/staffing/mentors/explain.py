"""Why trainees have no mentor: each cause confirmed by solving again without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.mentors.placement import Placement, PlacementKey
from remeslo.core.staffing.mentors.plan import MentorResult
from remeslo.core.staffing.mentors.problem import MentorProblem, Obstacle
from remeslo.core.staffing.mentors.solve import fewest_unguided
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.result import Status


class MentorCause(StrEnum):
    """What keeps trainees without a mentor."""

    NOBODY = "nobody"
    """The enterprise has no mentor at all."""
    SKILL = "skill"
    ABSENT = "absent"
    FULL = "full"
    """Those who could guide have all the trainees that the norm allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """
    One cause of one placement.

    Parameters
    ----------
    people
        Mentors whom it concerns: who lack a skill, who are away, who are full.
    saved
        Trainee-weeks that would have a mentor without it, as solved again; of NOBODY and FULL: with one mentor more.
    proven
        True when both plans are the best there are.
    """

    placement: PlacementKey
    cause: MentorCause
    people: tuple[PersonKey, ...]
    saved: int
    proven: bool


def explain(
    problem: MentorProblem,
    result: MentorResult,
    *,
    most: int = 10,
    limit_s: float = 10.0,
    work_limit: float | None = None,
) -> tuple[Cause, ...]:
    """
    Causes of the placements that lack mentors for most trainee-weeks, those that help most first.

    Parameters
    ----------
    most
        Placements that are asked about, at most.
    limit_s, work_limit
        For each question. Only what helps is told.
    """
    found: list[Cause] = []
    lacking = [p for p in problem.placements if result.plan.guided(p.key) < p.trainees]
    lacking.sort(key=lambda p: (-(p.trainees - result.plan.guided(p.key)) * p.weeks, p.key))
    for p in lacking[:most]:
        for cause, people, changed in _relaxed(problem, p):
            again = fewest_unguided(changed, limit_s=limit_s, work_limit=work_limit)
            saved = result.score.unguided - again.score.unguided
            if saved > 0:
                proven = again.status is Status.OPTIMAL and result.score.unguided == result.bound.unguided
                found.append(Cause(placement=p.key, cause=cause, people=people, saved=saved, proven=proven))
    return tuple(sorted(found, key=lambda c: (-c.saved, c.placement, c.cause)))


def _relaxed(
    problem: MentorProblem, p: Placement
) -> Iterator[tuple[MentorCause, tuple[PersonKey, ...], MentorProblem]]:
    """The problem without each thing that may be the cause."""
    kept = {m.key: frozenset(problem.obstacles(p, m)) for m in problem.mentors}
    near = {m: why for m, why in kept.items() if Obstacle.ELSEWHERE not in why}
    if not near:
        yield MentorCause.NOBODY, (), _with_one_more(problem, p)
        return
    if unable := _those(near, Obstacle.SKILL):
        changed = tuple(replace(o, needs=()) if o.key == p.key else o for o in problem.placements)
        yield MentorCause.SKILL, unable, replace(problem, placements=changed)
    if away := _those(near, Obstacle.ABSENT):
        absences = tuple(a for a in problem.absences if a.person not in away)
        yield MentorCause.ABSENT, away, replace(problem, absences=absences)
    able = tuple(m for m, why in near.items() if not why)
    if able:
        yield MentorCause.FULL, able, _with_one_more(problem, p)


def _those(kept: dict[PersonKey, frozenset[Obstacle]], obstacle: Obstacle) -> tuple[PersonKey, ...]:
    return tuple(m for m, why in kept.items() if obstacle in why)


def _with_one_more(problem: MentorProblem, p: Placement) -> MentorProblem:
    """One mentor more at the enterprise of a placement, with all that it asks for."""
    key = _unused(person.key for person in problem.people)
    organisation = p.organisation or OrganisationKey(key)
    one = StaffMember(key=key, organisation=organisation, name="", role=StaffRole.MENTOR)
    held = tuple(
        Qualification(key=QualificationKey(f"{key}/{n.skill}"), person=key, skill=n.skill, level=n.level, since=p.first)
        for n in p.needs
    )
    return replace(problem, people=(*problem.people, one), qualifications=(*problem.qualifications, *held))


def _unused(keys: Iterable[PersonKey]) -> PersonKey:
    taken = set(keys)
    key = "one-more"
    while key in taken:
        key += "+"
    return PersonKey(key)
