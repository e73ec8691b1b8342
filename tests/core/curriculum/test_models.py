"""The CP-SAT models by themselves: what the ladder of `solve` hides, because an earlier rung usually answers."""

from hypothesis import given, settings
from tests.core.curriculum.small import problems, shortest_by_enumeration

from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum._cpsat import stages
from remeslo.core.curriculum._cpsat.demand import Demand
from remeslo.core.curriculum._cpsat.run import Effort
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.pretest import blocks, pretest
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Status


def effort() -> Effort:
    return Effort.of(work=5, limit_s=60, seed=0, workers=2)


@settings(max_examples=60)
@given(problems())
def test_full_model_has_a_lawful_plan_exactly_from_the_shortest_term_on(tiny: TermProblem) -> None:
    expected = shortest_by_enumeration(tiny)
    if any(blocks(f) for f in pretest(tiny)):
        assert expected is None
        return
    axis = Axis(tiny)
    places = axis.places(expected[0]) if expected else len(axis.weeks) + 1

    if expected:
        drawn = stages.draw_any(axis, places, effort())
        assert drawn.weeks is not None
        plan = axis.plan(drawn.weeks.units)
        assert not any_hard(check(tiny, plan))
        assert stages.is_possible(axis, places, effort()) is not Status.INFEASIBLE, "a plan obeys the semester model"
    if places > 1:
        assert stages.draw_any(axis, places - 1, effort()).status is Status.INFEASIBLE


@settings(max_examples=40)
@given(problems())
def test_full_model_finds_the_least_unmet_demand(tiny: TermProblem) -> None:
    expected = shortest_by_enumeration(tiny)
    if expected is None:
        return
    axis = Axis(tiny)

    weeks, fit = stages.draw_fitting(axis, axis.places(expected[0]), effort())

    assert weeks is not None
    assert fit.status is Status.OPTIMAL
    assert Demand(axis).hours(fit.unmet) == expected[1]
