"""
Even weekly load for a fixed curriculum table: a separable convex transportation problem, solved exactly.

Rows are items in a semester, columns are weeks. The sum of squares of the weekly units is least exactly when the
squared deviations from the mean are, because each row's sum is fixed. Unit k of a cell costs 2k - 1 (the growth of k
squared), so the problem is linear over single units, its matrix is totally unimodular, and a vertex is integral.
Among equally even answers, weeks without the item come after weeks with it: it then ends early and runs without holes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

_SCALE = 1000
"""Cost of evenness against the cost of holes, which is below one of it for all weeks of a semester together."""
_UNUSED_COST = 100
"""Each unit that an inner week stays below its capacity: more than any evenness."""


@dataclass(frozen=True, slots=True)
class Row:
    """
    One item in one semester.

    Parameters
    ----------
    units
        To be spread, > 0.
    places
        Open to it.
    pace
        Most in a week.
    needed
        A place that has to keep at least one unit (something begins after it); ``None``: no such place.
    """

    units: int
    places: tuple[int, ...]
    pace: int
    needed: int | None = None


def spread_evenly(rows: Sequence[Row], room: Mapping[int, int], *, last: int) -> list[dict[int, int]] | None:
    """
    Units by row and place.

    ``room`` is the capacity left in each place; unused room counts as uneven, except in place ``last``. ``None`` when
    the rows do not fit.
    """
    steps = 2 + max((-(-r.units // max(1, len(r.places))) for r in rows), default=0)
    most = max((r.pace for r in rows), default=0)
    while True:
        found = _solve(rows, room, last, min(steps, most))
        if steps >= most or (found is not None and all(n < steps for cells in found for n in cells.values())):
            return found
        steps *= 3


def _solve(rows: Sequence[Row], room: Mapping[int, int], last: int, steps: int) -> list[dict[int, int]] | None:
    """With at most ``steps`` units in a cell."""
    columns = {p: n for n, p in enumerate(sorted(room))}
    cells = [(r, p, min(row.pace, row.units, steps)) for r, row in enumerate(rows) for p in row.places if p in columns]
    cost: list[float] = []
    least: list[float] = []
    row_of: list[int] = []
    column_of: list[int] = []
    for r, p, most in cells:
        for k in range(most):
            cost.append(_SCALE * (2 * k + 1) + (columns[p] if k == 0 else 0))
            least.append(1.0 if k == 0 and rows[r].needed == p else 0.0)
            row_of.append(r)
            column_of.append(columns[p])
    variables = len(cost)
    for p, units in room.items():
        for k in range(units):
            cost.append(0.0 if p == last else _SCALE * (_UNUSED_COST + 2 * k + 1))
            least.append(0.0)
            column_of.append(columns[p])
    index = np.arange(len(cost))
    height = len(rows) + len(columns)
    row_index = np.concatenate([np.array(row_of, dtype=int), len(rows) + np.array(column_of, dtype=int)])
    column_index = np.concatenate([index[:variables], index])
    matrix = coo_array((np.ones(len(row_index)), (row_index, column_index)), shape=(height, len(cost)))
    right = np.array([float(r.units) for r in rows] + [float(room[p]) for p in columns])
    if not cost:
        return [] if not rows else None
    answer = milp(
        np.array(cost),
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(np.array(least), np.ones(len(cost))),
        constraints=LinearConstraint(matrix.tocsr(), right, right),
        options={"mip_rel_gap": 0.0},
    )
    if answer.status != 0:
        return None
    return _read(rows, cells, np.rint(answer.x))


def _read(
    rows: Sequence[Row], cells: Sequence[tuple[int, int, int]], units: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> list[dict[int, int]]:
    found: list[dict[int, int]] = [{} for _ in rows]
    at = 0
    for r, p, most in cells:
        n = int(units[at : at + most].sum())
        if n:
            found[r][p] = n
        at += most
    return found
