"""Complementary suppression: nothing hidden can be computed, by algebra that shares nothing with the program."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.rollup.boards import board
from tests.core.rollup.linear import another_world, leaks, sets_of

from remeslo.core.base.findings import ProblemError
from remeslo.core.rollup.suppress import Board, protect


@st.composite
def boards(draw: st.DrawFn) -> Board[str]:
    """Up to a dozen and a half atoms in four trees."""
    dice = Random(draw(st.integers(0, 10**9)))
    return board(
        dice,
        num_units=draw(st.integers(1, 6)),
        num_clusters=draw(st.integers(1, 3)),
        num_regions=draw(st.integers(1, 3)),
        most=draw(st.sampled_from((12, 40))),
    )


@settings(deadline=None, max_examples=150)
@given(boards(), st.integers(2, 6))
def test_protect_over_overlapping_trees_leaves_nothing_hidden_computable(some: Board[str], least: int) -> None:
    sets = sets_of(some.people, some.trees)

    result = protect(some, least=least)

    assert result.small == {c for c, atoms in sets.items() if 0 < sum(some.people[a] for a in atoms) < least}
    assert result.small <= result.hidden
    assert leaks(some.people, sets, result.hidden, least) == []
    assert result.exposed == ()


@settings(deadline=None, max_examples=60)
@given(boards())
def test_protect_leaves_no_hidden_number_of_people_pinned_by_not_being_negative(some: Board[str]) -> None:
    sets = sets_of(some.people, some.trees)
    hidden = protect(some).hidden

    for cell in hidden:
        other = another_world(some.people, sets, hidden, cell)

        assert other is not None
        assert min(other.values()) >= 0
        assert sum(other[a] for a in sets[cell]) != sum(some.people[a] for a in sets[cell])
        for shown, atoms in sets.items():
            if shown not in hidden:
                assert sum(other[a] for a in atoms) == sum(some.people[a] for a in atoms)


@settings(deadline=None, max_examples=60)
@given(boards(), st.integers(0, 10**6))
def test_what_was_hidden_before_stays_hidden_and_secret(some: Board[str], seed: int) -> None:
    sets = sets_of(some.people, some.trees)
    dice = Random(seed)
    held = [c for c, atoms in sorted(sets.items()) if atoms and dice.random() < 0.2]

    result = protect(some, held=held)

    told = [s for c, s in sets.items() if c not in result.hidden]
    assert set(held) <= result.hidden
    assert leaks(some.people, sets, result.hidden, 5) == []
    assert all(sets[c] not in told for c in held)


@settings(deadline=None, max_examples=40)
@given(boards())
def test_a_board_shown_again_hides_the_same_and_nothing_more(some: Board[str]) -> None:
    first = protect(some)

    assert protect(some) == first
    assert protect(some, held=first.hidden).hidden == first.hidden


def test_how_many_are_hidden_is_close_to_the_fewest_possible() -> None:
    found = fewest = 0
    for seed in range(24):
        some = board(Random(seed), num_units=3, num_clusters=2, num_regions=2, most=12)
        sets = sets_of(some.people, some.trees)
        result = protect(some)
        others = sorted(c for c, atoms in sets.items() if atoms and c not in result.small)
        if len(others) > 11:
            continue
        extra = len(result.hidden - result.small)
        found += extra
        fewest += next(
            n
            for n in range(extra + 1)
            if n == extra
            or any(not leaks(some.people, sets, result.small | {*more}, 5) for more in combinations(others, n))
        )
    assert fewest > 0
    assert found <= fewest * 1.1


def test_a_group_told_before_is_never_hidden_and_what_it_gives_away_is_said() -> None:
    some = Board({"a": 3, "b": 9}, [{"a": ["all"], "b": ["all"]}])

    result = protect(some, told=["all", "b"])

    assert result.hidden == {"a"}
    assert result.exposed == (frozenset({"a"}),)


def test_cells_over_nobody_and_over_many_are_shown() -> None:
    some = Board({"a": 0, "b": 9, "c": 5}, [{key: ["all"] for key in "abc"}])

    assert protect(some).hidden == frozenset()


def test_two_small_parts_of_a_shown_whole_are_not_enough_where_together_they_are_few() -> None:
    some = Board({"a": 1, "b": 2, "c": 30, "d": 40}, [{key: ["all"] for key in "abcd"}])

    assert protect(some).hidden == {"a", "b", "c"}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Board({"a": -1}, [{"a": []}]),
        lambda: Board({"a": 1}, [{}]),
        lambda: Board({"a": 1, "b": 1}, [{"a": ["x"], "b": []}, {"a": [], "b": ["x"]}]).sums,
        lambda: protect(Board({"a": 1}, [{"a": []}]), least=0),
    ],
    ids=["negative", "left-out", "other-atoms", "least"],
)
def test_a_board_that_makes_no_sense_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ProblemError):
        wrong()
