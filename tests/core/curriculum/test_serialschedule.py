"""Schedules made one by one by compiled kernels are those made side by side in arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.curriculum.tiny import projects

from remeslo.core.curriculum import serialschedule
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.serialschedule import backward, forward
from remeslo.core.curriculum.serialtasks import Tasks, tasks_of


@settings(deadline=None, max_examples=60)
@given(projects(), st.integers(0, 2**31 - 1))
def test_both_ways_of_making_schedules_give_the_same(problem: TermProblem, seed: int) -> None:
    tasks = tasks_of(problem)
    assert tasks is not None

    one_by_one, side_by_side = both(tasks, seed, compiled=True), both(tasks, seed, compiled=False)

    for ours, theirs in zip(one_by_one, side_by_side, strict=True):
        assert ours.tolist() == theirs.tolist()


def both(tasks: Tasks, seed: int, *, compiled: bool) -> list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """Orders and schedules of both directions, by the kernels (compiled or as plain Python) or by arrays."""
    random = np.random.default_rng(seed)
    keys = random.integers(0, 5, (4, tasks.count))
    since = random.integers(0, 3, 4)
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serialschedule, "COMPILED", compiled)
        for line in (forward(tasks, tasks.places), backward(tasks, tasks.places)):
            order = line.orders(keys)
            made += [order, line.schedule(order), line.schedule(order, since)]
    return made
