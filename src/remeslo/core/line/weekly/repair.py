"""Repair of a week after a change: lawful again with the fewest lessons moved, then at the least cost."""

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.weekly.compile import compile_week
from remeslo.core.line.weekly.lesson import LessonKey, WeekPlan, WeekProblem
from remeslo.core.line.weekly.result import CancelledFn, WeekResult, WeekStatus
from remeslo.core.line.weekly.solve import told
from remeslo.core.timetable.repair import repair as repair_timetable

SEARCH_SHARE = 0.6
"""Of the time for a repair; the rest is for stating the problem and judging what was found."""


def repair(
    problem: WeekProblem,
    plan: WeekPlan,
    *,
    limit_s: float = 10.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    cancelled: CancelledFn | None = None,
) -> WeekResult:
    """
    A lawful timetable of the (changed) problem as near to the given one as can be.

    ``OPTIMAL``: proven that no lawful timetable moves fewer lessons. Lessons that the plan lacks are placed. Lessons
    without any lawful time or room are told (hard), and the others repaired. `changes` states the usual changes.
    """
    compiled = compile_week(problem)
    if not compiled.lessons:
        return told(problem, compiled, WeekPlan({}), WeekStatus.OPTIMAL)
    result = repair_timetable(
        compiled.problem,
        compiled.encode(plan),
        limit_s=limit_s * SEARCH_SHARE,
        work_limit=work_limit,
        seed=seed,
        workers=workers,
        pins=compiled.pins(),
        cancelled=cancelled,
    )
    after = compiled.decode(result.timetable)
    here = [x.key for x in compiled.lessons]
    moved = tuple(k for k in here if after.slots.get(k) != plan.slots.get(k))
    status = WeekStatus.INFEASIBLE if compiled.left_out else WeekStatus(result.status.value)
    notes = tuple(_note(problem, plan, after, key) for key in moved if key in after.slots)
    return told(problem, compiled, after, status, moved=moved, least=result.least, notes=notes)


def _note(problem: WeekProblem, before: WeekPlan, after: WeekPlan, key: LessonKey) -> Finding:
    lesson, slot, was = problem.lesson_of[key], after.slots[key], before.slots.get(key)
    facts: dict[str, object] = {
        "lesson": key,
        "title": lesson.title,
        "groups": lesson.groups,
        "weeks": len(lesson.weeks),
        "monday": lesson.weeks[0],
        "day": slot.day + 1,
        "pair": slot.pair,
        "room": slot.room or "",
    }
    if was is not None:
        facts |= {"was_day": was.day + 1, "was_pair": was.pair, "was_room": was.room or ""}
    code = "week.moved" if was is not None else "week.placed"
    return Finding(code, f"lesson {key}", facts, Severity.NOTE)
