"""The best one-to-one pairing of two rows of things: largest sum of weights, not pair by pair."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from remeslo.core.competence.revision.likeness import IntMatrix

FIRST_OF_ALL = 1_000_000
"""Added to the weight of a pair that is the very same: no gain elsewhere may part it."""


def best_pairs(weights: IntMatrix) -> tuple[tuple[int, int], ...]:
    """
    Pairs (row, column), each row and column at most once, with the largest sum of weights; 0 and less: never paired.

    Optimal (Jonker-Volgenant, as scipy has it) and the same for the same weights; rows in order.
    """
    if 0 in weights.shape:
        return ()
    rows, columns = linear_sum_assignment(np.maximum(weights, 0), maximize=True)
    return tuple((int(r), int(c)) for r, c in zip(rows, columns, strict=True) if weights[r, c] > 0)
