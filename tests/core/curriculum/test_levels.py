"""Peak and balance of the weeks, sought after the fewest weeks; against trying every plan."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.core.curriculum.full import fewest_weeks, full_problems, lawful_plans
from tests.core.curriculum.small import element, problem

from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import Objective, TermProblem
from remeslo.core.curriculum.result import Status, TermPlan
from remeslo.core.curriculum.score import score
from remeslo.core.curriculum.solve import solve

W, P, B = Objective.WEEKS, Objective.PEAK, Objective.BALANCE


def loads(tiny: TermProblem, plan: TermPlan) -> tuple[int, ...]:
    """What the problem's load objectives are in a plan."""
    found = score(tiny, plan)
    return tuple(found.peak if o is P else found.balance + found.disliked for o in tiny.objective if o in (P, B))


@settings(max_examples=50, deadline=None, phases=(Phase.generate,))
@given(full_problems(), st.sampled_from([(W, P), (W, B), (W, P, B), (W, B, P)]))
def test_solve_finds_the_least_load_of_all_plans_of_the_fewest_weeks(
    tiny: TermProblem, order: tuple[Objective, ...]
) -> None:
    tiny = replace(tiny, objective=order)
    weeks = fewest_weeks(tiny)

    result = solve(tiny, work_limit=20, workers=2)

    assert result.weeks == weeks
    if result.plan is None or result.bound_by == "done":
        return
    assert result.load_status is Status.OPTIMAL
    assert not any_hard(check(tiny, result.plan))
    assert loads(tiny, result.plan) == min(loads(tiny, plan) for plan in lawful_plans(tiny, result.plan.weeks))


def test_a_lower_peak_never_costs_a_week_nor_the_hours_that_demand_wants() -> None:
    free = problem(element("a", (4, 8, 8)), element("b", 4), courses=1)

    plain = solve(free, work_limit=5, workers=1)
    flat = solve(replace(free, objective=(W, Objective.DEPTH, P)), work_limit=5, workers=1)

    assert flat.score is not None
    assert plain.score is not None
    assert (flat.weeks, flat.score.unmet) == (plain.weeks, plain.score.unmet)
    assert flat.score.peak <= plain.score.peak
    assert flat.findings == ()


@pytest.mark.parametrize("order", [(W, P, Objective.DEPTH), (W, Objective.DEPTH, Objective.EVEN, B), (P, W)])
def test_a_load_objective_that_stands_before_others_or_after_evenness_is_told_not_pursued(
    order: tuple[Objective, ...],
) -> None:
    result = solve(replace(problem(element("a", 8), courses=1), objective=order), work_limit=1, workers=1)

    assert [f.code for f in result.findings] == ["term.objective_not_pursued"]
    assert result.load_status is Status.UNKNOWN
