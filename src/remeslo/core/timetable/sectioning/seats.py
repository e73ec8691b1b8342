"""Seats of one course: how many students can take each of its options when all limits hold."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from remeslo.core.timetable.problem import Class_, ClassId
from remeslo.core.timetable.sectioning.options import Option


def seat(options: Sequence[Option], classes: Mapping[ClassId, Class_], wanted: int) -> list[int]:
    """
    Students by option: ``wanted`` in all, or as many as there are seats for.

    Filling one option after another is enough for most courses; where it leaves students over, a small integer
    programme (most students, at most the limit in each class) says how many can really be seated.
    """
    filled = _one_by_one(options, classes, wanted)
    return filled if sum(filled) == wanted else _most(options, classes, wanted)


def _one_by_one(options: Sequence[Option], classes: Mapping[ClassId, Class_], wanted: int) -> list[int]:
    """Each option takes what its fullest class leaves."""
    left = {c: classes[c].limit for option in options for c in option}
    filled = []
    for option in options:
        room = min((n for c in option if (n := left[c]) is not None), default=wanted)
        taken = max(0, min(room, wanted))
        wanted -= taken
        for c in option:
            if (limit := left[c]) is not None:
                left[c] = limit - taken
        filled.append(taken)
    return filled


def _most(options: Sequence[Option], classes: Mapping[ClassId, Class_], wanted: int) -> list[int]:
    """Maximise the students seated, at most ``wanted``, at most the limit in each class."""
    if not options:
        return []
    limited = sorted({c for option in options for c in option if classes[c].limit is not None})
    row_of = {c: n + 1 for n, c in enumerate(limited)}
    cells = [(row_of[c], k) for k, option in enumerate(options) for c in option if c in row_of]
    cells += [(0, k) for k in range(len(options))]
    rows, columns = np.array(cells).T
    matrix = csr_array((np.ones(len(cells)), (rows, columns)), shape=(len(limited) + 1, len(options)))
    most = [wanted, *(classes[c].limit or 0 for c in limited)]
    answer = milp(
        -np.ones(len(options)),
        constraints=LinearConstraint(matrix, ub=np.array(most, float)),
        bounds=Bounds(0, wanted),
        integrality=np.ones(len(options), np.int64),
    )
    if answer.x is None:
        raise RuntimeError(f"seats of a course: {answer.message}")
    return [round(x) for x in answer.x]
