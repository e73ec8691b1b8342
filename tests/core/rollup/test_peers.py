"""Among peers, against the year before, against the plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.rollup.samples import leaf, paths_of

from remeslo.core.rollup.node import NodeFigure, roll_up
from remeslo.core.rollup.peers import change, compare, plan_and_fact, quantile


def clusters(*values: tuple[int, int]) -> list[NodeFigure]:
    """Clusters with these numbers above and below the line."""
    leaves = [
        leaf(f"u{n}", above=Decimal(a), below=Decimal(b), known=Decimal(b), expected=Decimal(b), people=b)
        for n, (a, b) in enumerate(values)
    ]
    figures = roll_up(leaves, paths_of({f"u{n}": (str(n), "r") for n in range(len(values))}))
    return [f for f in figures if f.hierarchy == "cluster" and f.depth == 1]


@given(st.lists(st.integers(0, 99), min_size=1, max_size=20), st.sampled_from((1, 2, 3)))
def test_quantile_is_that_of_numpy(values: list[int], quarter: int) -> None:
    ordered = sorted(Fraction(v) for v in values)

    assert float(quantile(ordered, Fraction(quarter, 4))) == pytest.approx(np.quantile(sorted(values), quarter / 4))


def test_compare_names_rank_and_quartiles_of_the_others() -> None:
    every = clusters((9, 10), (5, 10), (7, 10), (7, 10), (1, 10))

    found = compare(every[2], every)

    assert found is not None
    assert (found.rank, found.ranked, found.num_peers) == (2, 5, 4)
    assert (found.lower, found.median, found.upper) == (Fraction(2, 5), Fraction(3, 5), Fraction(3, 4))
    worst = compare(every[2], every, more_is_better=False)
    assert worst is not None and worst.rank == 3


def test_compare_leaves_out_what_may_not_be_shown_and_stops_below_three() -> None:
    every = clusters((9, 10), (5, 10), (7, 10), (6, 10), (1, 10))

    without = compare(every[0], every, hidden=frozenset({every[4].node}))

    assert without is not None and without.num_peers == 3
    assert compare(every[0], every, hidden=frozenset({every[3].node, every[4].node})) is None
    assert compare(every[0], every, hidden=frozenset({every[0].node})) is None


def test_change_says_whether_the_definition_is_the_same() -> None:
    before, now = clusters((5, 10))[0], clusters((6, 10))[0]

    same = change(now, before)
    other = change(replace(now, editions=(now.editions[0].replace(year=2026),)), before)

    assert same is not None and (same.difference, same.relative) == (Fraction(1, 10), Fraction(1, 5))
    assert same.same_definition and other is not None and not other.same_definition


def test_plans_weigh_by_denominators_and_count_only_where_there_is_one() -> None:
    every = clusters((5, 10), (45, 90), (9, 10))
    plans = {every[0].node: Decimal("0.9"), every[1].node: Decimal("0.5")}

    found = plan_and_fact(every, plans)

    assert found is not None
    assert (found.plan, found.fact) == (Fraction(54, 100), Fraction(1, 2))
    assert (found.parts_planned, found.parts) == (2, 3)
    assert found.fulfilment == Fraction(50, 54)
    assert plan_and_fact(every, {}) is None
