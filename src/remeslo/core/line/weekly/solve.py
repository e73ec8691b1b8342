"""Solver of a week: the timetable problem of its lessons, annealed; judged by the week's own check."""

from remeslo.core.base.findings import Finding
from remeslo.core.line.weekly.check import check
from remeslo.core.line.weekly.compile import Compiled, compile_week
from remeslo.core.line.weekly.lesson import LessonKey, WeekPlan, WeekProblem
from remeslo.core.line.weekly.result import CancelledFn, Progress, ProgressFn, WeekResult, WeekStatus
from remeslo.core.line.weekly.score import score
from remeslo.core.timetable.problem import ClassId, Timetable
from remeslo.core.timetable.result import Progress as TimetableProgress
from remeslo.core.timetable.solve import solve as solve_timetable


def solve(
    problem: WeekProblem,
    *,
    limit_s: float = 30.0,
    work_limit: int | None = None,
    seed: int = 0,
    workers: int = 2,
    start: WeekPlan | None = None,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> WeekResult:
    """
    The best timetable found; lawful unless its findings say otherwise.

    Parameters
    ----------
    limit_s
        Seconds, > 0.
    work_limit
        Moves tried: with it, the seed and the workers, the answer is always the same.
    start
        A timetable to go on from; without one the previous release, where there is one. Pins lie where they are pinned.
    """
    compiled = compile_week(problem)
    if not compiled.lessons:
        return told(problem, compiled, WeekPlan({}), WeekStatus.OPTIMAL)
    begun = {**problem.previous, **(start.slots if start else {}), **problem.pinned}
    first = compiled.encode(WeekPlan(begun)) if begun else None

    def tell(p: TimetableProgress) -> None:
        if progress is not None:
            progress(Progress(p.stage, p.hard, p.best, p.seconds))

    result = solve_timetable(
        compiled.problem,
        limit_s=limit_s,
        work_limit=work_limit,
        seed=seed,
        workers=workers,
        start=first,
        pins=pins(compiled, first),
        progress=tell,
        cancelled=cancelled,
    )
    plan = compiled.decode(result.timetable or Timetable({}))
    status = WeekStatus(result.status.value)
    if compiled.left_out:
        status = WeekStatus.INFEASIBLE
    return told(problem, compiled, plan, status)


def pins(compiled: Compiled, first: Timetable | None) -> frozenset[ClassId]:
    """Pinned classes that lie somewhere; a pin outside the day is told by the check."""
    return compiled.pins() & (first.assignments.keys() if first else frozenset())


def told(
    problem: WeekProblem,
    compiled: Compiled,
    plan: WeekPlan,
    status: WeekStatus,
    *,
    moved: tuple[LessonKey, ...] = (),
    least: int = 0,
    notes: tuple[Finding, ...] = (),
) -> WeekResult:
    """A result with the judge's findings; lessons without any place are told with the reason, not twice."""
    reasons = {f.facts["lesson"] for f in compiled.left_out}
    judged = [f for f in check(problem, plan) if not (f.code == "week.not_placed" and f.facts["lesson"] in reasons)]
    return WeekResult(
        status=status,
        plan=plan,
        score=score(problem, plan),
        findings=(*compiled.left_out, *judged, *notes),
        moved=moved,
        least=least,
    )
