"""The measures of the matching report, against reckonings by hand; and that tuned queries are never reported."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.published.matching.metrics import estimates, per_query
from benchmarks.published.matching.tasks import in_tuning, made


def test_measures_are_what_a_hand_reckons() -> None:
    links = [("q", "c2", "s"), ("q", "c5", "s"), ("none found", "c0", "t")]
    task = made("t", "en", [f"c{n}" for n in range(8)], links, all_reported=True)
    scores = np.array([[0, 9, 8, 7, 6, 5, 4, 3], [-1, -1, 2, -1, -1, -1, -1, -1]], dtype=np.float32)

    first, second = per_query(task, scores)

    assert first == pytest.approx([1 / 2, 2 / 2, 2 / 2, 0, 1])
    assert second == pytest.approx([0, 0, 0, 0, 0])


def test_links_to_unknown_candidates_are_left_out_and_a_query_holds_all_its_links() -> None:
    task = made("t", "en", ["a", "b"], [("q", "a", "s"), ("q", "b", "s"), ("q", "x", "s"), ("p", "x", "s")])

    assert task.queries == ("q",)
    assert task.gold == (frozenset({0, 1}),)


def test_queries_of_one_group_stay_on_one_side_of_the_split() -> None:
    links = [(f"q{n}", "a", f"g{n % 40}") for n in range(200)]
    task = made("t", "en", ["a"], links)
    tuned, reported = task.part(tuned=True), task.part(tuned=False)

    assert not set(tuned.group) & set(reported.group)
    assert len(tuned.queries) + len(reported.queries) == 200
    assert 0 < len(tuned.queries) < len(reported.queries)
    assert all(in_tuning(g) for g in tuned.group)


def test_an_interval_holds_its_mean_and_is_nothing_where_all_are_equal() -> None:
    groups = tuple(f"g{n % 7}" for n in range(30))
    values = np.stack([np.ones(30), np.arange(30) % 2], axis=1).astype(float)

    constant, mixed = estimates(values, groups)

    assert (constant.low, constant.mean, constant.high) == pytest.approx((1, 1, 1))
    assert mixed.low < mixed.mean < mixed.high
    assert estimates(values, groups)[1] == mixed
