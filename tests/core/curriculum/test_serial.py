"""Rigid elements: schedules, the population and the solver against enumeration, the judge and each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.curriculum.tiny import bacp, gbac, mspsp, projects

from remeslo.core.curriculum._cpsat.blocks import Blocks
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.element import LinkKind, Precedence
from remeslo.core.curriculum.problem import Objective, RuleValue, TermProblem
from remeslo.core.curriculum.result import Status, TermPlan
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.score import score
from remeslo.core.curriculum.serialanneal import Annealing, is_annealable
from remeslo.core.curriculum.serialbounds import peak_bound, shortest_bound
from remeslo.core.curriculum.serialschedule import backward, forward
from remeslo.core.curriculum.serialsearch import SerialSearch
from remeslo.core.curriculum.serialsolve import plan_of
from remeslo.core.curriculum.serialtasks import Tasks, tasks_of
from remeslo.core.curriculum.solve import solve


def value_of(problem: TermProblem, plan: TermPlan) -> int:
    told = score(problem, plan)
    values = {Objective.WEEKS: told.weeks, Objective.PEAK: told.peak, Objective.BALANCE: told.balance + told.disliked}
    return values[problem.objective[0]]


def crews(tasks: Tasks) -> Iterator[dict[int, tuple[int, ...]]]:
    """Every way to put people on tasks."""
    if tasks.crew is None:
        yield {}
        return
    people = range(len(tasks.crew.skills))
    staffed = [t for t, needs in enumerate(tasks.crew.needs) if needs]
    some = [tuple(p for p in people if mask >> p & 1) for mask in range(1, 2 ** len(people))]
    for chosen in product(some, repeat=len(staffed)):
        yield dict(zip(staffed, chosen, strict=True))


def best_by_enumeration(problem: TermProblem) -> int | None:
    """The least value of any plan that the judge finds lawful; ``None`` when none is."""
    tasks = tasks_of(problem)
    assert tasks is not None
    everyone = list(crews(tasks))
    found: int | None = None
    for starts in product(*(np.flatnonzero(row).tolist() for row in tasks.open)):
        for crew in everyone:
            plan = plan_of(tasks, Blocks(starts, crew))
            value = value_of(problem, plan)
            if (found is None or value < found) and not any(f.hard for f in check(problem, plan)):
                found = value
    return found


def assert_solved(problem: TermProblem) -> None:
    result = solve(problem, limit_s=60, work_limit=4)
    best = best_by_enumeration(problem)

    if best is None:
        assert (result.status, result.plan) == (Status.INFEASIBLE, None)
        return
    assert (result.status, result.value, result.bound) == (Status.OPTIMAL, best, best)
    assert result.plan is not None
    assert [f for f in check(problem, result.plan) if f.hard] == []
    assert value_of(problem, result.plan) == best


@settings(max_examples=40)
@given(projects())
def test_projects_are_solved_as_enumeration_does(problem: TermProblem) -> None:
    assert_solved(problem)


@settings(max_examples=25)
@given(bacp())
def test_courses_in_periods_are_solved_as_enumeration_does(problem: TermProblem) -> None:
    assert_solved(problem)


@settings(max_examples=25)
@given(gbac())
def test_shared_courses_are_balanced_as_enumeration_does(problem: TermProblem) -> None:
    assert_solved(problem)


@settings(max_examples=15)
@given(mspsp())
def test_people_with_skills_are_placed_as_enumeration_does(problem: TermProblem) -> None:
    assert_solved(problem)


@settings(max_examples=60)
@given(projects(longest=9), st.integers(0, 3))
def test_schedules_of_the_population_are_lawful_plans_not_below_the_bound(problem: TermProblem, seed: int) -> None:
    tasks = tasks_of(problem)
    assert tasks is not None
    population = SerialSearch(tasks, seed=seed)
    for _ in range(3):
        population.round()
    if population.best is None:
        return

    plan = plan_of(tasks, Blocks(population.best.starts, {}))

    assert [f.code for f in check(problem, plan) if f.hard] == []
    assert plan.weeks == population.best.length >= shortest_bound(tasks).places
    assert (population.lengths[:-1] <= population.lengths[1:]).all()


@settings(max_examples=40)
@given(projects(longest=9))
def test_a_schedule_turned_round_twice_is_not_longer(problem: TermProblem) -> None:
    tasks = tasks_of(problem)
    assert tasks is not None
    places = tasks.places
    ahead, back = forward(tasks, places), backward(tasks, places)
    keys = np.zeros((1, tasks.count), dtype=np.int64)
    starts = ahead.schedule(ahead.orders(keys))
    length = (starts + tasks.weeks).max(axis=1)
    if length[0] > places:
        return

    late = back.schedule(back.orders(-(starts + tasks.weeks)), places - length)
    again = ahead.schedule(ahead.orders(places - late - tasks.weeks))

    if (late < places).all():
        assert [f.code for f in check(problem, plan_of(tasks, Blocks(tuple(again[0].tolist()), {}))) if f.hard] == []


@settings(max_examples=40)
@given(gbac(), st.integers(0, 3))
def test_annealing_tells_the_cost_that_score_counts(problem: TermProblem, seed: int) -> None:
    tasks = tasks_of(problem)
    assert tasks is not None
    if not is_annealable(tasks):
        return
    walk = Annealing(tasks, seed=seed)
    for part in range(4):
        walk.run(50, walk.temperature(part / 3))
    if walk.best is None:
        return

    plan = plan_of(tasks, Blocks(walk.best, {}))

    assert [f.code for f in check(problem, plan) if f.hard] == []
    assert value_of(problem, plan) == walk.best_cost


@settings(max_examples=40)
@given(bacp())
def test_the_bound_of_the_fullest_week_holds(problem: TermProblem) -> None:
    tasks = tasks_of(problem)
    assert tasks is not None

    best = best_by_enumeration(problem)

    assert best is None or peak_bound(tasks) <= best


def small_project() -> TermProblem:
    from remeslo.interchange.psplib import Job, PsplibInstance, as_problem

    jobs = (Job(1, 2, (1,), (3,)), Job(2, 3, (1,)), Job(3, 2, (2,)))
    return as_problem(PsplibInstance("p", jobs, (2,)))


def test_two_runs_with_the_same_work_give_the_same_plan() -> None:
    first, second = (solve(small_project(), work_limit=2, seed=3) for _ in range(2))

    assert first.plan == second.plan


def test_longest_lags_and_partial_overlap_are_kept() -> None:
    problem = small_project()
    a, b, c = problem.elements
    tied = replace(c, after=(Precedence(a.key, max_lag_weeks=1),))
    free = replace(b, after=(Precedence(a.key, LinkKind.START_START, lag_weeks=1),))
    problem = replace(problem, elements=(a, free, tied))

    assert_solved(problem)


def test_a_closed_week_of_a_resource_moves_what_needs_it() -> None:
    problem = small_project()
    closed = replace(problem.resources[0], by_week={1: 0})

    assert_solved(replace(problem, resources=(closed,)))


def test_cancelling_gives_back_what_there_is() -> None:
    result = solve(small_project(), cancelled=lambda: True)

    assert result.status is Status.CANCELLED


def test_progress_tells_the_best_and_the_bound_and_they_only_get_better() -> None:
    steps = []

    solve(small_project(), work_limit=2, progress=steps.append)

    told = [p for p in steps if p.stage == "blocks"]
    bests = [p.best for p in told if p.best is not None]
    bounds = [p.bound for p in told if p.bound is not None]
    assert bests == sorted(bests, reverse=True)
    assert bounds == sorted(bounds)
    assert (bests[-1], bounds[-1]) == (5, 5)


@pytest.mark.parametrize(
    "change",
    [
        {"objective": (Objective.WEEKS, Objective.EVEN)},
        {"required_outcomes": frozenset({"o"})},
        {"rules": {Rule.TOTAL_HOURS: RuleValue(9, "", True)}},
        {"rules": {Rule.WEEK_MIN_HOURS: RuleValue(1, "", True)}},
    ],
)
def test_a_problem_that_asks_for_more_is_not_one_of_tasks(change: dict[str, object]) -> None:
    assert tasks_of(small_project()) is not None
    assert tasks_of(replace(small_project(), **change)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ({"j1": {0: 1, 1: 1}, "j2": {0: 1, 1: 1, 2: 1}, "j3": {1: 1, 2: 1}}, "term.order_broken"),
        ({"j1": {0: 1, 1: 1}, "j2": {0: 1, 1: 1, 2: 1}, "j3": {2: 1, 3: 1}}, "term.resource_over_capacity"),
        ({"j1": {0: 1, 2: 1}, "j2": {0: 1, 1: 1, 2: 1}, "j3": {3: 1, 4: 1}}, "term.practice_interrupted"),
        ({"j1": {0: 2}, "j2": {0: 1, 1: 1, 2: 1}, "j3": {3: 1, 4: 1}}, "term.practice_part_week"),
    ],
)
def test_a_planted_violation_is_found(hours: dict[str, dict[int, int]], code: str) -> None:
    found = {f.code for f in check(small_project(), TermPlan(hours)) if f.hard}  # type: ignore[arg-type]

    assert code in found
