"""Samples A and B: their own curriculum laid out in weeks, and the same hours with free semesters, proven shortest."""

import pytest
from tests.core.curriculum.samples import sample

from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Status, TermPlan
from remeslo.core.curriculum.solve import solve
from remeslo.core.curriculum.volumes import PRACTICE_KINDS, mandatory_share

TERMS = {"a": 95, "b": 147}


@pytest.mark.parametrize("name", sorted(TERMS))
def test_sample_with_its_own_semesters_is_laid_out_in_weeks_that_the_check_accepts(name: str) -> None:
    problem = sample(name, fixed=True)

    result = solve(problem, work_limit=10)

    assert (result.status, result.weeks, result.bound) == (Status.OPTIMAL, TERMS[name], TERMS[name])
    assert result.plan is not None
    assert check(problem, result.plan) == []
    assert full_weeks(problem, result.plan)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TERMS))
def test_sample_with_free_semesters_takes_no_longer_and_that_is_proven(name: str) -> None:
    problem = sample(name, fixed=False)

    result = solve(problem, work_limit=1.5)

    assert (result.status, result.weeks, result.bound_by) == (Status.OPTIMAL, TERMS[name], "hours")
    assert result.fit_status is Status.OPTIMAL
    assert result.plan is not None
    assert check(problem, result.plan) == []
    assert practices_are_not_torn_by_vacations(problem, result.plan)


@pytest.mark.slow
def test_sample_is_planned_hour_by_hour_the_same_on_every_run() -> None:
    problem = sample("a", fixed=False)

    first, second = solve(problem, work_limit=1, seed=3), solve(problem, work_limit=1, seed=3)

    assert first == second
    assert first.plan is not None


def test_mandatory_part_of_the_samples_is_what_their_sheet_says() -> None:
    shares = {name: mandatory_share(sample(name, fixed=True), lambda e: e.hours_min) for name in TERMS}

    assert {name: round(float(share or 0), 3) for name, share in shares.items()} == {"a": 0.8, "b": 0.697}


def full_weeks(problem: TermProblem, plan: TermPlan) -> bool:
    return all(plan.in_week(w.index) == 36 for w in problem.calendar.study if w.index < plan.weeks)


def practices_are_not_torn_by_vacations(problem: TermProblem, plan: TermPlan) -> bool:
    semesters = {w.index: w.semester for w in problem.calendar}
    practices = [e for e in problem.elements if e.kind in PRACTICE_KINDS]
    return all(len({semesters[w] for w in plan.hours[e.key]}) == 1 for e in practices)


def test_plan_of_sample_b_has_the_customary_shape() -> None:
    """Its exams by module close their modules, and theory of a semester lies in every week that practice leaves it."""
    problem = sample("b", fixed=True)

    result = solve(problem, work_limit=10)

    assert result.plan is not None
    assert not any_hard(check(problem, result.plan))
    mathematics = result.plan.hours[problem.elements[6].key]
    pairs_a_week = set(mathematics.values())
    assert max(pairs_a_week) - min(pairs_a_week) <= 2, "102, 140 and 98 hours in 17, 21 and 14 weeks: six or eight each"
