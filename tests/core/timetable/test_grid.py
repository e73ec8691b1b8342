"""The grid's kernels against the judge, enumeration and the general kernels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching
from tests.core.timetable.grids import grids, teaching_week
from tests.core.timetable.oracle import best_by_enumeration, num_placings
from tests.core.timetable.small import class_, course, planted, rooms_with

from remeslo.core.timetable._kernels import gridtables as gt
from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.chains import NO_LIMIT
from remeslo.core.timetable._kernels.grid import exchange, lay_grid, make
from remeslo.core.timetable._kernels.gridanneal import may_take
from remeslo.core.timetable._kernels.gridchains import chain_on_grid
from remeslo.core.timetable.check import check
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import Distribution, TimePattern, Timetable, TimetableProblem
from remeslo.core.timetable.score import score
from remeslo.core.timetable.search.grid import Grid, grid_of
from remeslo.core.timetable.search.gridwalker import GridWalker
from remeslo.core.timetable.search.layout import Layout, layout
from remeslo.core.timetable.search.seating import seating
from remeslo.core.timetable.solve import solve


def grid(problem: TimetableProblem) -> tuple[Layout, Grid | None]:
    """A problem's tables, and its grid."""
    table = layout(problem)
    return table, grid_of(table.board, table.options)


def walker_of(problem: TimetableProblem, seed: int) -> tuple[GridWalker, Layout]:
    """A walk that begins anywhere; there must be a cell for everybody."""
    table, found = grid(problem)
    assert found is not None
    cells = seating(found, None, seed=seed)
    if cells is None:
        reject()
    return GridWalker(found, cells, seed=seed, hard_price=7), table


@settings(deadline=None, max_examples=30)
@given(problem=grids(), seed=st.integers(0, 99))
def test_sums_after_many_moves_are_what_the_judge_counts(problem: TimetableProblem, seed: int) -> None:
    walker, table = walker_of(problem, seed)

    walker.walk(500, 20.0, 2.0, 0)

    for found in (walker.here(), walker.found):
        timetable = Timetable(table.assignments(found.chosen))
        assert (found.hard == 0) == (check(problem, timetable) == [])
        if found.hard == 0:
            assert found.soft == score(problem, timetable).total


@settings(deadline=None, max_examples=30)
@given(problem=grids(), seed=st.integers(0, 99))
def test_sums_kept_move_by_move_equal_sums_made_afresh(problem: TimetableProblem, seed: int) -> None:
    walker, _ = walker_of(problem, seed)
    walker.walk(500, 20.0, 2.0, 0)
    kept = walker.state.copy()

    lay_grid(walker.board, walker.state)

    assert np.array_equal(kept[: tb.SOFT + 1], walker.state[: tb.SOFT + 1])
    assert np.array_equal(kept[tb.STATE_HEAD :], walker.state[tb.STATE_HEAD :])


@settings(deadline=None, max_examples=40)
@given(problem=grids(), seed=st.integers(0, 99), limit=st.integers(-20, 20), data=st.data())
def test_a_move_changes_the_sums_by_what_was_told_before(
    problem: TimetableProblem, seed: int, limit: int, data: st.DataObject
) -> None:
    walker, _ = walker_of(problem, seed)
    board, state = walker.board, walker.state
    c = data.draw(st.integers(0, int(board[gt.NUM_CLASSES]) - 1))
    slot, room = divmod(int(data.draw(st.sampled_from(walker.grid.cells(c).tolist()))), int(board[gt.NUM_ROOMS]))
    here = int(state[board[gt.SLOT] + c]), int(state[board[gt.ROOM] + c])
    assume((slot, room) != here and may_take(board, state, c, slot, room))
    before = walker.soft + 7 * walker.hard

    told = exchange(board, state, c, slot, room, NO_LIMIT)
    soon = exchange(board, state, c, slot, room, limit)
    make(board, state, c, slot, room)

    assert walker.soft + 7 * walker.hard - before == told
    assert soon == told if told <= limit else soon > limit


