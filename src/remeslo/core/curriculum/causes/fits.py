"""Whether any plan fits into a calendar: the question of `shortest` without asking for the fewest weeks."""

from remeslo.core.curriculum._cpsat import stages
from remeslo.core.curriculum._cpsat.run import Effort
from remeslo.core.curriculum._cpsat.weeks import Weeks
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import lower_bound
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.pretest import blocks, pretest
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.serialtasks import tasks_of
from remeslo.core.curriculum.solve import shortest
from remeslo.core.curriculum.witness import Witness, seems_to_fit


def fits(problem: TermProblem, effort: Effort, witness: Witness | None = None) -> Status:
    """
    FEASIBLE: a plan was found and the check has nothing against it. INFEASIBLE: proven that there is none. UNKNOWN.

    ``witness``: a plan of a like problem, which may show at once that there is one. Arguments are tried before any
    search, and the model by semesters, whose "no" is a proof, before that by weeks.
    """
    if any(blocks(f) for f in pretest(problem)):
        return Status.INFEASIBLE
    if tasks_of(problem) is not None or problem.done:
        found = shortest(problem, effort)
        return Status.FEASIBLE if found.plan is not None else found.status
    if seems_to_fit(problem, witness):
        return Status.FEASIBLE
    axis = Axis(problem)
    places = len(axis.weeks)
    if lower_bound(axis).places > places or stages.is_possible(axis, places, effort) is Status.INFEASIBLE:
        return Status.INFEASIBLE
    drawings = (stages.draw(axis, table, effort) for table in stages.simple_tables(axis, places, effort))
    weeks = next((w for w in drawings if w is not None), None)
    if weeks is None and not effort.is_over:
        drawn = stages.draw_any(axis, places, effort)
        weeks = drawn.weeks
        if drawn.status is Status.INFEASIBLE:
            return Status.INFEASIBLE
    return Status.FEASIBLE if weeks is not None and _holds(problem, axis, weeks) else Status.UNKNOWN


def _holds(problem: TermProblem, axis: Axis, weeks: Weeks) -> bool:
    return not any(blocks(f) for f in check(problem, axis.plan(weeks.units, weeks.people)))
