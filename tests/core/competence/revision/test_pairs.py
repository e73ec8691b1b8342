"""The pairing of rows and columns: against every permutation."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.competence.revision.pairs import best_pairs

MATRICES = st.integers(0, 4).flatmap(
    lambda rows: st.integers(0, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        ).map(lambda m: np.asarray(m, dtype=np.int64).reshape(rows, columns))
    )
)


@settings(deadline=None)
@given(MATRICES)
def test_best_pairs_have_the_largest_sum_of_all_pairings(weights: np.ndarray) -> None:
    pairs = best_pairs(weights)

    assert sum(int(weights[p]) for p in pairs) == _best_by_trying(weights)
    assert all(weights[p] > 0 for p in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_best_pairs_give_up_the_nearest_pair_for_a_larger_sum() -> None:
    assert best_pairs(np.asarray([[9, 8], [8, 0]])) == ((0, 1), (1, 0))


def _best_by_trying(weights: np.ndarray) -> int:
    wide = weights if weights.shape[0] <= weights.shape[1] else weights.T
    rows, columns = wide.shape
    return max(sum(int(wide[i, j]) for i, j in enumerate(chosen)) for chosen in permutations(range(columns), rows))
