"""Nobody's own figure can be read off the sums that are shown, however they are added and subtracted."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.disclosure import may_show

FACTS = st.tuples(st.sampled_from("ABCD"), st.integers(0, 2))
FIGURES = st.dictionaries(st.integers(0, 9), st.frozensets(FACTS, max_size=6), max_size=8)


def rank(rows: list[list[int]]) -> int:
    """Rank by exact elimination, another way than the program's."""
    left = [[Fraction(v) for v in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((r for r in range(found, len(left)) if left[r][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for r in range(found + 1, len(left)):
            factor = left[r][column] / left[found][column]
            left[r] = [x - factor * y for x, y in zip(left[r], left[found], strict=True)]
        found += 1
    return found


def readable(figures: list[frozenset[tuple[str, int]]]) -> set[str]:
    """Owners of whom some combination of the figures tells a sum of theirs alone."""
    facts = sorted({f for figure in figures for f in figure})
    matrix = [[int(f in figure) for f in facts] for figure in figures]
    return {
        owner
        for owner in {o for o, _n in facts}
        if rank([[v for v, f in zip(row, facts, strict=True) if f[0] != owner] for row in matrix]) < rank(matrix)
    }


@settings(max_examples=150)
@given(FIGURES)
def test_no_combination_of_shown_figures_tells_of_one_owner_alone(figures: dict[int, frozenset]) -> None:
    shown = may_show(figures, owner=lambda fact: fact[0])

    assert readable([figures[k] for k in shown]) == set()


@settings(max_examples=60)
@given(FIGURES)
def test_nothing_is_left_out_when_nothing_can_be_read(figures: dict[int, frozenset]) -> None:
    if not readable(list(figures.values())):
        assert may_show(figures, owner=lambda fact: fact[0]) == set(figures)


def test_a_total_does_not_give_away_the_one_part_that_is_hidden() -> None:
    figures = {
        "total": frozenset({("A", 1), ("B", 1), ("C", 1), ("A", 2), ("B", 2)}),
        "of C": frozenset({("C", 1)}),
        "large": frozenset({("A", 1), ("B", 1), ("A", 2), ("B", 2)}),
    }

    assert may_show(figures, owner=lambda fact: fact[0]) == {"total"}


def test_figures_that_go_together_are_shown_all_or_none() -> None:
    figures = {"2027": frozenset({("A", 1), ("B", 1)}), "2028": frozenset({("A", 2)})}

    assert may_show(figures, owner=lambda fact: fact[0]) == {"2027"}
    assert may_show(figures, owner=lambda fact: fact[0], together=[["2027", "2028"]]) == set()
