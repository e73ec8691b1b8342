"""
The best allocation: objectives made least one after the other, in the order of `Objective`.

How: one CP-SAT model of all rules over the grants that are possible at all; first come, first served is the beginning,
so that an allocation is there from the start. Every allocation given back has passed `check`.
"""

from fractions import Fraction

from remeslo.core.base.findings import any_hard
from remeslo.core.network._cpsat.levels import Levels
from remeslo.core.network._cpsat.model import AllocationModel
from remeslo.core.network._cpsat.run import Effort, SolverBroken
from remeslo.core.network.book import Book
from remeslo.core.network.check import check
from remeslo.core.network.choices import possible_grants
from remeslo.core.network.firstcome import hardest_first
from remeslo.core.network.pretest import pretest
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import (
    AllocationResult,
    CancelledFn,
    Objective,
    Progress,
    ProgressFn,
    Status,
)
from remeslo.core.network.score import possible_days

USUAL = tuple(Objective)
"""The order of a new year's allocation."""


def solve(
    problem: AllocationProblem,
    *,
    limit_s: float = 60.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    order: tuple[Objective, ...] = USUAL,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> AllocationResult:
    """
    The best allocation of a problem, each objective with its bound.

    Parameters
    ----------
    limit_s
        Wall seconds after which the best allocation so far is given back.
    work_limit
        CP-SAT's deterministic time. With it the same problem, seed and workers give the same allocation on every run,
        unless ``limit_s`` cuts one short. ``None``: no limit of work, and two runs may differ.
    order
        Objectives, the most important first; those left out are not pursued.
    progress
        Called after the pre-tests, after each objective with its value and bound, and at the end.
    cancelled
        Asked some times a second; once True, the best allocation so far is given back with ``Status.CANCELLED``.
    """
    effort = Effort(limit_s, work_limit, seed, workers, cancelled)
    findings = tuple(pretest(problem))
    if any(True for _ in Book(problem, problem.pinned).findings()):
        return AllocationResult(Status.INFEASIBLE, None, findings=findings)
    if effort.was_cancelled:
        return AllocationResult(Status.CANCELLED, None, findings=findings)
    _told(progress, "pretest", effort)
    options = possible_grants(problem)
    levels = Levels(
        problem=problem,
        model=AllocationModel(problem, options),
        allocation=hardest_first(problem, options),
        asked=possible_days(problem),
        hopeless=sum(r.weight * r.days for r in problem.requests if r.key not in options),
        effort=effort,
        order=order,
        progress=progress,
    )
    for which in order:
        if effort.is_over:
            break
        levels.least(which)
    if any_hard(found := check(problem, levels.allocation)):
        raise SolverBroken(f"an allocation that its judge refuses: {sorted({f.code for f in found if f.hard})}.")
    _told(progress, "done", effort)
    return AllocationResult(
        status=_status(levels, order),
        allocation=levels.allocation,
        score=levels.score,
        bounds=levels.bounds,
        seconds=levels.seconds,
        findings=findings,
    )


def _status(levels: Levels, order: tuple[Objective, ...]) -> Status:
    value = levels.score.value
    if all(levels.bounds.get(o.value, Fraction(-1)) == value(o) for o in order):
        return Status.OPTIMAL
    return Status.CANCELLED if levels.effort.was_cancelled else Status.FEASIBLE


def _told(progress: ProgressFn | None, stage: str, effort: Effort) -> None:
    if progress is not None:
        progress(Progress(stage, seconds=round(effort.seconds, 2)))
