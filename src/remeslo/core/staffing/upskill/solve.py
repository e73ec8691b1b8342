"""
The best plan: fewest uncovered hours, then fewest renewals missed, then least cost, then most even.

How: one CP-SAT model of all rules; the objectives are made least one after the other, each kept while the next is.
Every plan given back has passed `check`.
"""

from dataclasses import replace
from decimal import Decimal

from remeslo.core.base.findings import any_hard
from remeslo.core.staffing._cpsat.run import Effort, SolverBroken
from remeslo.core.staffing._cpsat.upskilllevels import best
from remeslo.core.staffing.result import CancelledFn, ProgressFn, Status
from remeslo.core.staffing.upskill.check import check
from remeslo.core.staffing.upskill.problem import UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import Level, Objective, UpskillResult, UpskillScore
from remeslo.core.staffing.upskill.score import score


def solve(
    problem: UpskillProblem,
    *,
    limit_s: float = 60.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> UpskillResult:
    """
    The best plan of a problem, each objective with its bound.

    Parameters
    ----------
    limit_s
        Wall seconds after which the best plan so far is given back.
    work_limit
        CP-SAT's deterministic time. With it the same problem, seed and workers give the same plan on every run, unless
        ``limit_s`` cuts one short. ``None``: no limit of work, and two runs may give different plans.
    progress
        Called after each objective with its value and bound.
    cancelled
        Asked some times a second; once True, the best plan so far is given back with ``Status.CANCELLED``.

    Where nothing better is found in time, only what is accepted is done, if that can be carried out. INFEASIBLE:
    nobody can give the lessons of somebody who has accepted; ``check`` of a plan with just that says whose.
    """
    effort = Effort(limit_s, work_limit, seed, workers, cancelled)
    found = list(best(problem, effort, progress))[-1]
    if found.impossible:
        return UpskillResult(Status.INFEASIBLE)
    plan = found.plan or _only_accepted(problem)
    if plan is None:
        return UpskillResult(Status.CANCELLED if effort.was_cancelled else Status.UNKNOWN)
    if any_hard(check(problem, plan)):
        raise SolverBroken(f"a plan that its judge refuses: {[f.code for f in check(problem, plan) if f.hard]}.")
    value = score(problem, plan)
    levels = _levels(value, found.levels)
    status = _status(levels, cancelled=effort.was_cancelled)
    return UpskillResult(status, plan, value, levels, only_accepted=found.plan is None)


def _only_accepted(problem: UpskillProblem) -> UpskillPlan | None:
    plan = UpskillPlan(goes=problem.accepted)
    return None if any_hard(check(problem, plan)) else plan


def _levels(value: UpskillScore, found: tuple[Level, ...]) -> tuple[Level, ...]:
    """What the plan has; no bound for levels that were not reached."""
    none = Level(Objective.UNCOVERED, Decimal(0), Decimal(0), Status.FEASIBLE)
    known = (*found, *(none for _ in range(len(Objective) - len(found))))
    amounts = (
        Decimal(value.uncovered_hours),
        Decimal(value.missed_renewals),
        value.cost,
        Decimal(value.unfairness),
    )
    return tuple(
        replace(level, objective=which, value=amount)
        for level, which, amount in zip(known, Objective, amounts, strict=True)
    )


def _status(levels: tuple[Level, ...], *, cancelled: bool) -> Status:
    if all(level.status is Status.OPTIMAL for level in levels):
        return Status.OPTIMAL
    return Status.CANCELLED if cancelled else Status.FEASIBLE
