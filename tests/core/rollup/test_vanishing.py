"""Meeting in the middle finds exactly the small sets that trying every set finds."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.rollup.suppress.vanishing import PRIME, vanishing

pairs = st.tuples(st.sampled_from((0, 1, 2, 3, PRIME - 3, PRIME - 2, PRIME - 1)), st.integers(1, 4))


@given(groups=st.lists(pairs, min_size=1, max_size=9), least=st.integers(1, 7))
def test_sets_are_those_that_trying_every_set_finds(groups: list[tuple[int, int]], least: int) -> None:
    marks, people = np.array(groups, dtype=np.int64).T
    tried = {
        some
        for size in range(1, len(groups) + 1)
        for some in combinations(range(len(groups)), size)
        if people[list(some)].sum() < least and not marks[list(some)].sum() % PRIME
    }

    found = list(vanishing(marks, people, least))

    assert set(found) == tried and len(found) == len(tried)


@pytest.mark.parametrize("least", [1, 5])
def test_among_no_groups_there_is_no_set(least: int) -> None:
    none = np.zeros(0, dtype=np.int64)

    assert list(vanishing(none, none, least)) == []
