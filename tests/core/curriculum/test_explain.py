"""What holds a term: only relaxations confirmed by solving again."""

import pytest
from tests.core.curriculum.samples import sample
from tests.core.curriculum.small import after, element, exam, problem, rule

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.explain import explain
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.relax import by_one_step, removals
from remeslo.core.curriculum.result import Cause, Status
from remeslo.core.curriculum.solve import answer, solve

WHOLE = {"kind": ElementKind.WORK_PRACTICE, "whole_weeks": True}


def causes(tiny: TermProblem) -> dict[str, Cause]:
    result = solve(tiny, work_limit=5)
    return {f"{c.rule} {c.where}".strip(): c for c in explain(tiny, result, work_limit=20)}


def test_explain_says_that_hours_hold_a_term_of_hours() -> None:
    tiny = problem(element("a", (18, 18, 18)), element("b", 14), total_hours=rule(32), vacation_weeks_min=rule(8))

    found = causes(tiny)

    assert set(found) == {"week_max_hours", "vacation_weeks_min course 1", "total_hours"}
    assert solve(tiny).weeks == 53
    assert found["week_max_hours"].facts["to"] == 7
    assert (found["week_max_hours"].weeks_after, found["week_max_hours"].lawful) == (6, False)
    assert (found["total_hours"].weeks_after, found["total_hours"].lawful) == (6, False)
    vacation = found["vacation_weeks_min course 1"]
    assert vacation.lawful, "47 weeks of vacation leave much above the least eight"
    assert (vacation.facts["from"], vacation.facts["to"], vacation.weeks_after) == (47, 46, 7)


def test_explain_names_the_chain_that_holds_a_term() -> None:
    tiny = problem(element("a", 6, max_hours_per_week=2), element("b", 4, max_hours_per_week=2, after=after("a")))

    found = causes(tiny)

    saved = {key: (c.weeks_after, c.lawful) for key, c in found.items()}
    assert saved == {
        "hours_min": (2, False),
        "pace a": (3, True),
        "precedence b": (3, True),
        "pace b": (5, True),
    }
    assert next(iter(found)) == "hours_min", "what saves most comes first"


def test_explain_names_the_window_that_holds_a_term() -> None:
    found = causes(problem(element("a", 6, weeks_allowed=frozenset({5}), **WHOLE), element("b", 4)))

    assert set(found) == {"window a"}
    assert (found["window a"].weeks_after, found["window a"].lawful) == (2, True)


def test_explain_names_the_yearly_limit_that_holds_a_term() -> None:
    three = [element(f"e{n}", 2, attestations=exam()) for n in range(3)]

    found = causes(problem(*three, exams_per_year_max=rule(2)))

    assert set(found) == {"exams_per_year_max"}
    assert (found["exams_per_year_max"].facts["to"], found["exams_per_year_max"].weeks_after) == (3, 1)


def test_explain_gives_up_a_fixed_curriculum_where_it_keeps_a_rule_from_helping() -> None:
    fixed = [element("a", 18, semester_hours=((1, 18),)), element("b", 8, semester_hours=((2, 8),))]

    found = causes(problem(*fixed, total_hours=rule(26)))

    assert found["week_max_hours"].facts["together"] == ("curriculum",)
    assert "curriculum" not in found


def test_explain_of_an_impossible_problem_names_each_single_way_out() -> None:
    tiny = problem(element("a", 32), element("b", 32))
    result = solve(tiny)

    found = explain(tiny, result, work_limit=20)

    assert result.status is Status.INFEASIBLE
    assert {c.rule for c in found} == {"calendar", "week_max_hours", "hours_min"}
    assert all(c.weeks_after is None for c in found)


def test_explain_of_a_circle_names_the_links_whose_removal_opens_it() -> None:
    ring = problem(element("a", after=after("b")), element("b", after=after("a")), element("c", after=after("a")))

    found = explain(ring, solve(ring), work_limit=20)

    assert {(c.rule, c.where, c.facts["before"]) for c in found} == {
        ("precedence", "a", "b"),
        ("precedence", "b", "a"),
    }


def test_explain_finds_a_smallest_set_when_no_single_removal_is_enough() -> None:
    """A practice that fits no window and a discipline above the total: neither way out is one by itself."""
    tiny = problem(element("a", 12, weeks_allowed=frozenset({0, 4}), **WHOLE), element("b", 20), total_hours=rule(30))

    found = explain(tiny, solve(tiny), work_limit=20)

    assert len(found) == 2
    together = found[0].facts["together"]
    assert all(c.facts["together"] == together for c in found)
    relaxations = {r.rule: r for r in removals(tiny)}
    assert has_plan(tiny, [relaxations[c.rule] for c in found])
    for left_out in found:
        assert not has_plan(tiny, [relaxations[c.rule] for c in found if c is not left_out])


def has_plan(tiny: TermProblem, relaxations: list) -> bool:  # type: ignore[type-arg]
    for relaxation in relaxations:
        tiny = relaxation.change(tiny)
    return solve(tiny, work_limit=5).plan is not None


def test_explain_says_nothing_without_work_and_stops_when_cancelled() -> None:
    tiny = problem(element("a", 32))
    result = solve(tiny)

    assert explain(tiny, result, work_limit=0) == ()
    assert explain(tiny, result, cancelled=lambda: True) == ()


@pytest.mark.slow
def test_explain_of_sample_a_is_confirmed_by_plans_that_the_check_accepts() -> None:
    problem_a = sample("a", fixed=False)
    result = answer(problem_a, Limits(600, 1), weeks_only=True)

    found = explain(problem_a, result, work_limit=10)

    assert {(c.rule, c.weeks_after, c.lawful) for c in found} == {
        ("week_max_hours", 94, False),
        ("vacation_weeks_min", 94, True),
        ("total_hours", 94, False),
    }
    assert all(c.facts["proven"] for c in found)
    for relaxation in by_one_step(problem_a, 95):
        if relaxation.rule in {c.rule for c in found}:
            relaxed = relaxation.change(problem_a)
            again = answer(relaxed, Limits(600, 1), weeks_only=True)
            assert again.weeks == 94
            assert again.plan is not None
            assert not any_hard(check(relaxed, again.plan))
