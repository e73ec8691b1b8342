"""Searching for the term of a course or of a learner."""

from collections.abc import Callable
from typing import Any

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, ProgressFn
from remeslo.web.apps.common.services.crews import Ended, Refused, TellFn
from remeslo.web.apps.programmes.queries import planned
from remeslo.web.apps.shortcourses.models import LearnerPlan, TermJob
from remeslo.web.apps.shortcourses.snapshot import (
    course_basis,
    course_value,
    credit_of,
    learner_basis,
    made_of,
    own_problem,
    programme_of,
)

Solver = Callable[[TermProblem, float, ProgressFn, CancelledFn], dict[str, Any] | None]
"""Term problem, seconds, progress, cancelled -> the term result as JSON data; ``None`` when it was cancelled."""


class NothingToSolve(Refused):
    """The course or the learner's plan has no term problem (any more), or is about something else by now."""

    def __init__(self) -> None:
        super().__init__("job.outdated")


def answered_by(solver: Callable[[], Solver]) -> Callable[[TermJob, TellFn, CancelledFn], dict[str, Any] | None]:
    """The work of the crew: the term result as JSON data; raises NothingToSolve."""

    def work(job: TermJob, tell: TellFn, cancelled: CancelledFn) -> dict[str, Any] | None:
        written = solver()(_problem(job), job.limit_s, tell, cancelled)
        return None if cancelled() else written

    return work


def keep_answer(job: TermJob, written: dict[str, Any], ended: Ended) -> None:
    """What the page of the course or of the learner shows."""
    TermJob.objects.filter(pk=job.pk).update(result=written)


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
