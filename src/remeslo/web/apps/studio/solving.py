"""The shortest term of a problem, as JSON data; the only place of this app that loads a solver."""

from typing import Any

from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.explain import explain
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Cause, ProgressFn, Status
from remeslo.core.curriculum.solve import answer
from remeslo.interchange.values import to_json
from remeslo.web.apps.studio.enums import TermState

WORKERS = 2
"""Threads of one search: the machine also serves pages."""
CAUSES_S = 10.0

STATES = {
    Status.OPTIMAL: TermState.PROVEN,
    Status.FEASIBLE: TermState.UPPER,
    Status.INFEASIBLE: TermState.IMPOSSIBLE,
    Status.UNKNOWN: TermState.UNKNOWN,
}


def shortest_term(
    problem: TermProblem, limit_s: float, progress: ProgressFn, cancelled: CancelledFn
) -> dict[str, Any] | None:
    """
    Weeks and bound, judged by the checker that knows no solver; ``None`` when it was cancelled.

    ``{"state", "weeks", "bound", "bound_by", "causes", "findings"}``; causes only of what is impossible, each
    confirmed by solving again.
    """
    result = answer(problem, Limits(limit_s, None, 0, WORKERS, progress, cancelled, False), weeks_only=True)
    if result.status is Status.CANCELLED or cancelled():
        return None
    broken = [f for f in check(problem, result.plan) if f.hard] if result.plan is not None else []
    if broken:
        raise AssertionError(f"the solver's plan breaks {broken[0].code}")
    causes: tuple[Cause, ...] = ()
    if result.status is Status.INFEASIBLE:
        causes = explain(problem, result, limit_s=CAUSES_S, workers=WORKERS, cancelled=cancelled)
    if cancelled():
        return None
    return {
        "state": STATES[result.status].value,
        "weeks": result.weeks,
        "bound": result.bound,
        "bound_by": to_json(result.bound_by),
        "causes": [to_json(c) for c in causes],
        "findings": [to_json(f) for f in result.findings if f.hard],
    }
