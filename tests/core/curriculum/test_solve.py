"""The solver against an oracle, against the checker, and as a process: deterministic, anytime, to be cancelled."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.core.curriculum.small import after, element, exam, problem, problems, rule, shortest_by_enumeration

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import lower_bound
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import Objective, TermProblem
from remeslo.core.curriculum.result import Progress, Status
from remeslo.core.curriculum.score import score
from remeslo.core.curriculum.solve import solve


@settings(max_examples=60)
@given(problems())
def test_solve_agrees_with_enumeration_and_its_plan_passes_the_check(tiny: TermProblem) -> None:
    expected = shortest_by_enumeration(tiny)

    result = solve(tiny, work_limit=5, workers=2)

    if expected is None:
        assert result.status is Status.INFEASIBLE
        assert any_hard(result.findings)
        return
    assert (result.status, result.weeks, result.bound) == (Status.OPTIMAL, expected[0], expected[0])
    assert result.fit_status is Status.OPTIMAL
    assert result.plan is not None
    assert not any_hard(check(tiny, result.plan))
    assert result.score == score(tiny, result.plan)
    assert (result.score.weeks, result.score.unmet) == expected


@settings(max_examples=60)
@given(problems())
def test_lower_bound_is_never_above_the_shortest_plan(tiny: TermProblem) -> None:
    expected = shortest_by_enumeration(tiny)

    if expected is not None:
        axis = Axis(tiny)
        assert axis.term(lower_bound(axis).places) <= expected[0]


def test_solve_gives_the_same_plan_on_every_run() -> None:
    tiny = problem(
        element("a", (8, 12, 12), weight=Fraction(1)),
        element("b", 10, after=after("a")),
        element("c", 12, ElementKind.WORK_PRACTICE, whole_weeks=True),
        element("d", 14),
    )

    first, second = solve(tiny, work_limit=3, seed=7), solve(tiny, work_limit=3, seed=7)

    assert first == second
    assert first.plan is not None
    assert repr(first.plan.hours) == repr(second.plan.hours)


def test_solve_of_a_longer_minimum_takes_the_weeks_that_its_hours_fill() -> None:
    assert solve(problem(element("a", 18))).weeks == 3
    assert solve(problem(element("a", 20))).weeks == 5, "the fourth study week comes after the winter break"


def test_solve_prefers_the_hours_that_demand_weighs_more() -> None:
    result = solve(
        problem(
            element("plain", (6, 12, 12), weight=Fraction(1)),
            element("asked for", (6, 12, 12), weight=Fraction(2)),
            total_hours=rule(18),
        )
    )

    assert result.plan is not None
    assert (result.plan.of("plain"), result.plan.of("asked for")) == (6, 12)
    assert result.score is not None
    assert result.score.unmet == 6


def test_solve_serves_demand_before_it_keeps_to_hours_that_nobody_weighs() -> None:
    """To give the course its two hours more, the practice has to lose a week that it wanted and a third gains four."""
    result = solve(
        problem(
            element("practice", (6, 12, 12), ElementKind.WORK_PRACTICE, whole_weeks=True),
            element("course", (2, 4, 4), weight=Fraction(1)),
            element("rest", (2, 2, 6)),
            total_hours=rule(16),
        )
    )

    assert result.plan is not None
    assert {key: result.plan.of(key) for key in result.plan.hours} == {"practice": 6, "course": 4, "rest": 6}
    assert result.score is not None
    assert result.score.unmet == 0


@pytest.mark.parametrize(("limit", "findings"), ((4, []), (3, ["term.exams_over_limit"])))
def test_solve_obeys_a_soft_rule_only_where_it_costs_no_week(limit: int, findings: list[str]) -> None:
    seven = [element(k, 6, attestations=exam()) for k in "abcdefg"]
    soft = problem(*seven, exams_per_year_max=rule(limit, hard=False))

    result = solve(soft)

    assert result.weeks == 54, "seven full weeks: five in the first course, two in the second"
    assert result.plan is not None
    assert sorted({f.code for f in check(soft, result.plan)}) == findings


def test_solve_of_an_impossible_problem_names_the_cause_and_searches_nothing() -> None:
    told: list[Progress] = []

    result = solve(problem(element("a", 6, after=after("b")), element("b", 6, after=after("a"))), progress=told.append)

    assert result.status is Status.INFEASIBLE
    assert [f.code for f in result.findings] == ["term.precedence_cycle"]
    assert result.findings[0].facts["cycle"] == ("b", "a", "b")
    assert told == []


def test_solve_proves_by_search_that_two_practices_cannot_share_a_window() -> None:
    window = frozenset({0, 1})
    practice = {"kind": ElementKind.WORK_PRACTICE, "whole_weeks": True, "weeks_allowed": window}

    result = solve(problem(element("a", 12, **practice), element("b", 12, **practice)))

    assert result.status is Status.INFEASIBLE
    assert [f.code for f in result.findings] == ["term.no_plan_in_calendar"]


def test_solve_reports_stages_with_bounds_that_close() -> None:
    told: list[Progress] = []

    result = solve(problem(element("a", 20), element("b", 10)), progress=told.append)

    assert told[-1].stage == "done"
    assert (told[-1].best, told[-1].bound) == (result.weeks, result.bound)
    assert all(p.best is None or p.bound is None or p.bound <= p.best for p in told)
    bounds = [p.bound for p in told if p.bound is not None]
    assert bounds == sorted(bounds)


def test_solve_when_cancelled_at_once_says_so_and_has_no_plan() -> None:
    result = solve(problem(element("a", 20), element("b", 10)), cancelled=lambda: True)

    assert (result.status, result.plan) == (Status.CANCELLED, None)
    assert result.bound > 0


def test_solve_without_work_knows_a_bound_only() -> None:
    result = solve(problem(element("a", 20)), work_limit=0)

    assert (result.status, result.weeks, result.bound) == (Status.UNKNOWN, None, 5)


@pytest.mark.parametrize("missing", ("outcome", "vacation"))
def test_solve_finds_the_term_of_a_programme_whose_faults_lie_elsewhere(missing: str) -> None:
    tiny = problem(element("a", 36), winter_vacation_weeks_min=rule(2 if missing == "vacation" else 1))
    tiny = replace(tiny, required_outcomes=frozenset({"У 1"} if missing == "outcome" else ()))

    result = solve(tiny)

    expected = {"outcome": "term.outcome_missing", "vacation": "term.winter_vacation_too_short"}[missing]
    assert result.status is Status.OPTIMAL
    assert [f.code for f in result.findings] == [expected]
    assert result.plan is not None
    assert [f.code for f in check(tiny, result.plan) if f.hard] == [expected]


@pytest.mark.parametrize(
    "objective",
    [(Objective.PEAK,), (Objective.BALANCE,), (Objective.PEAK, Objective.BALANCE, Objective.WEEKS)],
)
def test_solve_tells_of_an_objective_that_it_does_not_work_towards(objective: tuple[Objective, ...]) -> None:
    spread = replace(problem(element("a", 8), courses=1), objective=objective)

    result = solve(spread, work_limit=1, workers=1)

    asked = tuple(o.value for o in objective if o is not Objective.WEEKS)
    assert [(f.code, f.facts["objectives"], f.hard) for f in result.findings] == [
        ("term.objective_not_pursued", asked, False)
    ]
    assert result.weeks == 2


@pytest.mark.parametrize("objective", [(Objective.PEAK,), (Objective.BALANCE,)])
def test_solve_has_nothing_to_tell_where_rigid_elements_are_planned_for_their_objective(
    objective: tuple[Objective, ...],
) -> None:
    rigid = problem(element("a", 3, one_week=True), courses=1)
    rigid = replace(rigid, objective=objective, rules={"week_max_hours": rule(6)})

    assert solve(rigid, work_limit=1, workers=1).findings == ()
    assert [
        f.code for f in solve(replace(rigid, required_outcomes=frozenset({"x"})), work_limit=1, workers=1).findings
    ] == [
        "term.outcome_missing",
        "term.objective_not_pursued",
    ]
