"""Figures of nodes: sums over leaves, each once a hierarchy; how complete, how sure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.core.rollup.samples import HIERARCHIES, leaf, paths_of, trees_with_leaves

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.ratios import FigureState
from remeslo.core.rollup.leaf import LeafFigure, Path, Spot
from remeslo.core.rollup.node import NodeFigure, roll_up

Case = tuple[list[LeafFigure], dict[Spot, Path]]


def at(figures: tuple[NodeFigure, ...], node: str, hierarchy: str = "cluster") -> NodeFigure:
    return next(f for f in figures if (f.node, f.hierarchy) == (node, hierarchy))


@settings(deadline=None, max_examples=120)
@given(trees_with_leaves())
def test_every_level_of_every_hierarchy_adds_up_to_the_same_whole(case: Case) -> None:
    leaves, paths = case

    figures = roll_up(leaves, paths)

    counted = [x for x in leaves if x.counts]
    whole = (
        sum(x.above for x in counted),
        sum(x.below or 0 for x in counted),
        sum(x.expected or 0 for x in leaves),
        sum(x.people for x in counted),
        sum(x.disputed for x in leaves),
    )
    for hierarchy in HIERARCHIES if leaves else ():
        for depth in {f.depth for f in figures if f.hierarchy == hierarchy}:
            level = [f for f in figures if (f.hierarchy, f.depth) == (hierarchy, depth)]
            sums = [[f.above, f.below or 0, f.expected or 0, f.people, f.disputed] for f in level]
            assert tuple(sum(column) for column in zip(*sums, strict=True)) == whole


@settings(deadline=None, max_examples=120)
@given(trees_with_leaves())
def test_a_node_counts_all_its_units_and_is_no_better_than_the_worst(case: Case) -> None:
    leaves, paths = case

    for figure in roll_up(leaves, paths):
        under = {s.unit for s, p in paths.items() if s.hierarchy == figure.hierarchy and figure.node in p}
        own = [x for x in leaves if x.unit in under]
        assert figure.units_expected == len(under) == sum(figure.states.values())
        assert figure.units_reported == len({x.unit for x in own if x.state is not FigureState.NO_DATA})
        ranks = [x.state.rank for x in own if x.state is not FigureState.NO_DATA]
        assert figure.state.rank <= min(ranks, default=0)
        assert (figure.value is None) == (figure.state is FigureState.NO_DATA)


def test_a_leaf_of_which_nothing_is_known_leaves_the_share_and_lowers_the_completeness() -> None:
    told, silent = leaf("a"), leaf("b", above=Decimal(0), known=Decimal(0))

    country = at(roll_up([told, silent], paths_of({"a": ("c", "r"), "b": ("c", "r")})), "country")

    assert country.value == Fraction(6, 10)
    assert country.completeness == Fraction(1, 2)
    assert (country.people, country.people_left_out) == (10, 10)
    assert (country.units_reported, country.units_expected) == (1, 2)
    assert country.state is FigureState.INCOMPLETE


def test_shares_are_sums_over_sums_and_never_means_of_shares() -> None:
    small = leaf("a", above=Decimal(1), below=Decimal(1), known=Decimal(1), expected=Decimal(1), people=1)
    large = leaf("b", above=Decimal(0), below=Decimal(9), known=Decimal(9), expected=Decimal(9), people=9)

    assert at(roll_up([small, large], paths_of({"a": ("c", "r"), "b": ("d", "r")})), "country").value == Fraction(1, 10)


def test_a_unit_without_a_leaf_is_expected_and_has_not_reported() -> None:
    figures = roll_up([leaf("a")], paths_of({"a": ("c", "r"), "b": ("c", "r"), "e": ("d", "r")}))

    cluster = at(figures, "cluster:c")
    assert (cluster.units_reported, cluster.units_expected, cluster.reported) == (1, 2, Fraction(1, 2))
    assert cluster.states == {FigureState.CONFIRMED: 1, FigureState.NO_DATA: 1}
    assert cluster.state is FigureState.INCOMPLETE
    assert [f for f in figures if f.node == "cluster:d"] == []


def test_editions_that_differ_are_named() -> None:
    later = replace(leaf("b"), edition=leaf("a").edition.replace(year=2026))

    country = at(roll_up([leaf("a"), later], paths_of({"a": ("c", "r"), "b": ("c", "r")})), "country")

    assert country.editions == (leaf("a").edition, later.edition)


@pytest.mark.parametrize("leaves", [[leaf("a"), leaf("a")], [leaf("nowhere")]], ids=["twice", "no-path"])
def test_leaves_given_twice_or_without_a_path_are_refused(leaves: list[LeafFigure]) -> None:
    with pytest.raises(ProblemError):
        roll_up(leaves, paths_of({"a": ("c", "r")}))
