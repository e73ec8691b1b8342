"""
Solver of `TimetableProblem`: narrowed choices, annealing on both cores, students sectioned between rounds.

What is lawful, and what it costs, is judged by `check` and `score`; a timetable is told of after they have seen it.
"""

from collections.abc import Collection

from remeslo.core.base.findings import ProblemError
from remeslo.core.timetable.problem import ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import (
    CancelledFn,
    ImprovedFn,
    ProgressFn,
    Status,
    TimetableResult,
)
from remeslo.core.timetable.score import score
from remeslo.core.timetable.search.clock import Clock
from remeslo.core.timetable.search.layout import Layout, layout
from remeslo.core.timetable.search.pupils import Pupils
from remeslo.core.timetable.search.report import Reporter
from remeslo.core.timetable.search.run import Start, rounds, team_of
from remeslo.core.timetable.sectioning.roll import Lists, lists_of
from remeslo.core.timetable.sectioning.section import MOVES_PER_ENROLMENT, gather


def solve(
    problem: TimetableProblem,
    *,
    limit_s: float = 60.0,
    work_limit: int | None = None,
    seed: int = 0,
    workers: int = 2,
    start: Timetable | None = None,
    pins: Collection[ClassId] = (),
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
    improved: ImprovedFn | None = None,
) -> TimetableResult:
    """
    The best timetable found in ``limit_s`` seconds.

    Parameters
    ----------
    limit_s
        Seconds, > 0; loading and compiling of kernels count.
    work_limit
        Moves tried by all walks together; with it, ``seed`` and ``workers``, the answer is always the same (unless
        ``limit_s`` comes first).
    workers
        Walks side by side, >= 1; a core each.
    start
        A timetable to go on from; classes it lacks, or places against their lists, are placed anew.
    pins
        Classes that stay as ``start`` has them.
    progress, cancelled, improved
        Called between rounds, in this thread, several times a second; ``improved`` with each better complete and lawful
        timetable, at most about once a second.

    Raises
    ------
    ProblemError
        When a pinned class is not placed by ``start``, or a limit or ``workers`` is not positive.
    """
    if limit_s <= 0 or workers < 1 or (work_limit is not None and work_limit < 1):
        raise ProblemError(f"limits and workers must be > 0, got {limit_s}, {work_limit}, {workers}.")
    clock = Clock(limit_s, work_limit)
    placed = {} if start is None else start.assignments
    if missing := [c for c in pins if c not in placed]:
        raise ProblemError(f"class {missing[0]} is pinned but not placed by the start.")
    if not problem.classes:
        return _of_nothing(problem, improved)
    table = layout(problem, {c: placed[c] for c in pins})
    lists = lists_of(problem)
    pupils = _pupils(table, lists, start, seed=seed)
    start_of = Start(
        table.board,
        table.choose(placed),
        pupils,
        given=bool(placed),
        seed=seed,
        workers=workers,
        options=table.options,
    )
    team = team_of(start_of, clock)
    reporter = Reporter(table, lists, clock, progress, improved)
    stopped = False
    reporter.tell(team.found, team.hard)
    for _ in rounds(team, clock, given=bool(placed), cancelled=cancelled):
        reporter.tell(team.found, team.hard)
        if team.found.hard == 0 and team.found.soft <= reporter.bound:
            break
    stopped = bool(cancelled and cancelled())
    timetable, cost = reporter.last(team.found)
    return TimetableResult(
        _status(table, cost.hard, cost.total, reporter.bound, stopped),
        timetable,
        cost,
        bound=reporter.bound,
        bound_by="cheapest options",
        work=team.work,
    )


def _of_nothing(problem: TimetableProblem, improved: ImprovedFn | None) -> TimetableResult:
    """A problem without classes has one timetable; there is nothing for the kernels to hold."""
    timetable = Timetable({})
    cost = score(problem, timetable)
    if cost.hard == 0 and improved is not None:
        improved(timetable, cost)
    status = Status.INFEASIBLE if cost.hard else Status.OPTIMAL
    return TimetableResult(status, timetable, cost, bound=cost.total, bound_by="no classes")


def _status(table: Layout, hard: int, total: int, bound: int, stopped: bool) -> Status:
    if hard == 0:
        if total <= bound:
            return Status.OPTIMAL
        return Status.CANCELLED if stopped else Status.FEASIBLE
    if table.impossible is not None:
        return Status.INFEASIBLE
    return Status.CANCELLED if stopped else Status.UNKNOWN


def _pupils(table: Layout, lists: Lists, start: Timetable | None, *, seed: int) -> Pupils | None:
    """A first sectioning; that of the start when it is lawful. None when nobody attends anything."""
    if not lists.enrolments:
        return None
    given = None if start is None else lists.choice_of(start.students)
    state = lists.begin(given)
    weight = table.problem.weights.student
    if given is None and weight > 0:
        gather(lists, state, seed=seed, moves=MOVES_PER_ENROLMENT * len(lists.enrolments))
    return Pupils(table.board, lists.roll, state, weight=weight, seed=seed)
