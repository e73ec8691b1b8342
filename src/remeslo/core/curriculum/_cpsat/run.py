"""
Runs a CP-SAT model with a budget of deterministic work, a wall limit as outer guard, progress and cancelling.

Work is CP-SAT's deterministic time: the same model with the same budget gives the same answer on any machine, however
busy. Workers therefore run interleaved, which is reproducible for any number of them. Only the wall limit, where it is
reached, can make two runs differ.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from remeslo.core.curriculum.result import CancelledFn, Status

Linear = cp_model.LinearExpr | int

_POLL_S, _BEAT_S = 0.02, 0.5

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
    What may still be spent on a solve, shared by all its models.

    Parameters
    ----------
    work
        Units of deterministic work left.
    deadline
        Moment of the monotonic clock at which everything ends.
    on_beat
        Called about twice a second while a model is searched, in the caller's thread.
    free
        Workers run as fast as they can, not in turns: quicker, and no two runs need give the same answer.
    """

    work: float
    deadline: float
    seed: int = 0
    workers: int = 8
    cancelled: CancelledFn | None = None
    on_beat: Callable[[], None] | None = None
    free: bool = False
    was_cancelled: bool = field(default=False)
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def of(
        cls, *, work: float, limit_s: float, seed: int, workers: int, cancelled: CancelledFn | None = None
    ) -> "Effort":
        """An effort that begins now."""
        return cls(work, time.monotonic() + limit_s, seed, workers, cancelled)

    @property
    def seconds(self) -> float:
        """Wall seconds since the effort began."""
        return time.monotonic() - self.began

    @property
    def seconds_left(self) -> float:
        """Wall seconds until the deadline, >= 0."""
        return max(0.0, self.deadline - time.monotonic())

    @property
    def is_over(self) -> bool:
        """True when nothing more may be started."""
        return self.stop_asked() or self.work <= 0 or self.seconds_left <= 0

    @contextmanager
    def part(self, work: float) -> Iterator["Effort"]:
        """A part of the effort for one of several questions, so that a hard one leaves something for the others."""
        part = replace(self, work=min(work, self.work))
        given = part.work
        yield part
        self.work -= given - part.work
        self.was_cancelled = self.was_cancelled or part.was_cancelled

    def stop_asked(self) -> bool:
        """Asks the caller whether to stop; once yes, always yes."""
        self.was_cancelled = self.was_cancelled or (self.cancelled is not None and self.cancelled())
        return self.was_cancelled


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
    model: cp_model.CpModel,
    effort: Effort,
    *,
    work: float,
    alone: bool = False,
    workers: int | None = None,
    limit_s: float | None = None,
    meanwhile: Callable[[], bool] | None = None,
) -> Answer:
    """
    Solve a model with at most ``work`` of the effort's deterministic work, and ``limit_s`` seconds where given.

    ``alone``: with one worker, which is the quickest way for models that are answered soon; ``workers``: with so many.
    ``meanwhile``: called again and again in this thread while the model is searched; it does a little work of its own,
    and True ends the search.
    """
    solver = cp_model.CpSolver()
    p = solver.parameters
    p.random_seed = effort.seed
    p.num_workers = 1 if alone else workers or effort.workers
    p.interleave_search = not effort.free
    p.max_deterministic_time = max(0.0, min(work, effort.work))
    p.max_time_in_seconds = effort.seconds_left if limit_s is None else min(limit_s, effort.seconds_left)
    if effort.is_over:
        return Answer(Status.UNKNOWN, _nothing, 0, 0)
    status = _solve_watched(solver, model, effort, meanwhile)
    effort.work -= solver.response_proto.deterministic_time
    if status not in _STATUS:
        raise SolverBroken(f"CP-SAT answered {solver.status_name(status)}: {model.validate()}")
    found = _STATUS[status] in (Status.OPTIMAL, Status.FEASIBLE)
    has_objective = model.has_objective()
    return Answer(
        status=_STATUS[status],
        value=solver.value if found else _nothing,
        objective=round(solver.objective_value) if found and has_objective else 0,
        bound=round(solver.best_objective_bound) if has_objective else 0,
    )


def _solve_watched(
    solver: cp_model.CpSolver, model: cp_model.CpModel, effort: Effort, meanwhile: Callable[[], bool] | None
) -> cp_model.CpSolverStatus:
    """Search in a thread of its own while this one asks whether to stop: callbacks stay in the caller's thread."""
    if effort.cancelled is None and effort.on_beat is None and meanwhile is None:
        return solver.solve(model)
    answers: list[cp_model.CpSolverStatus | BaseException] = []

    def search() -> None:
        try:
            answers.append(solver.solve(model))
        except BaseException as error:  # handed on to the caller's thread below
            answers.append(error)

    thread = threading.Thread(target=search, name="cp-sat", daemon=True)
    thread.start()
    beat = time.monotonic()
    while thread.is_alive():
        thread.join(_POLL_S)
        if effort.stop_asked() or (meanwhile is not None and meanwhile()):
            solver.stop_search()
        if effort.on_beat is not None and time.monotonic() - beat > _BEAT_S:
            effort.on_beat()
            beat = time.monotonic()
    answer = answers[0]
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _nothing(_: Linear) -> int:
    raise SolverBroken("there is no solution to read.")
