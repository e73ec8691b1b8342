"""
Why a duty is with one person and not with another, and why it is with nobody; each answer confirmed by solving again.

*Why not this person?* The duty is given to that person and all else is made best around it: what then gets worse first
is the reason. *Why nobody?* One thing at a time is granted (a skill, hours, presence, the way, a ban lifted); what then
lets fewer hours go untaught is a cause.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.assign.allowed import obstacles
from remeslo.core.staffing.assign.grants import Cure, Grant, cures
from remeslo.core.staffing.assign.parts import districts
from remeslo.core.staffing.assign.problem import AssignmentProblem, Objective
from remeslo.core.staffing.assign.result import Assignment, AssignmentScore
from remeslo.core.staffing.assign.rings import around
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.solve import pins_against_rules
from remeslo.core.staffing.assign.table import Table
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.result import CancelledFn
from remeslo.core.staffing.rights import Lack


class Why(StrEnum):
    """Why a duty is not with a person."""

    NO_RIGHT = "no_right"
    OBSTACLE = "obstacle"
    WORSE = "worse"
    AS_GOOD = "as_good"
    BETTER = "better"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotThis:
    """
    Why a duty is not with a person.

    Parameters
    ----------
    why
        ``NO_RIGHT``: ``lacks`` say what. ``OBSTACLE``: the person could not take it even as the only duty
        (``obstacles``: forbidden, absent, reach, week, year). ``NO_ROOM``: what is pinned to the person leaves no room.
        ``WORSE``: given to this person, ``objective`` gets worse by ``by``, and all before it stay. ``AS_GOOD``: every
        objective stays. ``BETTER``: the assignment at hand was not the best.
    proven
        True when no way to give the duty to this person is better in ``objective`` than what was found.
    plan
        The assignment with this person that was found.
    """

    duty: DutyKey
    person: PersonKey
    why: Why
    lacks: tuple[Lack, ...] = ()
    obstacles: tuple[str, ...] = ()
    objective: Objective | None = None
    by: int = 0
    proven: bool = True
    plan: Assignment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that keeps a duty without a teacher: with the grant, ``saved`` hours fewer go untaught."""

    duty: DutyKey
    grant: Grant
    saved: int
    score: AssignmentScore


def why_not(
    problem: AssignmentProblem,
    plan: Assignment,
    duty: DutyKey,
    person: PersonKey,
    *,
    limit_s: float = 10.0,
    work_limit: float | None = None,
    seed: int = 0,
    cancelled: CancelledFn | None = None,
) -> NotThis:
    """Why the duty is not with the person; raises ProblemError for a person or duty that the problem does not have."""
    asked = _known(problem, duty, person)
    who = problem.person_of[person]
    if lacks := problem.rights.lacks(who, asked):
        return NotThis(duty=duty, person=person, why=Why.NO_RIGHT, lacks=lacks)
    pinned = problem.changed(pinned={d: p for d, p in problem.pinned.items() if d != duty})
    if found := tuple(obstacles(pinned, who, asked)):
        return NotThis(duty=duty, person=person, why=Why.OBSTACLE, obstacles=found)
    forced = pinned.changed(pinned={**pinned.pinned, duty: person})
    if pins_against_rules(forced):
        return NotThis(duty=duty, person=person, why=Why.NO_ROOM)
    effort = Effort(limit_s, work_limit, seed, 1, cancelled)
    with_person, proven = _again(forced, _dropped(plan, duty), duty, effort)
    before, after = score(problem, plan), score(problem, with_person)
    for objective in problem.objective:
        by = after.of(objective) - before.of(objective)
        if by:
            told = Why.WORSE if by > 0 else Why.BETTER
            sure = by < 0 or objective in proven
            return NotThis(
                duty=duty, person=person, why=told, objective=objective, by=abs(by), proven=sure, plan=with_person
            )
    return NotThis(duty=duty, person=person, why=Why.AS_GOOD, plan=with_person)


def why_nobody(
    problem: AssignmentProblem,
    plan: Assignment,
    duty: DutyKey,
    *,
    limit_s: float = 20.0,
    work_limit: float | None = None,
    seed: int = 0,
    most: int = 12,
    cancelled: CancelledFn | None = None,
) -> tuple[Cause, ...]:
    """
    Single things that would let somebody teach a duty that nobody has, most hours saved first; of ``most`` tried, the
    nearest first. Each was granted and solved again: what helps nothing is not told.
    """
    _known(problem, duty, None)
    effort = Effort(limit_s, work_limit, seed, 1, cancelled)
    now, found = score(problem, plan).uncovered, []
    for cure in _first(cures(problem, plan, duty), most):
        if effort.is_over:
            break
        cured, _ = _again(cure.problem, plan, duty, effort)
        told = score(cure.problem, cured)
        if duty in cured.person_of and told.uncovered < now:
            found.append(Cause(duty=duty, grant=cure.grant, saved=now - told.uncovered, score=told))
    return tuple(sorted(found, key=lambda c: -c.saved))


def _again(
    problem: AssignmentProblem, plan: Assignment, duty: DutyKey, effort: Effort
) -> tuple[Assignment, tuple[Objective, ...]]:
    """The best assignment around a duty, beginning from one that stands, and what is proven of it."""
    part = next(p for p in districts(problem) if duty in p.duty_of)
    table = Table(part)
    found = around(table, table.stand(plan), [table.duty[duty]], effort, asked=problem.objective)
    rest = {d: p for d, p in plan.person_of.items() if d not in part.duty_of}
    person_of = {**rest, **table.plan(found.stand).person_of}
    return Assignment(person_of, tuple(d.key for d in problem.duties if d.key not in person_of)), found.proven


def _dropped(plan: Assignment, duty: DutyKey) -> Assignment:
    return replace(plan, person_of={d: p for d, p in plan.person_of.items() if d != duty})


def _known(problem: AssignmentProblem, duty: DutyKey, person: PersonKey | None) -> Duty:
    if duty not in problem.duty_of or (person is not None and person not in problem.person_of):
        raise ProblemError(f"duty {duty} or person {person} is not of the problem.")
    return problem.duty_of[duty]


def _first(items: Iterator[Cure], most: int) -> Iterator[Cure]:
    for n, item in enumerate(items):
        if n >= most:
            return
        yield item
