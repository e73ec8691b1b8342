"""
Even weekly load for a fixed curriculum table: a separable convex transportation problem, solved exactly.

Rows are items in a semester, columns are weeks. The sum of squares of the weekly units is least exactly when the
squared deviations from the mean are, because each row's sum is fixed. Unit k of a cell costs 2k - 1 (the growth of k
squared), so the problem is linear over single units, its matrix is totally unimodular, and a vertex is integral.
Among equally even answers, weeks without the item come after weeks with it: it then ends early and runs without holes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

_SCALE = 1000
"""Cost of evenness against the cost of holes, which is below one of it for all weeks of a semester together."""
_MOVED_COST = 10
"""Each unit that lies where the earlier answer did not have it: less than any evenness of a usual semester."""
_GAP, _NODES = 0.01, 200
"""Where supplies are scarce the problem is no longer one of transportation, and good is good enough."""
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
    takes
        Units of each supply for a unit of the row.
    kept
        Units by place of an earlier answer, preferred among equally even ones.
    """

    units: int
    places: tuple[int, ...]
    pace: int
    needed: int | None = None
    takes: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)


def spread_evenly(
    rows: Sequence[Row],
    room: Mapping[int, int],
    *,
    last: int,
    supplies: Mapping[tuple[int, int], int] | None = None,
) -> list[dict[int, int]] | None:
    """
    Units by row and place.

    ``room`` is the capacity left in each place; unused room counts as uneven, except in place ``last``. ``supplies``:
    units of each supply left in a place, by (supply, place). ``None`` when the rows do not fit.
    """
    steps = 2 + max((-(-r.units // max(1, len(r.places))) for r in rows), default=0)
    most = max((r.pace for r in rows), default=0)
    while True:
        found = _solve(rows, room, last, min(steps, most), supplies or {})
        if steps >= most or (found is not None and all(n < steps for cells in found for n in cells.values())):
            return found
        steps *= 3


def _solve(
    rows: Sequence[Row], room: Mapping[int, int], last: int, steps: int, supplies: Mapping[tuple[int, int], int]
) -> list[dict[int, int]] | None:
    """With at most ``steps`` units in a cell."""
    columns = {p: n for n, p in enumerate(sorted(room))}
    cells = [(r, p, min(row.pace, row.units, steps)) for r, row in enumerate(rows) for p in row.places if p in columns]
    cost: list[float] = []
    least: list[float] = []
    row_of: list[int] = []
    column_of: list[int] = []
    for r, p, most in cells:
        for k in range(most):
            moved = _MOVED_COST if rows[r].kept and k >= rows[r].kept.get(p, 0) else 0
            cost.append(_SCALE * (2 * k + 1) + moved + (columns[p] if k == 0 else 0))
            least.append(1.0 if k == 0 and rows[r].needed == p else 0.0)
            row_of.append(r)
            column_of.append(columns[p])
    variables = len(cost)
    for p, units in room.items():
        for k in range(units):
            cost.append(0.0 if p == last else _SCALE * (_UNUSED_COST + 2 * k + 1))
            least.append(0.0)
            column_of.append(columns[p])
    if not cost:
        return [] if not rows else None
    index = np.arange(len(cost))
    height = len(rows) + len(columns)
    row_index = np.concatenate([np.array(row_of, dtype=int), len(rows) + np.array(column_of, dtype=int)])
    column_index = np.concatenate([index[:variables], index])
    matrix = coo_array((np.ones(len(row_index)), (row_index, column_index)), shape=(height, len(cost)))
    right = np.array([float(r.units) for r in rows] + [float(room[p]) for p in columns])
    limits = [LinearConstraint(matrix.tocsr(), right, right)]
    scarce = _scarce(rows, cells, supplies)
    if scarce:
        limits.append(_supplied(scarce, cells, rows, supplies, len(cost)))
    answer = milp(
        np.array(cost),
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(np.array(least), np.ones(len(cost))),
        constraints=limits,
        options={"mip_rel_gap": 0.0} if not scarce else {"mip_rel_gap": _GAP, "node_limit": _NODES},
    )
    if answer.x is None:
        return None
    if answer.status not in (0, 1):
        return None
    return _read(rows, cells, np.rint(answer.x))


def _scarce(
    rows: Sequence[Row], cells: Sequence[tuple[int, int, int]], supplies: Mapping[tuple[int, int], int]
) -> list[tuple[int, int]]:
    """Supplies and places in which the rows could ask for more than there is."""
    asked: dict[tuple[int, int], int] = {}
    for r, p, most in cells:
        for supply, units in rows[r].takes.items():
            asked[supply, p] = asked.get((supply, p), 0) + units * most
    return sorted(key for key, units in asked.items() if units > supplies.get(key, units))


def _supplied(
    scarce: Sequence[tuple[int, int]],
    cells: Sequence[tuple[int, int, int]],
    rows: Sequence[Row],
    supplies: Mapping[tuple[int, int], int],
    width: int,
) -> LinearConstraint:
    """Units of each scarce supply taken in its place <= those left."""
    line = {key: n for n, key in enumerate(scarce)}
    values: list[float] = []
    lines: list[int] = []
    columns: list[int] = []
    at = 0
    for r, p, most in cells:
        for supply, units in rows[r].takes.items():
            if (supply, p) in line:
                values += [float(units)] * most
                lines += [line[supply, p]] * most
                columns += range(at, at + most)
        at += most
    matrix = coo_array((np.array(values), (np.array(lines), np.array(columns))), shape=(len(scarce), width))
    return LinearConstraint(matrix.tocsr(), -np.inf, np.array([float(supplies[key]) for key in scarce]))


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
