"""
Runs a CP-SAT model within limits of wall seconds and deterministic work.

With a work limit, workers run interleaved, which is reproducible; without one they race, which is quicker.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from remeslo.core.timetable._cpsat.clauses import Clauses
from remeslo.core.timetable.result import CancelledFn, Status

_POLL_S = 0.05

_STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


class SolverBroken(RuntimeError):
    """CP-SAT refused a model or gave a status that it may not give; never taken for a hard problem."""


@dataclass
class Effort:
    """
    What may be spent on one or several models.

    Parameters
    ----------
    limit_s
        Wall seconds from now for all models together.
    work
        Units of CP-SAT's deterministic time for all models together; ``None``: no limit, and no reproducibility.
    """

    limit_s: float
    work: float | None = None
    seed: int = 0
    workers: int = 8
    cancelled: CancelledFn | None = None

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.limit_s
        self.spent = 0.0

    @property
    def seconds_left(self) -> float:
        """Wall seconds until the end, >= 0."""
        return max(0.0, self.deadline - time.monotonic())

    @property
    def work_left(self) -> float | None:
        """Work left; None when it has no limit."""
        return None if self.work is None else max(0.0, self.work - self.spent)

    @property
    def is_over(self) -> bool:
        """True when nothing more may be started."""
        return self.seconds_left <= 0 or self.work_left == 0 or self.was_cancelled

    @property
    def was_cancelled(self) -> bool:
        """True when the caller asked to stop."""
        return self.cancelled is not None and self.cancelled()


@dataclass(frozen=True)
class Answer:
    """What a run gave; ``holds`` reads a literal where there is a solution."""

    status: Status
    holds: Callable[[cp_model.IntVar | cp_model.NotBooleanVariable], bool]
    objective: int = 0
    bound: int = 0

    @property
    def found(self) -> bool:
        """True when there is a solution."""
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)


def run(clauses: Clauses, effort: Effort, *, limit_s: float | None = None, share: float = 1.0) -> Answer:
    """Solve within a share of what is left of the effort, and within a limit of this run."""
    if effort.is_over:
        return Answer(Status.UNKNOWN, _nothing)
    solver = cp_model.CpSolver()
    p = solver.parameters
    p.random_seed = effort.seed
    p.num_workers = effort.workers
    seconds = share * effort.seconds_left
    p.max_time_in_seconds = seconds if limit_s is None else min(limit_s, seconds)
    if effort.work_left is not None:
        p.interleave_search = True
        p.max_deterministic_time = share * effort.work_left
    status = _solve(solver, clauses.cp, effort)
    effort.spent += solver.response_proto.deterministic_time
    if status not in _STATUS:
        raise SolverBroken(f"CP-SAT answered {solver.status_name(status)}: {clauses.cp.validate()}")
    told = _STATUS[status]
    found = told in (Status.OPTIMAL, Status.FEASIBLE)
    return Answer(
        told,
        solver.boolean_value if found else _nothing,
        round(solver.objective_value) if found and clauses.cp.has_objective() else 0,
        round(solver.best_objective_bound) if clauses.cp.has_objective() else 0,
    )


def _solve(solver: cp_model.CpSolver, model: cp_model.CpModel, effort: Effort) -> cp_model.CpSolverStatus:
    """Solve; while it does, ask in this thread whether to stop."""
    if effort.cancelled is None:
        return solver.solve(model)
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL_S):
            if effort.was_cancelled:
                solver.stop_search()

    watcher = threading.Thread(target=watch, name="cp-sat-watch", daemon=True)
    watcher.start()
    try:
        return solver.solve(model)
    finally:
        done.set()
        watcher.join()


def _nothing(_: cp_model.IntVar | cp_model.NotBooleanVariable) -> bool:
    raise SolverBroken("there is no solution to read.")
