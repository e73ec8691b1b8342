"""The full term problem: resources, people, ways, groups, overlap, holidays, hours done; against trying every plan."""

import pytest
from hypothesis import Phase, given, settings
from tests.core.curriculum.full import fewest_weeks, full_problems

from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import lower_bound
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.pretest import blocks, pretest
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.solve import solve


def agrees(tiny: TermProblem) -> None:
    """Solve and the oracle say the same; what solve gives passes the check."""
    expected = fewest_weeks(tiny)

    result = solve(tiny, work_limit=5, workers=2)

    if expected is None:
        assert result.status is Status.INFEASIBLE
        return
    assert (result.status, result.weeks, result.bound) == (Status.OPTIMAL, expected, expected)
    assert result.plan is not None
    assert not any_hard(check(tiny, result.plan))


@settings(max_examples=40, deadline=None, phases=(Phase.generate,))
@given(full_problems())
def test_solve_of_the_full_problem_agrees_with_trying_every_plan(tiny: TermProblem) -> None:
    agrees(tiny)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, phases=(Phase.generate,))
@given(full_problems())
def test_solve_of_the_full_problem_agrees_with_trying_every_plan_of_three_hundred(tiny: TermProblem) -> None:
    agrees(tiny)


@settings(max_examples=40, deadline=None, phases=(Phase.generate,))
@given(full_problems())
def test_bounds_and_pretest_of_the_full_problem_forbid_no_lawful_plan(tiny: TermProblem) -> None:
    expected = fewest_weeks(tiny)

    if expected is not None:
        assert not any(blocks(f) for f in pretest(tiny))
        axis = Axis(tiny)
        assert axis.term(lower_bound(axis).places) <= expected
