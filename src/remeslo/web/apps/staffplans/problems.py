"""The core's problems made from a scene."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from remeslo.core.base.keys import PersonKey
from remeslo.core.line.assigning import assignment_problem as assignment_of
from remeslo.core.line.upskilling import upskill_problem as problem_of
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.upskill.policy import UpskillPolicy
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.web.apps.staffplans.kept import Kept
from remeslo.web.apps.staffplans.scene import Scene


def assignment_problem(
    scene: Scene, kept: Kept | None = None, *, present: Mapping[DutyKey, PersonKey] | None = None
) -> AssignmentProblem:
    """
    Who may teach what, with the pins and refusals of an assignment.

    With ``present``, the fewest changes to it come right after covering what can be covered.
    """
    held = kept or Kept()
    problem = assignment_of(scene.value, scene.duties, scene.norms, present=present)
    return replace(problem, pinned=held.pins(scene), forbidden=held.forbids(scene))


def policy_of(asked: Mapping[str, Any]) -> UpskillPolicy:
    """What a run of the upskilling planner was asked: prices and limits as plain data."""

    def money(name: str) -> Decimal:
        return Decimal(str(asked.get(name) or 0))

    return UpskillPolicy(
        hour_price=money("hour_price"),
        way_hour_price=money("way_hour_price"),
        budget=None if asked.get("budget") is None else money("budget"),
        away_max=asked.get("away_max"),
        across=asked.get("across", True),
        substitution=asked.get("substitution", True),
    )


def upskill_problem(
    scene: Scene,
    assignment: Mapping[DutyKey, PersonKey],
    policy: UpskillPolicy,
    *,
    accepted: Iterable[Going] = (),
    refused: Iterable[Going] = (),
) -> UpskillProblem:
    """Who has to learn what for all lessons of the scene, beside an assignment of today."""
    return problem_of(
        scene.value,
        scene.duties,
        assignment,
        scene.norms,
        day=scene.day,
        until=scene.last,
        policy=policy,
        accepted=accepted,
        refused=refused,
    )


def what_is_left(problem: UpskillProblem, plan: UpskillPlan) -> UpskillPlan:
    """The plan without sessions, lessons and people that the problem of today no longer has."""
    people, duties = problem.person, problem.duty
    return UpskillPlan(
        goes=frozenset(g for g in plan.goes if g.session in problem.session and g.person in people),
        teaches={d: p for d, p in plan.teaches.items() if d in duties and p in people},
        substitutes={w: p for w, p in plan.substitutes.items() if w.duty in duties and p in people},
    )
