"""Continuations: shortest again by trying every plan, lawful, and no more moved than must be."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from tests.core.curriculum.small import after, element, exam, problem, problems, rule

from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.replan import Facts, cohort, replan
from remeslo.core.curriculum.resources import Need, Person, Resource, ResourceKey, StaffNeed, TeacherKey
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.solve import solve
from remeslo.core.curriculum.whatif.change import ChangeRefused

A, B, C = ElementKey("a"), ElementKey("b"), ElementKey("c")


@settings(deadline=None, max_examples=5)
@given(problems())
def test_a_plan_that_nothing_happened_to_stays_as_it_is(tiny: TermProblem) -> None:
    result = solve(tiny, work_limit=5)
    assume(result.status is Status.OPTIMAL)
    assert result.plan is not None

    found = replan(tiny, result.plan, Facts(week=2), work_limit=5)

    assert found.result.weeks == result.weeks
    assert found.weeks_later == 0
    assert found.difference is not None
    assert found.result.plan is not None
    assert found.difference.hours_moved == 0


@settings(deadline=None, max_examples=5)
@given(problems())
def test_hours_lost_are_planned_again_and_hours_done_stay_where_they_were(tiny: TermProblem) -> None:
    result = solve(tiny, work_limit=5)
    assume(result.status is Status.OPTIMAL and result.weeks is not None and result.weeks > 1)
    assert result.plan is not None
    lost = next((k for k, weeks in result.plan.hours.items() if 0 in weeks and not tiny.by_key[k].whole_weeks), None)
    assume(lost is not None)
    assert lost is not None

    found = replan(tiny, result.plan, Facts(week=1, done={lost: {}}), work_limit=5)

    if found.result.plan is None:
        assert found.result.status is not Status.OPTIMAL
        return
    assert not any_hard(check(found.problem, found.result.plan))
    assert found.weeks_later is not None
    assert found.weeks_later >= 0
    assert found.result.plan.hours[lost].get(0, 0) == 0
    for key, weeks in result.plan.hours.items():
        if key != lost:
            assert found.result.plan.hours[key].get(0, 0) == weeks.get(0, 0)


def test_a_failed_exam_is_taken_again_before_what_waits_for_it() -> None:
    tiny = problem(
        element("a", attestations=exam()), element("b", 4, after=after("a")), element("c", 8), total_hours=rule(18)
    )
    plan = solve(tiny, work_limit=5).plan
    assert plan is not None

    found = replan(tiny, plan, Facts(week=max(plan.hours[A]) + 1, failed={A: 2}), work_limit=5)

    assert found.result.plan is not None
    assert found.result.status is Status.OPTIMAL
    again = found.result.plan.hours[ElementKey("a+")]
    assert sum(again.values()) == 2
    assert max(again) < min(found.result.plan.hours[B])
    assert found.weeks_later == 2


def test_a_closed_workshop_moves_what_needs_it_and_nothing_else() -> None:
    shop = Resource(key=ResourceKey("W1"), title="Workshop", capacity=6)
    inside = element("a", 6, max_hours_per_week=2, needs=(Need(ResourceKey("W1")),))
    outside = [element("b", 6, max_hours_per_week=2), element("c", 10, max_hours_per_week=2)]
    basis = problem(*outside)
    tiny = TermProblem("tiny", basis.calendar, (inside, *outside), basis.rules, resources=(shop,))
    plan = solve(tiny, work_limit=5).plan
    assert plan is not None
    shut = frozenset(plan.hours[A]) - {0}

    found = replan(tiny, plan, Facts(week=1, closed={ResourceKey("W1"): shut}), work_limit=5)

    assert found.result.plan is not None
    assert not set(found.result.plan.hours[A]) & shut
    assert found.difference is not None
    assert {m.key for m in found.difference.moves} == {A}
    assert found.problem.resources[0].in_week(min(shut)) == 0


def test_a_teacher_who_left_is_on_nothing_from_that_week_on() -> None:
    weld = StaffNeed("welding")
    parts = (element("a", 2, staff=(weld,)), element("b", 2, after=after("a"), staff=(weld,)))
    people = tuple(Person(key=TeacherKey(k), skills=frozenset({"welding"})) for k in ("ivanov", "petrov"))
    basis = problem(element("x"))
    tiny = TermProblem("tiny", basis.calendar, parts, basis.rules, people=people)
    plan = solve(tiny, work_limit=5).plan
    assert plan is not None
    (mine,) = plan.people[B]

    found = replan(tiny, plan, Facts(week=1, gone=frozenset({mine})), work_limit=5)

    assert found.result.plan is not None
    assert mine not in found.result.plan.people[B]
    assert found.result.weeks == plan.weeks


def test_where_the_calendar_is_too_short_a_course_more_is_tried() -> None:
    tiny = problem(element("a", 30), courses=1)
    plan = solve(tiny, work_limit=5).plan
    assert plan is not None

    found = replan(tiny, plan, Facts(week=1, done={A: {}}), work_limit=5)

    assert found.result.weeks == 53
    assert len(found.problem.calendar) == 104


def test_facts_about_what_is_not_there_are_refused_by_name() -> None:
    tiny = problem(element("a", 6))
    plan = solve(tiny, work_limit=5).plan
    assert plan is not None
    wrong = (
        Facts(week=-1),
        Facts(week=900),
        Facts(week=1, failed={B: 2}),
        Facts(week=1, failed={A: 0}),
        Facts(week=1, closed={ResourceKey("W9"): frozenset({2})}),
        Facts(week=1, gone=frozenset({TeacherKey("nobody")})),
    )

    for facts in wrong:
        with pytest.raises(ChangeRefused):
            cohort(tiny, plan, facts)


def test_weeks_barred_for_an_element_are_not_used_and_weeks_gone_by_are_left_alone() -> None:
    tiny = problem(element("a", 6, max_hours_per_week=2), element("c", 4))
    plan = solve(tiny, work_limit=5).plan
    assert plan is not None
    facts = Facts(week=1, barred={A: frozenset(range(4))})

    middle = cohort(tiny, plan, facts)

    assert middle.by_key[A].weeks_allowed is not None
    assert {0, 1, 2, 3} & middle.by_key[A].weeks_allowed == {0}
    assert replace(middle, previous=None).done == middle.done
