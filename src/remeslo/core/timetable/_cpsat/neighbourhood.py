"""Fix and optimise: the best places for some classes while the others stay."""

from collections.abc import Collection

from scipy.sparse import csr_array

from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.model import PartModel
from remeslo.core.timetable._cpsat.run import Effort, run
from remeslo.core.timetable.problem import ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import Status


def neighbourhood(
    problem: TimetableProblem,
    timetable: Timetable,
    free: Collection[ClassId],
    *,
    limit_s: float,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    ground: Ground | None = None,
    shared: csr_array | None = None,
) -> tuple[Timetable, Status]:
    """
    The timetable with the ``free`` classes placed anew, as well as can be; students keep their classes.

    Parameters
    ----------
    ground, shared
        `Ground` of the problem and `Ground.shared` of the timetable's students, for callers that have them already.

    Returns
    -------
    The better timetable, or the given one, and how sure it is: ``OPTIMAL`` means that these classes can't be placed
    better, ``INFEASIBLE`` that they can't be placed lawfully at all.
    """
    ground = ground or Ground(problem)
    shared = ground.shared(timetable.students) if shared is None else shared
    moving = frozenset(free)
    standing = {c: a for c, a in timetable.assignments.items() if c not in moving}
    model = PartModel(ground, standing, [ground.number[c] for c in moving], shared)
    model.hint(timetable.assignments)
    answer = run(model.clauses, Effort(limit_s, work_limit, seed, workers))
    if not answer.found:
        return timetable, answer.status
    return Timetable({**standing, **model.read(answer)}, timetable.students), answer.status
