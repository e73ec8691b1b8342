"""The convex transportation problem against every way to fill its cells."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.curriculum.even import Row, spread_evenly


@st.composite
def cells(draw: st.DrawFn) -> tuple[list[Row], dict[int, int]]:
    places = tuple(range(draw(st.integers(1, 4))))
    room = {p: draw(st.integers(1, 4)) for p in places}
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        open_ = tuple(sorted(draw(st.sets(st.sampled_from(places), min_size=1))))
        needed = draw(st.none() | st.sampled_from(open_))
        rows.append(Row(draw(st.integers(1, 5)), open_, draw(st.integers(1, 3)), needed))
    return rows, room


@settings(max_examples=100)
@given(cells())
def test_even_spread_is_the_best_of_all_ways(problem: tuple[list[Row], dict[int, int]]) -> None:
    rows, room = problem
    last = max(room)

    found = spread_evenly(rows, room, last=last)

    best = min((cost(ways, room, last) for ways in all_ways(rows, room)), default=None)
    assert (found is None) == (best is None)
    if found is not None:
        assert [sum(cells.values()) for cells in found] == [row.units for row in rows]
        assert cost(found, room, last) == best


def cost(ways: list[dict[int, int]], room: dict[int, int], last: int) -> tuple[int, int]:
    """Unused room of inner weeks first (as an even row of its own), then squares, as one number."""
    squares = sum(n * n for cells in ways for n in cells.values())
    unused = [room[p] - sum(cells.get(p, 0) for cells in ways) for p in room if p != last]
    return (sum(100 * n + n * n for n in unused) + squares, 0)


def all_ways(rows: list[Row], room: dict[int, int]) -> list[list[dict[int, int]]]:
    ways = []
    for filled in product(*(row_ways(row) for row in rows)):
        if all(sum(cells.get(p, 0) for cells in filled) <= room[p] for p in room):
            ways.append(list(filled))
    return ways


def row_ways(row: Row) -> list[dict[int, int]]:
    amounts = product(range(min(row.pace, row.units) + 1), repeat=len(row.places))
    cells = [dict(zip(row.places, a, strict=True)) for a in amounts if sum(a) == row.units]
    return [c for c in cells if row.needed is None or c[row.needed] > 0]


def test_even_spread_leaves_the_weeks_without_an_item_to_the_end() -> None:
    assert spread_evenly([Row(2, (0, 1, 2), 2)], dict.fromkeys(range(3), 1), last=2) == [{0: 1, 1: 1}]


def test_even_spread_of_nothing_is_nothing() -> None:
    assert spread_evenly([], {0: 3}, last=0) == []


def test_even_spread_finds_cells_larger_than_the_mean_suggests() -> None:
    assert spread_evenly([Row(9, (0, 1), 9), Row(8, (1,), 8)], {0: 9, 1: 8}, last=1) == [{0: 9}, {1: 8}]
