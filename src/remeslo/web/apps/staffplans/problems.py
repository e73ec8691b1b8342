"""The core's problems made from a scene."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from remeslo.core.base.keys import PersonKey
from remeslo.core.line.upskilling import upskill_problem as problem_of
from remeslo.core.staffing.assign.problem import MENDING, USUAL, AssignmentProblem
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.upskill.policy import UpskillPolicy
from remeslo.core.staffing.upskill.problem import Going, UpskillProblem
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
    known = {d: p for d, p in (present or {}).items() if d in scene.duty and p in scene.person}
    return AssignmentProblem(
        people=scene.people,
        duties=scene.duties,
        qualifications=scene.qualifications,
        norms=scene.norms,
        absences=scene.absences,
        travel=scene.travel,
        pinned=held.pins(scene),
        forbidden=held.forbids(scene),
        present=known,
        objective=MENDING if known else USUAL,
    )


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
