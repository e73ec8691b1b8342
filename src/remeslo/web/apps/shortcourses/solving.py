"""The shortest term of a course or of a learner, as JSON data; the only place of this app that loads a solver."""

from typing import Any

from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, ProgressFn, Status
from remeslo.core.curriculum.solve import answer
from remeslo.interchange.values import to_json

WORKERS = 2
"""Threads of one search: the machine also serves pages."""


def the_terms(
    problem: TermProblem, limit_s: float, progress: ProgressFn, cancelled: CancelledFn
) -> dict[str, Any] | None:
    """The result of the search, its plan judged by the checker that knows no solver; ``None``: it was cancelled."""
    result = answer(problem, Limits(limit_s, None, 0, WORKERS, progress, cancelled, False))
    if result.status is Status.CANCELLED or cancelled():
        return None
    broken = [f for f in check(problem, result.plan) if f.hard] if result.plan is not None else []
    if broken:
        raise AssertionError(f"the solver's plan breaks {broken[0].code}")
    made: Any = to_json(result)
    return dict(made)
