"""Hidden cells of boards over leaves: every hierarchy, programmes, leaves of which nothing is known, sums of years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from tests.core.rollup.linear import leaks, sets_of
from tests.core.rollup.samples import HIERARCHIES, leaf, paths_of, trees_with_leaves

from remeslo.core.rollup.leaf import LeafFigure, Path, Spot
from remeslo.core.rollup.suppress import BoardCell, hidden_cells


def name(cell: BoardCell) -> str:
    return f"{cell.period}|{cell.node}|{cell.programme}"


def cells_of(leaves: list[LeafFigure], paths: dict[Spot, Path], count: bool) -> tuple[dict[str, int], list]:  # type: ignore[type-arg]
    """Atoms and trees of a board, made here anew."""
    people: dict[str, int] = {}
    trees: list[dict[str, list[str]]] = [{} for _h in HIERARCHIES]
    for one in leaves:
        node = f"unit:{one.unit}"
        atom = f"{one.period}|{node}|{one.programme}"
        people[atom] = one.people if one.counts or not count else 0
        for tree, hierarchy in zip(trees, HIERARCHIES, strict=True):
            tree[atom] = [f"{one.period}|{n}|None" for n in paths[Spot(hierarchy, one.unit, one.period)]]
    return people, trees


@settings(deadline=None, max_examples=80)
@given(trees_with_leaves())
def test_no_way_of_adding_up_gives_a_hidden_cell(case: tuple[list[LeafFigure], dict[Spot, Path]]) -> None:
    leaves, paths = case

    hidden = {name(c) for c in hidden_cells(leaves, paths)}

    for counted in (False, True):
        people, trees = cells_of(leaves, paths, counted)
        sets = sets_of(people, trees)
        held = [c for c in hidden if sets[c]]
        small = {c for c, atoms in sets.items() if 0 < sum(people[a] for a in atoms) < 5}
        assert small <= hidden
        assert leaks(people, sets, held, 5) == []


def test_indicators_that_are_not_about_people_are_never_hidden() -> None:
    leaves = [leaf("a", people=2), leaf("b", people=30)]
    paths = paths_of({"a": ("c", "r"), "b": ("c", "r")})

    assert hidden_cells(leaves, paths, people=lambda _key: False) == frozenset()
    assert BoardCell("K3", "2026", "unit:a", "p") in hidden_cells(leaves, paths)
    assert BoardCell("K3", "2026", "unit:a") in hidden_cells(leaves, paths)


def test_a_sum_over_years_does_not_bring_a_hidden_year_back() -> None:
    years = {"2025": {"a": 3, "b": 20}, "2026": {"a": 17, "b": 20}}
    leaves = [
        leaf(u, period=y, people=n, below=Decimal(n), known=Decimal(n), expected=Decimal(n))
        for y, some in years.items()
        for u, n in some.items()
    ]
    paths = {
        **paths_of({"a": ("c", "r"), "b": ("c", "r")}, "2025"),
        **paths_of({"a": ("c", "r"), "b": ("c", "r")}, "2026"),
    }

    apart = hidden_cells(leaves, paths)
    together = hidden_cells(leaves, paths, sums={"2025-2026": ("2025", "2026")})

    assert {c.period for c in apart} == {"2025"}
    of_a = [c for c in together if c.node == "unit:a"]
    assert {c.period for c in of_a} > {"2025"}


def test_cells_hidden_before_stay_hidden_when_more_people_come() -> None:
    paths = paths_of({"a": ("c", "r"), "b": ("c", "r"), "d": ("c", "r")})
    before = hidden_cells([leaf("a", people=3), leaf("b", people=30), leaf("d", people=40)], paths)

    after = hidden_cells([leaf("a", people=6), leaf("b", people=30), leaf("d", people=40)], paths, held=before)

    assert before and before <= after


def test_equal_counts_of_two_indicators_are_hidden_alike() -> None:
    leaves = [leaf("a", people=3), leaf("b", people=30), leaf("d", people=40)]
    others = [replace(x, indicator="K4", above=Decimal(1)) for x in leaves]

    hidden = hidden_cells([*leaves, *others], paths_of({"a": ("c", "r"), "b": ("c", "r"), "d": ("c", "r")}))

    assert {c._replace(indicator="") for c in hidden if c.indicator == "K3"} == {
        c._replace(indicator="") for c in hidden if c.indicator == "K4"
    }
