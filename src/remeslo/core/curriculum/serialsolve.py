"""
Problems of rigid elements only, where every element knows its weeks: projects with resources, courses in periods.

`solve` hands them here; what comes back is judged like any other plan.
"""

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum._cpsat.blocks import Blocks
from remeslo.core.curriculum._cpsat.blocksearch import BlockSearch
from remeslo.core.curriculum._cpsat.run import Effort, SolverBroken
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import Objective
from remeslo.core.curriculum.result import Progress, ProgressFn, Status, TermPlan, TermResult
from remeslo.core.curriculum.score import score
from remeslo.core.curriculum.serialtasks import Tasks


def solve_tasks(
    tasks: Tasks, effort: Effort, progress: ProgressFn | None, findings: tuple[Finding, ...] = ()
) -> TermResult:
    """The best plan of rigid tasks for the problem's one objective, and its bound; ``findings`` go along."""
    search = BlockSearch(tasks, effort, lambda: None)

    def tell() -> None:
        if progress is not None:
            value = None if search.value is None else _told(tasks, search.value)
            progress(Progress("blocks", value, _told(tasks, search.bound.places), round(effort.seconds, 1)))

    search.tell = tell
    effort.on_beat = tell if progress is not None else None
    search.run()
    if search.is_impossible:
        facts = {"weeks": len(tasks.problem.calendar), "bound": search.bound.places}
        none = Finding("term.no_plan_in_calendar", tasks.problem.key, facts, Severity.STOPS_PUBLISHING)
        return TermResult(Status.INFEASIBLE, None, None, 0, "search", findings=(*findings, none))
    bound = _told(tasks, search.bound.places)
    if search.best is None:
        status = Status.CANCELLED if effort.was_cancelled else Status.UNKNOWN
        return TermResult(status, None, None, bound, search.bound.by, findings=findings)
    return _answer(tasks, search, search.best, bound, findings)


def plan_of(tasks: Tasks, blocks: Blocks) -> TermPlan:
    """Hours by week of tasks that begin where ``blocks`` says."""
    study, problem = tasks.problem.calendar.study, tasks.problem
    hours: dict[ElementKey, dict[int, int]] = {}
    for t, (e, start) in enumerate(zip(problem.elements, blocks.starts, strict=True)):
        weeks = study[start : start + int(tasks.weeks[t])]
        hours[e.key] = {w.index: int(tasks.hours[t]) for w in weeks}
    people = {
        problem.elements[t].key: tuple(problem.people[p].key for p in crew) for t, crew in sorted(blocks.crew.items())
    }
    return TermPlan(hours, people)


def _answer(tasks: Tasks, search: BlockSearch, best: Blocks, bound: int, findings: tuple[Finding, ...]) -> TermResult:
    problem = tasks.problem
    plan = plan_of(tasks, best)
    broken = [f for f in check(problem, plan) if f.hard]
    if broken:
        raise SolverBroken(f"the plan of {problem.key} breaks {broken[0].code} at {broken[0].where}.")
    scored = score(problem, plan)
    value = {
        Objective.WEEKS: scored.weeks,
        Objective.PEAK: scored.peak,
        Objective.BALANCE: scored.balance + scored.disliked,
    }[tasks.objective]
    if value < bound:
        raise SolverBroken(f"{problem.key}: a plan of {value} lies below the bound {bound}.")
    cancelled = search.effort.was_cancelled
    return TermResult(
        status=Status.OPTIMAL if value <= bound else Status.CANCELLED if cancelled else Status.FEASIBLE,
        plan=plan,
        weeks=scored.weeks,
        bound=bound,
        bound_by=search.bound.by,
        score=scored,
        value=value,
        findings=findings,
    )


def _told(tasks: Tasks, value: int) -> int:
    """A number of places as calendar weeks; what other objectives count stays as it is."""
    if tasks.objective is not Objective.WEEKS or not value:
        return value
    return tasks.problem.calendar.study[min(value, tasks.places) - 1].index + 1
