"""Cohorts of every kind are rules, calendars and facts: part-time, adult, accelerated, in the middle, several."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.core.curriculum.small import after, element, problem, rule

from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import Choice, Group, LinkKind, Objective, Precedence, TermProblem
from remeslo.core.curriculum.resources import Need, Resource, ResourceKey
from remeslo.core.curriculum.result import Status, TermPlan
from remeslo.core.curriculum.solve import solve

EVENING = YearLayout(autumn=4, winter=1, spring=4)


def shortest(tiny: TermProblem) -> int:
    """Weeks of the plan, proven and judged."""
    result = solve(tiny, work_limit=4, workers=2)
    assert result.status is Status.OPTIMAL
    assert result.plan is not None
    assert not any_hard(check(tiny, result.plan))
    assert result.weeks is not None
    return result.weeks


def test_part_time_group_with_half_the_hours_a_week_takes_twice_the_study_weeks() -> None:
    day = problem(element("a", 18))
    evening = problem(element("a", 18, max_hours_per_week=2), week_max_hours=rule(2), layout=EVENING)

    assert shortest(day) == 3
    assert shortest(evening) == 53, "nine study weeks of two hours: eight in the first course, one in the next"


def test_adult_whose_course_is_recognised_skips_it() -> None:
    course = element("course", 12, optional=True, outcomes=("o",))
    young = replace(problem(element("a", 6), course), required_outcomes=frozenset({"o"}))
    adult = replace(young, recognised=frozenset({"o"}))

    assert shortest(young) == 3
    assert shortest(adult) == 1


def test_accelerated_group_takes_the_shorter_of_two_ways() -> None:
    theory, workplace = element("theory", 12, optional=True), element("workplace", 6, optional=True)
    choice = Choice("c", (frozenset({ElementKey("theory")}), frozenset({ElementKey("workplace")})))
    both = replace(problem(element("a", 6), theory, workplace), ways=(choice,))

    result = solve(both, work_limit=4)

    assert (result.weeks, result.status) == (2, Status.OPTIMAL)
    assert result.plan is not None
    assert set(result.plan.hours) == {"a", "workplace"}


def test_two_programmes_that_share_an_element_and_a_workshop_take_turns() -> None:
    turning, welding = GroupKey("turning"), GroupKey("welding")
    shop = Resource(key=ResourceKey("shop"), title="shop", capacity=6)
    need = (Need(ResourceKey("shop")),)
    shared = element("law", 6)
    first = element("lathe", 12, groups=(turning,), needs=need)
    second = element("torch", 12, groups=(welding,), needs=need)
    alone = replace(
        problem(shared),
        elements=(shared, first, second),
        groups=(Group(key=turning), Group(key=welding)),
        resources=(shop,),
    )

    assert shortest(alone) == 5, "four study weeks and a break: the workshop's 24 hours, with the law beside them"
    free = replace(alone, resources=(replace(shop, capacity=12),))
    assert shortest(free) == 3


def test_partial_overlap_begins_a_course_before_the_other_has_ended() -> None:
    slow = element("slow", 8, max_hours_per_week=2)
    whole = problem(slow, element("next", 4, after=after("slow"), max_hours_per_week=2))
    half = Precedence(ElementKey("slow"), LinkKind.PARTIAL, 1, Fraction(1, 2))

    assert shortest(whole) == 52 + 1, "six study weeks"
    assert shortest(problem(slow, element("next", 4, after=(half,), max_hours_per_week=2))) == 5


@pytest.mark.parametrize(("recovered", "weeks"), ((1, 2), (0, 3)))
def test_holidays_cost_a_week_only_where_their_hours_are_not_taught_otherwise(recovered: int, weeks: int) -> None:
    tiny = problem(element("a", 12), holiday_hours_recovered=rule(recovered))
    first, *rest = tiny.calendar.weeks
    calendar = replace(tiny.calendar, weeks=(replace(first, hours_lost=2), *rest))

    assert shortest(replace(tiny, calendar=calendar)) == weeks


def test_cohort_in_the_middle_keeps_what_is_done_and_plans_the_rest() -> None:
    tiny = problem(element("a", 12), element("b", 6, after=after("a")))
    late = replace(tiny, done={ElementKey("a"): {0: 4}}, from_week=1)

    result = solve(late, work_limit=4)

    assert result.plan is not None
    assert result.plan.hours["a"][0] == 4
    assert (result.weeks, result.status) == (5, Status.OPTIMAL), (
        "8 hours more of a in two weeks, then b after the break"
    )
    assert not any_hard(check(late, result.plan))


def test_cohort_that_has_nothing_left_to_do_has_its_plan_already() -> None:
    tiny = replace(problem(element("a", 12)), done={ElementKey("a"): {0: 6, 1: 6}}, from_week=2)

    result = solve(tiny)

    assert (result.status, result.weeks, result.bound_by) == (Status.OPTIMAL, 2, "done")


def test_plan_stays_as_close_to_the_previous_one_as_the_term_allows() -> None:
    practice = element("p", 6, ElementKind.WORK_PRACTICE, whole_weeks=True)
    tiny = problem(practice, element("a", 6), element("b", 6))
    before = TermPlan({ElementKey("b"): {0: 6}, ElementKey("p"): {1: 6}, ElementKey("a"): {2: 6}})
    near = replace(tiny, previous=before, objective=(Objective.WEEKS, Objective.CLOSE))

    result = solve(near, work_limit=4)

    assert result.plan is not None
    assert result.score is not None
    assert (result.score.moved, result.close_status) == (0, Status.OPTIMAL)
    assert {k: dict(v) for k, v in result.plan.hours.items()} == {k: dict(v) for k, v in before.hours.items()}
