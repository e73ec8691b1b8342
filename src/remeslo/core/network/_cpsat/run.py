"""
Runs a CP-SAT model of allocation within limits of wall seconds and deterministic work.

With a work limit workers run interleaved: the same model, seed, workers and work give the same answer on any machine,
unless the wall limit cuts one short. Without it they race, which is quicker, and two runs may differ.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from remeslo.core.network.result import CancelledFn, Status

Linear = cp_model.LinearExpr | int

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
    spent: float = field(default=0.0)
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Wall seconds since the effort began."""
        return time.monotonic() - self.began

    @property
    def seconds_left(self) -> float:
        """Wall seconds until the end, >= 0."""
        return max(0.0, self.limit_s - self.seconds)

    @property
    def work_left(self) -> float | None:
        """Work left; ``None`` when it has no limit."""
        return None if self.work is None else max(0.0, self.work - self.spent)

    @property
    def used(self) -> float:
        """Work done where it is limited, so that it is the same on every machine; wall seconds otherwise."""
        return self.seconds if self.work is None else self.spent

    @property
    def left(self) -> float:
        """What is left of the same."""
        return self.seconds_left if self.work is None else max(0.0, self.work - self.spent)

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
    """What a run gave; ``value`` reads a solution where there is one; objective and bound as the model states them."""

    status: Status
    value: Callable[[Linear], int]
    objective: int
    bound: int

    @property
    def found(self) -> bool:
        """True when there is a solution."""
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)


def run(
    model: cp_model.CpModel, effort: Effort, *, share: float = 1.0, alone: bool = False, tight: bool = False
) -> Answer:
    """
    Solve within a share of what is left of the effort.

    ``alone``: with one worker, quickest for easy models; ``tight``: with every cut that the linear relaxation knows.
    """
    if effort.is_over:
        return Answer(Status.UNKNOWN, _nothing, 0, 0)
    solver = cp_model.CpSolver()
    p = solver.parameters
    p.random_seed = effort.seed
    p.num_workers = 1 if alone else effort.workers
    if tight:
        p.linearization_level = 2
    p.max_time_in_seconds = share * effort.seconds_left
    if effort.work_left is not None:
        p.interleave_search = p.num_workers > 1
        p.max_deterministic_time = share * effort.work_left
    status = _watched(solver, model, effort)
    effort.spent += solver.response_proto.deterministic_time
    if status not in _STATUS:
        raise SolverBroken(f"CP-SAT answered {solver.status_name(status)}: {model.validate()}")
    told = _STATUS[status]
    found = told in (Status.OPTIMAL, Status.FEASIBLE)
    has_objective = model.has_objective()
    return Answer(
        status=told,
        value=solver.value if found else _nothing,
        objective=round(solver.objective_value) if found and has_objective else 0,
        bound=round(solver.best_objective_bound) if has_objective and told is not Status.INFEASIBLE else 0,
    )


def _watched(solver: cp_model.CpSolver, model: cp_model.CpModel, effort: Effort) -> cp_model.CpSolverStatus:
    """Solve; while it does, a thread asks whether to stop."""
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


def _nothing(_: Linear) -> int:
    raise SolverBroken("there is no solution to read.")
