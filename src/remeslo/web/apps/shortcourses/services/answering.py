"""Answering a claimed search: the solver thinks without any transaction, the answer is written once."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Progress, ProgressFn
from remeslo.web.apps.programmes.queries import planned
from remeslo.web.apps.shortcourses.enums import JobState
from remeslo.web.apps.shortcourses.models import LearnerPlan, TermJob
from remeslo.web.apps.shortcourses.services.lease import LEASE, Claim, LeaseLost, beat, finish, give_back
from remeslo.web.apps.shortcourses.snapshot import (
    course_basis,
    course_value,
    credit_of,
    learner_basis,
    made_of,
    own_problem,
    programme_of,
)

log = logging.getLogger("remeslo.shortcourses")

TICK_S = 0.4

Solver = Callable[[TermProblem, float, ProgressFn, CancelledFn], dict[str, Any] | None]
"""Term problem, seconds, progress, cancelled -> the term result as JSON data; ``None`` when it was cancelled."""


class NothingToSolve(Exception):
    """The course or the learner's plan has no term problem (any more), or is about something else by now."""


def answer(held: Claim, solver: Solver, process_stops: threading.Event) -> JobState | None:
    """Answer the search; the state it ended in, ``None`` when it is no longer this worker's or was given back."""
    job = TermJob.objects.select_related("course__document__cluster", "learner__cluster").get(pk=held.job_id)
    written: dict[str, Any] | None = None
    with _Keeper(held, process_stops) as keeper:
        try:
            written = solver(_problem(job), job.limit_s, keeper.tell, keeper.cancelled)
            state = JobState.CANCELLED if written is None else JobState.DONE
        except (NothingToSolve, ProblemError) as refusal:
            written, state = _told(refusal), JobState.FAILED
        except Exception as error:
            log.exception("course term %s failed", held.job_id)
            written, state = {"code": "", "kind": type(error).__name__}, JobState.FAILED
    if process_stops.is_set() and not keeper.is_stopped:
        give_back(held)
        return None
    if keeper.is_stopped:
        state, written = JobState.CANCELLED, None
    try:
        finish(held, timezone.now(), state, progress=keeper.news, result=written or {})
    except LeaseLost:
        return None
    return state


def _problem(job: TermJob) -> TermProblem:
    """The problem of a search, from what it was asked about; raises NothingToSolve."""
    problem = None
    if job.course is not None:
        course = course_value(job.course)
        found = programme_of(job.course.document.cluster, course)
        if course_basis(job.course, found) == job.basis:
            problem = made_of(course, found).problem
    elif job.learner is not None:
        problem = _learner_problem(job.learner, job.basis)
    if problem is None:
        raise NothingToSolve
    return problem


def _learner_problem(plan: LearnerPlan, basis: str) -> TermProblem | None:
    found = planned(plan.cluster, plan.version.document.key, plan.version.number)
    given = credit_of(list(plan.recognitions.all()), found) if found is not None else None
    if found is None or given is None or learner_basis(plan, given, found) != basis:
        return None
    return own_problem(plan, given, found)


def _told(refusal: Exception) -> dict[str, Any]:
    """What was refused, as a finding's code and facts."""
    facts = getattr(refusal, "facts", {})
    return {"code": getattr(refusal, "code", ""), "facts": {k: str(v) for k, v in facts.items()}}


class _Keeper:
    """Keeps the lease alive from a thread of its own and carries news both ways."""

    def __init__(self, held: Claim, process_stops: threading.Event) -> None:
        self.held, self.process_stops = held, process_stops
        self.news: dict[str, Any] = {}
        self.is_stopped = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"course-term-{held.job_id}", daemon=True)
        self._heard = timezone.now()

    def __enter__(self) -> "_Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, step: Progress) -> None:
        """For the solver's ``progress``: any thread, never waits for the database."""
        self.news = {"stage": step.stage, "best": step.best, "bound": step.bound, "seconds": round(step.seconds, 1)}

    def cancelled(self) -> bool:
        """For the solver's ``cancelled``."""
        return self.is_stopped or self.process_stops.is_set()

    def _run(self) -> None:
        try:
            while not self._over.wait(TICK_S):
                self._tick()
        finally:
            connection.close()

    def _tick(self) -> None:
        now = timezone.now()
        try:
            self.is_stopped = beat(self.held, now, dict(self.news)) or self.is_stopped
            self._heard = now
        except LeaseLost:
            self._lose()
        except DatabaseError as error:  # busy or restarting: the lease has room for some silence
            log.warning("course term %s: no heartbeat: %s", self.held.job_id, error)
            close_old_connections()
            if now - self._heard > LEASE:
                self._lose()

    def _lose(self) -> None:
        self.is_stopped = True
        self._over.set()
