"""Branches of one trunk through the line: each planned alone for its bound, then all together on one trunk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey, ProgrammeKey
from remeslo.core.competence.structure.branches import Trunk
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Progress, ProgressFn, Status, TermPlan, TermResult
from remeslo.core.curriculum.score import score
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.design import Designer
from remeslo.core.line.trunk import BranchDesign, branch_plan, design_branches, joint_problem

Tell = ProgressFn


@dataclass(frozen=True, slots=True)
class Limits:
    """What each solve may use."""

    limit_s: float
    seed: int
    work_limit: float | None = None


@dataclass(frozen=True, slots=True)
class BranchResult:
    """
    A branch planned.

    Parameters
    ----------
    result
        Its plan on the common trunk, with the bound of the branch by itself; ``None`` when it has no term problem.
    findings
        What is to be said of the trunk: it could not be planned as one, or costs this branch weeks.
    """

    branch: BranchDesign
    result: TermResult | None
    findings: tuple[Finding, ...] = ()


def plan_branches(
    designer: Designer,
    trunk: Trunk,
    limits: Limits,
    *,
    progress: Mapping[ProgrammeKey, Tell],
    cancelled: CancelledFn = lambda: False,
) -> tuple[BranchResult, ...]:
    """
    The shortest terms of all branches with the trunk in the same weeks.

    A branch's status is OPTIMAL when no plan of it alone is shorter. Where the trunk cannot be planned as one, each
    branch keeps its own plan and says so.
    """
    for tell in progress.values():
        tell(Progress("design"))
    branches = design_branches(designer, trunk)
    alone = {b.outline.key: _alone(b, limits, progress[b.outline.key], cancelled) for b in branches}
    problems = {b.outline.key: b.designed.problem for b in branches if b.designed.problem is not None}
    common = branches[0].common if branches else frozenset()
    plans = None
    if common and len(problems) == len(branches) and all(r is not None and r.plan for r in alone.values()):
        weeks = {k: r.weeks for k, r in alone.items() if r is not None and r.weeks is not None}
        plans = _together(trunk, problems, common, weeks, limits, progress, cancelled)
    if plans is None:
        facts: dict[str, object] = {"trunk": trunk.outline.title, "branches": len(branches)}
        told = (Finding("structure.trunk_not_one", "", facts),)
        return tuple(BranchResult(b, alone[b.outline.key], told) for b in branches)
    return tuple(_result(b, alone[b.outline.key], plans[b.outline.key], trunk) for b in branches)


def _alone(b: BranchDesign, limits: Limits, tell: Tell, cancelled: CancelledFn) -> TermResult | None:
    problem = b.designed.problem
    return None if problem is None else _solved(problem, limits, tell, cancelled)


def _solved(problem: TermProblem, limits: Limits, tell: Tell, cancelled: CancelledFn) -> TermResult:
    def say(p: Progress) -> None:
        tell(Progress("term", p.best, p.bound, p.seconds))

    return solve(
        problem,
        limit_s=limits.limit_s,
        work_limit=limits.work_limit,
        seed=limits.seed,
        progress=say,
        cancelled=cancelled,
    )


def _together(
    trunk: Trunk,
    problems: Mapping[ProgrammeKey, TermProblem],
    common: frozenset[ElementKey],
    weeks: Mapping[ProgrammeKey, int],
    limits: Limits,
    progress: Mapping[ProgrammeKey, Tell],
    cancelled: CancelledFn,
) -> dict[ProgrammeKey, TermPlan] | None:
    """Plans on one trunk: first with every branch as short as alone, then as short as may be; ``None``: none found."""
    tell = progress[next(iter(problems))]
    for wanted in (weeks, None):
        joint = joint_problem(str(trunk.outline.key), problems, common, wanted)
        result = _solved(joint, limits, tell, cancelled)
        if result.plan is None:
            continue
        plans = {k: branch_plan(result.plan, k, p, common) for k, p in problems.items()}
        if not any(f.hard for k, p in problems.items() for f in check(p, plans[k])):
            return plans
    return None


def _result(b: BranchDesign, alone: TermResult | None, plan: TermPlan, trunk: Trunk) -> BranchResult:
    problem = b.designed.problem
    if alone is None or problem is None:
        raise ValueError(f"branch {b.outline.key} has a plan and no problem")
    proven = plan.weeks <= alone.bound
    result = replace(
        alone,
        status=Status.OPTIMAL if proven else Status.FEASIBLE,
        plan=plan,
        weeks=plan.weeks,
        score=score(problem, plan),
        fit_status=Status.FEASIBLE,
        even_status=Status.FEASIBLE,
    )
    findings: Sequence[Finding] = ()
    if alone.weeks is not None and plan.weeks > alone.weeks:
        facts: dict[str, object] = {"trunk": trunk.outline.title, "weeks": plan.weeks, "alone": alone.weeks}
        findings = (Finding("structure.trunk_costs_weeks", "", facts, Severity.WARNING),)
    return BranchResult(b, result, tuple(findings))
