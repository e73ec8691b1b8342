"""The objectives, recomputed by hand."""

from fractions import Fraction

from tests.core.curriculum.small import element, problem

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.score import score


def plan(**hours: dict[int, int]) -> TermPlan:
    return TermPlan({ElementKey(k): weeks for k, weeks in hours.items()})


def test_score_of_equal_weeks_is_even() -> None:
    result = score(problem(element("a", 18)), plan(a={0: 6, 1: 6, 2: 6}))

    assert (result.weeks, result.unmet, result.unevenness) == (3, 0, 0)


def test_score_counts_squared_deviations_from_the_mean_of_the_run() -> None:
    result = score(problem(element("a", 12), element("b", 6)), plan(a={0: 6, 1: 2, 2: 4}, b={1: 4, 2: 2}))

    assert result.unevenness == (4 + 4 + 0) + (1 + 1)


def test_score_takes_weeks_of_practice_and_vacation_out_of_a_run() -> None:
    practice = element("p", 6, ElementKind.WORK_PRACTICE, whole_weeks=True)

    result = score(problem(element("a", 12), practice), plan(a={1: 6, 4: 6}, p={2: 6}))

    assert (result.weeks, result.unevenness) == (5, 6), "only the empty first week counts, its six hours unused"


def test_score_counts_unused_hours_of_weeks_before_the_last() -> None:
    result = score(problem(element("a", 8)), plan(a={0: 4, 1: 4}))

    assert result.unevenness == 2


def test_score_weighs_the_hours_that_demand_does_not_get() -> None:
    asked = [element("a", (2, 6, 6), weight=Fraction(3, 2)), element("b", (2, 4, 6), weight=Fraction(1))]

    assert score(problem(*asked), plan(a={0: 2}, b={0: 6})).unmet == 6


def test_score_of_an_empty_plan_is_zero_weeks() -> None:
    result = score(problem(element("a", 8)), plan())

    assert (result.weeks, result.unevenness) == (0, 0)