@settings(deadline=None, max_examples=30)
@given(problem=grids(max_courses=6), seed=st.integers(0, 99), limit=st.integers(-20, 20), data=st.data())
def test_a_chain_changes_slots_only_and_is_undone_whole_when_it_does_not_pay(
    problem: TimetableProblem, seed: int, limit: int, data: st.DataObject
) -> None:
    walker, _ = walker_of(problem, seed)
    walker.walk(100, 5.0, 1.0, 0)
    board, state = walker.board, walker.state
    num = int(board[gt.NUM_CLASSES])
    c = data.draw(st.integers(0, num - 1))
    slot = data.draw(st.sampled_from((walker.grid.cells(c) // board[gt.NUM_ROOMS]).tolist()))
    assume(slot != state[board[gt.SLOT] + c])
    before, cost, hard = state.copy(), walker.soft + state[gt.PRICE] * walker.hard, walker.hard

    kept = chain_on_grid(board, state, c, slot, limit)

    rows = slice(board[gt.SLOT], board[gt.WAY])
    if kept:
        turned = before[board[gt.SLOT] :][:num] != state[board[gt.SLOT] :][:num]
        ends = {int(before[board[gt.SLOT] + c]), slot}
        assert turned[c] and turned.sum() > 2
        assert set(state[board[gt.SLOT] :][:num][turned].tolist()) <= ends
        assert np.array_equal(before[board[gt.ROOM] :][:num], state[board[gt.ROOM] :][:num])
        assert walker.soft + state[gt.PRICE] * walker.hard - cost <= limit
        assert walker.hard <= hard
    else:
        assert np.array_equal(before[rows], state[rows])


@settings(deadline=None, max_examples=30)
@given(problem=grids(max_courses=5), seed=st.integers(0, 9))
def test_everybody_has_a_cell_of_his_own_whenever_there_is_one(problem: TimetableProblem, seed: int) -> None:
    table, found = grid(problem)
    assert found is not None
    num, size = len(problem.classes), int(found.board[gt.NUM_SLOTS] * found.board[gt.NUM_ROOMS])
    edges = np.zeros((num, size), np.int8)
    for c in range(num):
        edges[c, found.cells(c)] = 1

    cells = seating(found, table.choose({}), seed=seed)

    possible = (maximum_bipartite_matching(csr_array(edges), perm_type="column") >= 0).all()
    assert (cells is not None) == possible
    if cells is not None:
        flat = cells[:, 0] * found.board[gt.NUM_ROOMS] + cells[:, 1]
        assert len(set(flat.tolist())) == num
        assert all(flat[c] in found.cells(c) for c in range(num))


@settings(deadline=None, max_examples=25)
@given(problem=grids(max_courses=2, max_lectures=2, max_rooms=2))
def test_solve_agrees_with_enumeration_on_a_grid(problem: TimetableProblem) -> None:
    assume(num_placings(problem) < 3000)
    best = best_by_enumeration(problem)

    result = solve(problem, work_limit=20_000, limit_s=600)

    assert result.timetable is not None and result.score is not None
    assert (best is not None) == (check(problem, result.timetable) == [])
    if best is not None:
        assert result.score.total == best


@settings(deadline=None, max_examples=15)
@given(problem=grids(), seed=st.integers(0, 9))
def test_a_lawful_start_on_a_grid_is_never_made_worse_and_pins_stay(problem: TimetableProblem, seed: int) -> None:
    first = solve(problem, work_limit=3_000, limit_s=600, seed=seed)
    assume(first.score is not None and first.score.hard == 0)
    assert first.timetable is not None and first.score is not None
    pins = [c.id for c in problem.classes[::2]]

    again = solve(problem, work_limit=3_000, limit_s=600, seed=seed + 1, start=first.timetable, pins=pins)

    assert again.timetable is not None and again.score is not None
    assert again.score.hard == 0 and again.score.total <= first.score.total
    assert all(again.timetable.assignments[c] == first.timetable.assignments[c] for c in pins)


def test_long_walks_with_chains_keep_their_sums() -> None:
    problem = teaching_week()
    walker, table = walker_of(problem, 1)

    walker.walk(200_000, 10.0, 0.5, 0)

    here = walker.here()
    assert walker.state[tb.CHAINS_KEPT] > 100
    assert (here.hard, here.soft) == (0, score(problem, Timetable(table.assignments(here.chosen))).total)


@pytest.mark.parametrize("seed", range(4))
def test_a_week_with_students_weeks_and_ways_is_no_grid(seed: int) -> None:
    problem, _ = planted(seed)

    assert grid(problem)[1] is None


@given(problem=grids(max_courses=2), data=st.data())
@settings(deadline=None, max_examples=20)
def test_rules_that_the_grid_does_not_know_make_it_none(problem: TimetableProblem, data: st.DataObject) -> None:
    ids = [c.id for c in problem.classes]
    assume(len(ids) > 1)
    other = data.draw(
        st.sampled_from(
            (
                Distribution(DistributionKind.SAME_ROOM, ids[:2], required=True),
                Distribution(DistributionKind.NOT_OVERLAP, ids[:2], penalty=1),
                Distribution(DistributionKind.MAX_DAYS, ids, (1,), penalty=1),
            )
        )
    )

    assert grid(problem)[1] is not None
    assert grid(replace(problem, distributions=(*problem.distributions, other)))[1] is None


def test_slots_that_overlap_in_part_make_no_grid() -> None:
    whole = class_("a", TimePattern(1, 0, 2, 1), TimePattern(1, 2, 2, 1), rooms=["r"])
    shifted = class_("b", TimePattern(1, 1, 2, 1), TimePattern(1, 4, 2, 1), rooms=["r"])
    problem = TimetableProblem(
        name="shifted",
        weeks=1,
        days=1,
        slots_per_day=6,
        rooms=rooms_with({}, "r"),
        courses=(course("c", [[whole], [shifted]]),),
    )

    assert grid(problem)[1] is None
