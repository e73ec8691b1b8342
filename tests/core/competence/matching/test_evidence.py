"""What speaks for a work function, against a plain reckoning."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.competence.matching.calibration import CROWD, FUNCTION_BY_WORDS, Curve, crowd_of
from remeslo.core.competence.matching.evidence import BEST, NAME, THREE, FunctionEvidence

GROUPS = st.lists(st.lists(st.integers(0, 8), min_size=1, max_size=6), min_size=1, max_size=6)


@given(GROUPS)
def test_join_weighs_the_name_the_best_and_the_mean_of_the_three_best(groups: list[list[int]]) -> None:
    values = [v / 8 for group in groups for v in group]
    functions = [n for n, group in enumerate(groups) for _ in group]
    names = [i == 0 for group in groups for i, _ in enumerate(group)]

    likeness, best = FunctionEvidence(functions, names).join(np.array(values, dtype=np.float32))

    start = 0
    for n, group in enumerate(groups):
        ranked = sorted((v / 8 for v in group), reverse=True)
        three = [*ranked, 0, 0][:3]
        assert likeness[n] == pytest.approx(NAME * group[0] / 8 + BEST * ranked[0] + THREE * sum(three) / 3, abs=1e-6)
        assert best[n] == start + group.index(max(group))
        start += len(group)


@given(st.lists(st.integers(0, 20), max_size=12))
def test_scores_of_functions_grow_with_likeness_and_nothing_scores_nothing(raw: list[int]) -> None:
    likeness = np.array(sorted(raw), dtype=np.float32) / 40

    scores = FUNCTION_BY_WORDS.score(likeness, crowd_of(likeness)).tolist()

    assert scores == sorted(scores)
    assert all(0 <= s < 1 for s in scores)
    assert all(s == 0 for s, x in zip(scores, likeness, strict=True) if x == 0)


def test_a_function_among_many_alike_is_less_certain_than_one_that_stands_out() -> None:
    alone = np.array([0.2] + [0.01] * 7, dtype=np.float32)
    crowded = np.array([0.2] * 8, dtype=np.float32)

    assert crowd_of(alone) == pytest.approx(0.01)
    assert crowd_of(alone[: CROWD - 1]) == 0
    lonely, lost = (FUNCTION_BY_WORDS.score(x, crowd_of(x))[0] for x in (alone, crowded))
    assert lonely > 0.5 > lost


def test_a_curve_gives_half_near_its_middle() -> None:
    assert Curve(middle=0.5, steepness=20).score(np.array([0, 0.5, 1]))[1] == pytest.approx(0.5, abs=0.01)
