"""The core's allocation over a scene, with answers as JSON data; the only place of this app that loads a solver."""

from dataclasses import replace
from fractions import Fraction
from time import monotonic
from typing import Any, Final

from remeslo.core.base.findings import ProblemError
from remeslo.core.line.network.allocate import in_their_weeks
from remeslo.core.network.changes import Change, Closed, QuotaWithdrawn
from remeslo.core.network.explain import refusals
from remeslo.core.network.mend import mend as mend_core
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.prices import prices as prices_core
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.quota import QuotaKey
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import (
    Allocation,
    AllocationResult,
    CancelledFn,
    Objective,
    Progress,
    ProgressFn,
    Refusal,
    Status,
)
from remeslo.core.network.solve import solve
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.services.making import Made, Planners
from remeslo.web.apps.network.comparing import differences, touched
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.kept import Kept, allocation_of, content_of, keep, pins_of, with_pieces
from remeslo.web.apps.network.models import NetworkRun
from remeslo.web.apps.network.problems import reading, stuck_groups
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.services.mending import CLOSED, QUOTA
from remeslo.web.apps.network.services.slots import latest_kept
from remeslo.web.apps.network.snapshot import scene
from remeslo.web.apps.staffplans.snapshot import scene as staff_scene

WORKERS: Final = 2
"""Threads of one search: the machine also serves pages."""
SOLVE_SHARE: Final = 0.8
"""Of the time for an allocation; the rest is for asking why requests were refused."""
ROUNDS: Final = (0.6, 0.7, 1.0)
"""Of the time that is left, for each try."""
EXPLAIN_S: Final = 3.0
"""Seconds for the same after a mend."""


class NothingToMend(ProblemError):
    """There is no allocation yet."""

    code = "network.nothing_to_mend"


def allocate(run: NetworkRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """The best allocation that keeps the pins, close to the last one unless it begins afresh; refusals explained."""
    here = scene(run.cluster, run.asked["year"], moves=True)
    last = latest_kept(run.cluster, here.year)
    problem = stated(here, last, fresh=bool(run.asked.get("fresh")))
    problem, result = _lawful(run, here, problem, progress, cancelled)
    data = {**levels(result), "findings": [to_json(f) for f in result.findings]}
    if result.allocation is None:
        return Made(data, is_whole=result.status is not Status.CANCELLED)
    why = _explained(problem, result.allocation, progress, cancelled, left_s=run.limit_s * (1 - SOLVE_SHARE))
    pinned = [*problem.pinned, *(RequestKey(a.request_key) for a in here.asks)]
    kept = keep(problem, result.allocation, year=here.year, names=here.names, pinned=pinned, refusals=why)
    return Made({**data, **kept.figures}, content_of(kept))


def _lawful(
    run: NetworkRun, here: Scene, problem: AllocationProblem, progress: ProgressFn, cancelled: CancelledFn
) -> tuple[AllocationProblem, AllocationResult]:
    """The best allocation whose exchanges of weeks are lawful together: groups where they are not keep their weeks."""
    staff, left_s = staff_scene(run.cluster), run.limit_s * SOLVE_SHARE
    asked = reading(staff, here.value, here.year, here.bare, moves=True)
    for share in ROUNDS:
        limit_s = left_s * share
        result = solve(problem, limit_s=limit_s, workers=WORKERS, progress=progress, cancelled=cancelled)
        left_s -= limit_s
        if result.allocation is None or not (stuck := stuck_groups(staff, asked, problem, result.allocation)):
            break
        problem = in_their_weeks(problem, stuck, result.allocation.grants)
    return problem, result


def stated(here: Scene, last: Kept | None, *, fresh: bool) -> AllocationProblem:
    """The problem with what is promised and what to stay close to; ``fresh``: pieces and the last one are forgotten."""
    if last is None:
        return here.problem
    problem = here.problem if fresh else with_pieces(here.problem, last)
    previous = {} if fresh else allocation_of(problem, last).grants
    return replace(problem, previous=previous, pinned=pins_of(problem, last))


def mend(run: NetworkRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """The fewest changes to the latest allocation after what happened; a proposal, not a version."""
    here = scene(run.cluster, run.asked["year"], moves=True)
    last = latest_kept(run.cluster, here.year)
    if last is None:
        raise NothingToMend("there is no allocation yet.")
    problem = with_pieces(here.problem, last)
    problem = replace(problem, pinned=pins_of(problem, last))
    found = mend_core(
        problem,
        allocation_of(problem, last),
        _changes(run.asked["change"]),
        since=int(run.asked.get("since", 0)),
        limit_s=run.limit_s,
        workers=WORKERS,
        progress=progress,
        cancelled=cancelled,
    )
    data = {**levels(found.result), "proven": found.proven}
    if found.result.allocation is None:
        return Made(data, is_whole=found.result.status is not Status.CANCELLED)
    why = _explained(found.problem, found.result.allocation, progress, cancelled, left_s=EXPLAIN_S)
    after = keep(
        found.problem, found.result.allocation, year=here.year, names=here.names, pinned=last.pinned, refusals=why
    )
    changed = differences(last, after)
    data |= {
        "body": to_json(after),
        "changed": [str(d.request) for d in changed],
        "touched": {str(k): n for k, n in touched(changed).items()},
    }
    return Made(data)


def prices(run: NetworkRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """What one more place, week, machine or site would give beside the latest allocation."""
    here = scene(run.cluster, run.asked["year"], moves=True)
    last = latest_kept(run.cluster, here.year)
    if last is None:
        raise NothingToMend("there is no allocation yet.")
    problem = with_pieces(here.problem, last)
    problem = replace(problem, pinned=pins_of(problem, last))
    found = prices_core(
        problem,
        allocation_of(problem, last),
        limit_s=float(run.limit_s),
        workers=WORKERS,
        progress=progress,
        cancelled=cancelled,
    )
    return Made({"prices": [to_json(p) for p in found]})


def levels(result: AllocationResult) -> dict[str, Any]:
    """Status, and each objective with its value and bound; shares in thousandths."""
    score = result.score
    reached = (
        []
        if score is None
        else [[o.value, _plain(score.value(o)), _plain(result.bounds.get(o.value))] for o in Objective]
    )
    return {"status": result.status.value, "levels": reached, "seconds": dict(result.seconds)}


def _explained(
    problem: AllocationProblem,
    allocation: Allocation,
    progress: ProgressFn,
    cancelled: CancelledFn,
    *,
    left_s: float,
) -> dict[RequestKey, Refusal]:
    """Refusals with their confirmed causes, as many as there is time for; the others wait for the next run."""
    progress(Progress("explain"))
    until, found = monotonic() + left_s, {}
    for refusal in refusals(problem, allocation):
        found[refusal.request] = refusal
        if monotonic() > until or cancelled():
            break
    return found


def _changes(change: dict[str, Any]) -> list[Change]:
    if change["kind"] == CLOSED:
        return [Closed(PlaceKey(change["place"]), int(change["first"]), int(change["last"]))]
    if change["kind"] == QUOTA:
        return [QuotaWithdrawn(QuotaKey(change["quota"]), int(change["first"]))]
    return []


def _plain(value: int | Fraction | None) -> int | None:
    return value if value is None or isinstance(value, int) else round(value * 1000)


PLANNERS: Planners = {RunKind.ALLOCATE: allocate, RunKind.MEND: mend, RunKind.PRICES: prices}
