"""The search's sums against the judge's, whatever moves were made; the choices it leaves out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.timetable.oracle import num_placings, placings
from tests.core.timetable.small import planted, problems

from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.moves import recount
from remeslo.core.timetable.check import check
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import Timetable, TimetableProblem
from remeslo.core.timetable.score import score
from remeslo.core.timetable.search.layout import Layout, layout
from remeslo.core.timetable.search.pupils import Pupils
from remeslo.core.timetable.search.walker import Walker
from remeslo.core.timetable.sectioning.roll import Lists, lists_of

CHAINS = 128


def walker_of(problem: TimetableProblem, seed: int) -> tuple[Walker, Layout, Lists]:
    """A walk that begins anywhere, with students."""
    table, lists = layout(problem), lists_of(problem)
    pupils = None
    if lists.enrolments:
        pupils = Pupils(table.board, lists.roll, lists.begin(), weight=problem.weights.student, seed=seed)
    return Walker(table.board, table.choose({}), pupils, seed=seed, hard_price=7), table, lists


def standing(walker: Walker, table: Layout, lists: Lists) -> Timetable:
    """Where a walk stands, as a timetable."""
    here = walker.here()
    return Timetable(table.assignments(here.chosen), {} if here.choice is None else lists.students(here.choice))


@pytest.mark.parametrize("kind", DistributionKind)
@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_sums_after_many_moves_are_what_the_judge_counts(kind: DistributionKind, data: st.DataObject) -> None:
    problem = data.draw(problems(kinds=(kind,)))
    walker, table, lists = walker_of(problem, seed=data.draw(st.integers(0, 99)))
    for _ in range(3):
        walker.walk(200, 500.0, 5.0, CHAINS)
        walker.section(20, 2.0)
        walker.press(3)

    timetable = standing(walker, table, lists)
    judged = score(problem, timetable)
    seats_missing = bool(lists.findings)

    assert walker.soft == judged.total
    assert (walker.hard == 0) == (judged.hard == 0) or seats_missing or table.impossible is not None


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_sums_kept_move_by_move_equal_sums_made_afresh(data: st.DataObject) -> None:
    problem = data.draw(problems(max_classes=9))
    walker, _, _ = walker_of(problem, seed=1)
    walker.walk(2_000, 300.0, 1.0, CHAINS)
    kept = walker.state.copy()

    recount(walker.board, walker.state, walker.mates)

    assert np.array_equal(kept[: tb.PRICED + 1], walker.state[: tb.PRICED + 1])
    for first, count in ((tb.PAIRED, tb.NUM_CLASSES), (tb.WHOLE_COST, tb.NUM_WHOLES), (tb.WHOLE_HARD, tb.NUM_WHOLES)):
        rows = slice(walker.board[first], walker.board[first] + walker.board[count])
        assert np.array_equal(kept[rows], walker.state[rows])


@pytest.mark.parametrize("seed", range(3))
def test_a_bigger_week_keeps_its_sums_over_thousands_of_moves(seed: int) -> None:
    problem, _ = planted(seed)
    walker, table, lists = walker_of(problem, seed)

    walker.walk(20_000, 200.0, 1.0, 16)

    judged = score(problem, standing(walker, table, lists))
    assert walker.soft == judged.total
    assert (walker.hard == 0) == (judged.hard == 0)


@settings(deadline=None, max_examples=40)
@given(problem=problems(max_classes=4, max_students=0, required=True))
def test_no_lawful_timetable_has_a_choice_that_was_left_out(problem: TimetableProblem) -> None:
    table = layout(problem)
    lawful = (p for p in placings(problem) if not check(problem, Timetable(p))) if num_placings(problem) < 500 else ()

    for assignments in lawful:
        assert table.impossible is None
        assert table.assignments(table.choose(assignments)) == assignments
        assert score(problem, Timetable(assignments)).total >= table.bound()
