"""Which objectives are sought one after the other once the weeks are known, and which nobody works towards."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.problem import Objective, TermProblem

LOADS = frozenset({Objective.PEAK, Objective.BALANCE})
"""Objectives on the load of weeks."""


def load_levels(problem: TermProblem) -> tuple[Objective, ...]:
    """
    The load objectives that the search works towards, in order, where elements are not all rigid.

    They come last, after the weeks; evenness, which is made and not proven, leaves nothing to hold fast for them.
    """
    order = problem.objective
    asked = tuple(o for o in order if o in LOADS)
    behind = order[len(order) - len(asked) :]
    if not asked or asked != behind or order[0] is not Objective.WEEKS or Objective.EVEN in order:
        return ()
    return asked


def unpursued(problem: TermProblem) -> Iterator[Finding]:
    """Objectives that no search works towards, in a problem of other than rigid elements: told, not left out."""
    pursued = load_levels(problem)
    asked = tuple(o.value for o in problem.objective if o in LOADS and o not in pursued)
    if asked:
        yield Finding("term.objective_not_pursued", problem.key, {"objectives": asked}, Severity.WARNING)
