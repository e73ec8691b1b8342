"""The solver against every assignment of small problems, and against the independent check."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.staffing.assign.small import best, problems

from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.problem import MENDING, USUAL
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.solve import solve
from remeslo.core.staffing.result import Status


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([USUAL, MENDING]).flatmap(lambda order: problems(objective=order)))
def test_solve_agrees_with_enumeration_at_every_level_and_its_plan_passes_the_check(small) -> None:
    result = solve(small, limit_s=60, workers=1)

    expected = best(small)
    if expected is None:
        assert result.status is Status.INFEASIBLE
        assert any(f.hard for f in result.findings)
        return
    assert result.status is Status.OPTIMAL
    assert result.objective == result.bound == expected
    assert not any(f.hard for f in check(small, result.plan))
    assert score(small, result.plan).by(small.objective) == expected
