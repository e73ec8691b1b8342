"""
Solver of `AssignmentProblem`: districts apart, each constructed, improved by CP-SAT, and bounded.

What is lawful, and how good it is, is judged by `check` and `score`; an assignment is told of after they have seen it.
"""

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.staffing._cpsat.run import Effort, SolverBroken
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.district import District
from remeslo.core.staffing.assign.parts import districts
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment, AssignmentResult, Level
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.result import CancelledFn, Progress, ProgressFn, Status


def solve(
    problem: AssignmentProblem,
    *,
    limit_s: float = 60.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 2,
    start: Assignment | None = None,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> AssignmentResult:
    """
    The best assignment found in ``limit_s`` seconds, with a bound for every objective.

    Parameters
    ----------
    limit_s
        Wall seconds, > 0.
    work_limit
        Units of CP-SAT's deterministic time; with it, ``seed`` and ``workers`` the answer is always the same, unless
        ``limit_s`` comes first.
    start
        An assignment to go on from; what is not lawful in it is given anew.
    progress
        Called in this thread after each step with the first objective that is not proven, its best value and bound.
    cancelled
        Asked between steps and while a model is searched; the best so far is then given back.

    Raises
    ------
    ProblemError
        When a limit or ``workers`` is not positive.
    """
    if limit_s <= 0 or workers < 1 or (work_limit is not None and work_limit <= 0):
        raise ProblemError(f"limits and workers must be > 0, got {limit_s}, {work_limit}, {workers}.")
    if broken := pins_against_rules(problem):
        return AssignmentResult(Status.INFEASIBLE, None, None, findings=tuple(broken))
    effort = Effort(limit_s, work_limit, seed, workers, cancelled)
    return _Solving(problem, effort, progress).run(start)


def pins_against_rules(problem: AssignmentProblem) -> list[Finding]:
    """Rules that what is pinned breaks all by itself: with no more duties nothing else could be broken."""
    only = Assignment(problem.pinned, tuple(d.key for d in problem.duties if d.key not in problem.pinned))
    return [f for f in check(problem, only) if f.hard]


class _Solving:
    """One solve on its way."""

    def __init__(self, problem: AssignmentProblem, effort: Effort, progress: ProgressFn | None) -> None:
        self.problem, self.effort, self.progress = problem, effort, progress
        self.districts = [District(part, self._tell) for part in districts(problem)]

    def run(self, start: Assignment | None) -> AssignmentResult:
        for district in self.districts:
            district.begin(None if start is None else district.table.stand(start))
        self._tell()
        left = sum(_size(d) for d in self.districts)
        for district in sorted(self.districts, key=_size):
            size = _size(district)
            if self.effort.is_over:
                break
            district.improve(part := self._part(size / left))
            self.effort.spent += part.spent
            left -= size
        return self._answer()

    def _part(self, share: float) -> Effort:
        """A part of what is left."""
        e = self.effort
        work = None if e.work_left is None else share * e.work_left
        return Effort(share * e.seconds_left, work, e.seed, e.workers, e.cancelled)

    def _answer(self) -> AssignmentResult:
        plan = self._plan()
        if broken := [f for f in check(self.problem, plan) if f.hard]:
            raise SolverBroken(f"the assignment breaks {broken[0].code} at {broken[0].where}.")
        told = score(self.problem, plan)
        levels = self._levels()
        if told.by(self.problem.objective) != tuple(level.value for level in levels):
            raise SolverBroken(f"districts say {levels}, the whole is {told}.")
        is_proven = all(level.is_proven for level in levels)
        stopped = Status.CANCELLED if self.effort.was_cancelled else Status.FEASIBLE
        return AssignmentResult(
            status=Status.OPTIMAL if is_proven else stopped,
            plan=plan,
            score=told,
            levels=levels,
            findings=tuple(f for f in check(self.problem, plan) if not f.hard),
            work=self.effort.spent,
        )

    def _levels(self) -> tuple[Level, ...]:
        return tuple(
            Level(o, sum(d.values[o] for d in self.districts), sum(d.floors[o] for d in self.districts))
            for o in self.problem.objective
        )

    def _plan(self) -> Assignment:
        """All districts' assignments, in the order of the problem's duties."""
        person_of = {k: p for d in self.districts for k, p in d.table.plan(d.stand).person_of.items()}
        keys = [d.key for d in self.problem.duties]
        return Assignment(
            {k: person_of[k] for k in keys if k in person_of}, tuple(k for k in keys if k not in person_of)
        )

    def _tell(self) -> None:
        if self.progress is None or any(not hasattr(d, "values") for d in self.districts):
            return
        levels = self._levels()
        at = next((level for level in levels if not level.is_proven), levels[-1])
        self.progress(Progress(at.objective.value, at.value, at.bound, round(self.effort.seconds, 1)))


def _size(district: District) -> int:
    """Allowed pairs, at least 1."""
    return max(1, district.table.num_pairs)
