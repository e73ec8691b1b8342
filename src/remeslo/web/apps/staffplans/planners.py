"""The core's planners over a scene, with answers as JSON data; the only place of this app that loads a solver."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import AssignmentResult
from remeslo.core.staffing.assign.solve import solve as solve_assignment
from remeslo.core.staffing.assign.without import without as mend
from remeslo.core.staffing.result import CancelledFn, Progress, ProgressFn, Status
from remeslo.core.staffing.upskill.solve import solve as solve_upskill
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.services.making import Made, Planners
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.kept import Kept, assignment_content, upskill_content
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.staffplans.problems import assignment_problem, policy_of, upskill_problem
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.staffplans.services.assigning import assignment_in_force, kept_of
from remeslo.web.apps.staffplans.services.offering import goings
from remeslo.web.apps.staffplans.snapshot import scene
from remeslo.web.apps.staffplans.staking import at_stake, first_course, stakes_of_gaps

WORKERS: Final = 2
"""Threads of one search: the machine also serves pages."""
MEND_SHARE: Final = 0.6
"""Of the time for a mend; the rest is for the weeks at stake."""


def assign(run: StaffRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """The best assignment that keeps the pins; with ``mend``, with the fewest changes to the published one."""
    here = scene(run.cluster)
    head = queries.document(run.cluster, DocumentKind.ASSIGNMENT)
    base = kept_of(head.latest if head else None)
    present = kept_of(head.published).person_of if head and head.published and run.asked.get("mend") else None
    problem = assignment_problem(here, base, present=present)
    result = solve_assignment(problem, limit_s=run.limit_s, workers=WORKERS, progress=progress, cancelled=cancelled)
    data = {**_levels(result), "findings": [to_json(f) for f in result.findings]}
    if result.plan is None:
        return Made(data, is_whole=result.status is not Status.CANCELLED)
    kept = Kept(result.plan.person_of, frozenset(base.pins(here)), base.forbids(here))
    return Made(data | _figures(here, problem, result), _content(here, kept))


def _levels(result: AssignmentResult) -> dict[str, Any]:
    return {
        "status": result.status.value,
        "levels": [[level.objective.value, level.value, level.bound] for level in result.levels],
    }


def _figures(here: Scene, problem: AssignmentProblem, result: AssignmentResult) -> dict[str, Any]:
    assert result.plan is not None and result.score is not None
    return {
        "duties": len(problem.duties),
        "hours": sum(d.hours for d in problem.duties),
        "people": len(set(result.plan.person_of.values())),
        "uncovered": len(result.plan.uncovered),
        "score": {k: _plain(v) for k, v in asdict(result.score).items()},
        "day": here.day.isoformat(),
    }


def _content(here: Scene, kept: Kept) -> Any:
    plan = kept.plan(here)
    hours = sum(here.duty[d].hours for d in plan.uncovered)
    with override("ru"):
        return assignment_content(kept, _("Who teaches what"), uncovered=len(plan.uncovered), hours=hours)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def upskill(run: StaffRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """Who learns what, where and when, beside the published assignment (the latest, where none is published)."""
    here = scene(run.cluster)
    accepted, refused = goings(run.cluster)
    assignment = assignment_in_force(run.cluster)
    problem = upskill_problem(
        here, assignment.plan(here).person_of, policy_of(run.asked), accepted=accepted, refused=refused
    )
    result = solve_upskill(problem, limit_s=run.limit_s, workers=WORKERS, progress=progress, cancelled=cancelled)
    data: dict[str, Any] = {
        "status": result.status.value,
        "levels": [[x.objective.value, str(x.value), str(x.bound)] for x in result.levels],
        "day": here.day.isoformat(),
    }
    if result.plan is None or result.score is None:
        return Made(data, is_whole=result.status is not Status.CANCELLED)
    data["score"] = {k: _plain(v) for k, v in asdict(result.score).items()}
    with override("ru"):
        content = upskill_content(
            result.plan,
            _("Who learns what"),
            cost=str(result.score.cost),
            uncovered=result.score.uncovered_hours,
        )
    return Made(data, content)


def without(run: StaffRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """The cheapest mend when a person leaves: what can be taught is, with the fewest changes; and weeks at stake."""
    here = scene(run.cluster)
    person = PersonKey(run.asked["person"])
    kept = assignment_in_force(run.cluster)
    problem, plan = assignment_problem(here, kept), kept.plan(here)
    if broken := [f for f in check(problem, plan) if f.hard]:
        raise AssignmentBroken(len(broken))
    progress(Progress("changes"))
    found = mend(
        problem, plan, person, from_day=here.day, limit_s=run.limit_s * MEND_SHARE, workers=WORKERS, cancelled=cancelled
    )
    lost = [here.duty[d] for d in found.uncovered]
    data: dict[str, Any] = {
        "changes": [[c.duty, c.before or "", c.after or ""] for c in (*found.takeovers, *found.moved)],
        "lost": [d.key for d in lost],
        "above_more": found.score.above_rate - found.before.above_rate,
        "proven": found.covered_is_proven and found.moves_are_proven,
    }
    if lost:
        progress(Progress("stakes"))
        since = {d.key: first_course(here, d) for d in lost}
        left = run.limit_s * (1 - MEND_SHARE)
        data["stakes"] = at_stake(here, lost, since, limit_s=left, workers=WORKERS)
    return Made(data)


def stakes(run: StaffRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """Weeks of term at stake of every gap."""
    here = scene(run.cluster)
    limit = float(run.limit_s)
    found = stakes_of_gaps(here, limit_s=limit, workers=WORKERS, progress=progress, cancelled=cancelled)
    return Made({"stakes": found, "day": here.day.isoformat()}, is_whole=bool(found))


class AssignmentBroken(ProblemError):
    """The assignment breaks rules: it is to be mended before it is asked what breaks without somebody."""

    code = "staffplans.assignment_broken"

    def __init__(self, count: int) -> None:
        super().__init__(f"the assignment breaks {count} rules.")
        self.facts = {"count": count}


PLANNERS: Planners = {
    RunKind.ASSIGN: assign,
    RunKind.UPSKILL: upskill,
    RunKind.WITHOUT: without,
    RunKind.STAKES: stakes,
}
