"""Bounds: the linear model with fractions allowed, solved by HiGHS; the only place of this part that knows SciPy."""

from collections.abc import Mapping
from math import ceil, inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from remeslo.core.staffing.assign.linear import Linear, Row
from remeslo.core.staffing.assign.problem import Objective

_SLACK = 1e-6
"""Part of a value that the arithmetic of the solver is not trusted with."""


def bound(linear: Linear, objective: Objective, held: Mapping[Objective, int], *, limit_s: float) -> int | None:
    """
    A value that no solution in whole numbers goes below, with earlier objectives at most as held; ``None``: not found
    in ``limit_s`` seconds.
    """
    constant = linear.constants.get(objective, 0)
    cost = np.zeros(len(linear.highs))
    for column, weight in linear.objectives.get(objective, []):
        cost[column] += weight
    if not cost.any():
        return constant
    rows = [*linear.rows, *_kept(linear, held)]
    answer = milp(
        cost,
        bounds=Bounds(np.zeros(len(cost)), np.array(linear.highs, dtype=float)),
        constraints=LinearConstraint(
            _matrix(rows, len(cost)),
            np.array([-inf if r.low is None else float(r.low) for r in rows]),
            np.array([inf if r.high is None else float(r.high) for r in rows]),
        ),
        options={"time_limit": max(0.1, limit_s)},
    )
    if answer.status != 0 or answer.fun is None:
        return None
    least = float(answer.fun)
    return ceil(least - _SLACK * (1 + abs(least))) + constant


def _kept(linear: Linear, held: Mapping[Objective, int]) -> list[Row]:
    return [
        Row(linear.objectives[o], None, value - linear.constants.get(o, 0))
        for o, value in held.items()
        if linear.objectives.get(o)
    ]


def _matrix(rows: list[Row], width: int) -> csr_matrix:
    at = np.repeat(np.arange(len(rows)), [len(r.terms) for r in rows])
    columns = np.array([c for r in rows for c, _ in r.terms], dtype=np.int64)
    weights = np.array([w for r in rows for _, w in r.terms], dtype=float)
    return csr_matrix((weights, (at, columns)), shape=(len(rows), width))
