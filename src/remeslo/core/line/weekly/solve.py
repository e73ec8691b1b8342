"""Solver of a week: the timetable problem of its lessons, annealed; judged by the week's own check."""

from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.line.weekly.check import check
from remeslo.core.line.weekly.compile import Compiled, compile_week
from remeslo.core.line.weekly.lesson import LessonKey, WeekPlan, WeekProblem
from remeslo.core.line.weekly.result import CancelledFn, Progress, ProgressFn, WeekResult, WeekStatus
from remeslo.core.line.weekly.score import score
from remeslo.core.timetable.problem import ClassId, Timetable
from remeslo.core.timetable.repair import repair as repair_timetable
from remeslo.core.timetable.result import Progress as TimetableProgress
from remeslo.core.timetable.solve import solve as solve_timetable

MENDING_FROM = 0.65
"""Share of the limit after which a timetable with broken rules is mended instead of annealed on."""
LEAST_MENDING_S = 2.0
MENDING_WORK = 5.0
"""Units of CP-SAT's deterministic time, where work is limited and not seconds."""
MENDING_WORKERS = 8


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

    Annealed; what is still broken late is mended by moving as few lessons as can be.

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
    watch = _Watch(limit_s, progress, cancelled)
    fixed = pins(compiled, first)
    result = solve_timetable(
        compiled.problem,
        limit_s=limit_s,
        work_limit=work_limit,
        seed=seed,
        workers=workers,
        start=first,
        pins=fixed,
        progress=watch.tell,
        cancelled=watch.must_stop,
    )
    timetable, status = result.timetable or Timetable({}), WeekStatus(result.status.value)
    if result.score is not None and result.score.hard and not watch.was_cancelled and result.timetable is not None:
        mended = repair_timetable(
            compiled.problem,
            timetable,
            limit_s=max(LEAST_MENDING_S, limit_s - watch.seconds),
            work_limit=None if work_limit is None else MENDING_WORK,
            seed=seed,
            workers=MENDING_WORKERS if work_limit is None else 1,
            pins=fixed,
            cancelled=cancelled,
        )
        if mended.score.hard == 0:
            timetable, status = mended.timetable, WeekStatus.FEASIBLE
    if watch.was_cancelled:
        status = WeekStatus.CANCELLED
    elif status is WeekStatus.CANCELLED:
        status = WeekStatus.UNKNOWN
    return told(problem, compiled, compiled.decode(timetable), WeekStatus.INFEASIBLE if compiled.left_out else status)


@dataclass
class _Watch:
    """Hears the annealing, and stops it in time for mending when rules are still broken late."""

    limit_s: float
    progress: ProgressFn | None
    cancelled: CancelledFn | None
    hard: int = 0
    seconds: float = 0.0
    was_cancelled: bool = False

    def tell(self, p: TimetableProgress) -> None:
        """Passes a step on."""
        self.hard, self.seconds = p.hard or 0, p.seconds
        if self.progress is not None:
            self.progress(Progress(p.stage, p.hard, p.best, p.seconds))

    def must_stop(self) -> bool:
        """True when somebody asked to stop, or only mending can help."""
        self.was_cancelled = self.cancelled is not None and self.cancelled()
        return self.was_cancelled or (self.hard > 0 and self.seconds > MENDING_FROM * self.limit_s)


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
