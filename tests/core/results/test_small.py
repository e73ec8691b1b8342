"""Hidden figures of small groups cannot be computed from what is shown, by exact linear algebra."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.base.test_disclosure import rank

from remeslo.core.base.findings import ProblemError
from remeslo.core.results.figures import Figure
from remeslo.core.results.small import Cell, Shown, hidden

LEAST = 5
TABLES = ((), ("college",), ("programme",), ("college", "programme"))
Counts = Mapping[tuple[str, str], int]


def figure(place: tuple[str, ...], people: int) -> Figure:
    return Figure(
        indicator="K3",
        edition=date(2022, 1, 1),
        period="2026",
        place=place,
        above=Decimal(0),
        below=Decimal(people),
        known=None,
        expected=None,
        people=people,
        to_confirm=0,
        confirmed=0,
        disputed=0,
        facts=(),
    )


def cells(counts: Counts) -> dict[Cell, frozenset[tuple[str, str]]]:
    """Every cell of the four tables with the finest places inside."""
    found: dict[Cell, set[tuple[str, str]]] = {}
    for college, programme in counts:
        places = ((), (college,), (programme,), (college, programme))
        for levels, place in zip(TABLES, places, strict=True):
            found.setdefault(Cell(levels, place), set()).add((college, programme))
    return {cell: frozenset(inside) for cell, inside in found.items()}


def board(counts: Counts) -> tuple[dict[Cell, frozenset[tuple[str, str]]], set[Cell]]:
    inside = cells(counts)
    tables = {
        levels: [figure(c.place, sum(counts[a] for a in atoms)) for c, atoms in inside.items() if c.levels == levels]
        for levels in TABLES
    }
    gone = hidden(tables, people=lambda key: True, least=LEAST)
    assert gone <= {Shown("K3", "2026", c) for c in inside}
    return inside, {s.cell for s in gone}


PLACES = [*list(product("ab", "pqr")), ("c", "p")]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(PLACES), st.integers(1, 12), min_size=1))
def test_no_small_sum_can_be_computed_from_what_is_shown(counts: dict[tuple[str, str], int]) -> None:
    inside, gone = board(counts)
    atoms = sorted(counts)
    shown = [[int(a in inside[c]) for a in atoms] for c in inside if c not in gone]
    small = [x for x in inside.values() if sum(counts[a] for a in x) < LEAST]

    assert all(c in gone for c, x in inside.items() if x in small)
    for secret in small:
        assert rank([*shown, [int(a in secret) for a in atoms]]) > rank(shown)
    for whole in [c for c in inside if c not in gone]:
        for levels in TABLES:
            parts = [c for c in inside if c not in gone and c.levels == levels and inside[c] < inside[whole]]
            rest = inside[whole].difference(*(inside[p] for p in parts))
            assert not parts or not 0 < sum(counts[a] for a in rest) < LEAST


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(PLACES), st.integers(LEAST, 30), min_size=1))
def test_nothing_is_hidden_where_every_group_is_large(counts: dict[tuple[str, str], int]) -> None:
    assert board(counts)[1] == set()


def test_a_total_does_not_bring_back_the_one_small_group() -> None:
    _inside, gone = board({("a", "p"): 30, ("a", "q"): 2, ("a", "r"): 9})

    assert Cell(("college", "programme"), ("a", "q")) in gone
    assert Cell(("college", "programme"), ("a", "r")) in gone, "the smaller of the two others hides it"
    assert Cell(("college", "programme"), ("a", "p")) not in gone
    assert Cell((), ()) not in gone


def test_tables_without_a_finest_one_are_refused() -> None:
    with pytest.raises(ProblemError, match="levels"):
        hidden({("college",): [], ("programme",): []}, people=lambda key: True)


def test_exact_rank_knows_dependent_rows() -> None:
    assert rank([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]]) == 1  # type: ignore[list-item]
