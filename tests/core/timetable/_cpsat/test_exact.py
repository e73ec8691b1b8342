"""The exact model against enumeration, over all kinds of rules."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.timetable.oracle import best_by_enumeration, num_placings, num_sectionings
from tests.core.timetable.small import ALL_KINDS, problems

from remeslo.core.timetable._cpsat.exact import solve_exactly
from remeslo.core.timetable.check import check
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import TimetableProblem
from remeslo.core.timetable.result import Status


def _agrees(problem: TimetableProblem) -> None:
    result = solve_exactly(problem, limit_s=60, workers=1)
    best = best_by_enumeration(problem)

    if best is None:
        assert result.status is Status.INFEASIBLE
        return
    assert (result.status, result.bound) == (Status.OPTIMAL, best)
    assert result.timetable is not None
    assert result.score is not None
    assert result.score.total == best
    assert check(problem, result.timetable) == []


@settings(max_examples=20, deadline=None)
@given(problems(max_classes=5, max_students=3))
def test_solve_exactly_agrees_with_enumeration_and_its_timetable_is_lawful(problem: TimetableProblem) -> None:
    assume(num_placings(problem) * num_sectionings(problem) <= 60)
    _agrees(problem)


@pytest.mark.parametrize("kind", ALL_KINDS)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_each_kind_agrees_with_enumeration_hard_and_soft(kind: DistributionKind, data: st.DataObject) -> None:
    problem = data.draw(problems(kinds=[kind], max_classes=5, max_students=0))
    assume(num_placings(problem) <= 60)
    _agrees(problem)
