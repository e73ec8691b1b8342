"""Small moves: always lawful, never worse, and none where there is nothing to move."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.staffing.assign.small import LATHE, duty, lawful, paper, person, problem, problems

from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.climb import Climb
from remeslo.core.staffing.assign.problem import MENDING, USUAL
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.table import NOBODY, Table
from remeslo.core.staffing.requirement import Requirement


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([USUAL, MENDING]).flatmap(lambda order: problems(objective=order)), st.data())
def test_moves_from_any_lawful_assignment_stay_lawful_and_make_nothing_worse(small, data) -> None:
    known = list(lawful(small))
    assume(known)
    begun = data.draw(st.sampled_from(known))
    table = Table(small)
    climb = Climb(table, table.stand(begun), Random(data.draw(st.integers(0, 9))))

    found = climb.run(40)

    after = table.plan(climb.board.stand)
    before, told = (score(small, a).by(small.objective) for a in (begun, after))
    assert not any(f.hard for f in check(small, after))
    assert told < before if found else told == before


def test_a_duty_that_nobody_may_take_is_left_alone_when_moves_begin_with_it() -> None:
    """The bug of 2026-11-23: a move that began with such a duty chose among no people and broke off the solve."""
    turning = duty("turning", needs=(Requirement(LATHE, 5),))
    table = Table(problem([person("ann")], [turning, duty("history")], qualifications=(paper("ann", LATHE),)))
    climb = Climb(table, [NOBODY, 0], Random(0))

    assert climb.run(30, sore=[[0]]) == 0
    assert climb.board.stand == [NOBODY, 0]
