"""The solver against every assignment of small problems, and against the independent check."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.staffing.assign.small import LATHE, SOUTH, best, duty, norms, paper, person, plan, problem, problems

from remeslo.core.staffing.assign import district
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.parts import districts
from remeslo.core.staffing.assign.problem import MENDING, USUAL, AssignmentProblem
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.solve import solve
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.result import Progress, Status
from remeslo.core.staffing.skills import SkillKey


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([USUAL, MENDING]).flatmap(lambda order: problems(objective=order)))
def test_solve_agrees_with_enumeration_at_every_level_and_its_plan_passes_the_check(small) -> None:
    result = solve(small, limit_s=60, workers=1)

    expected = best(small)
    if expected is None:
        assert result.status is Status.INFEASIBLE
        assert any(f.hard for f in result.findings)
        return
    assert result.status is Status.OPTIMAL
    assert result.objective == result.bound == expected
    assert not any(f.hard for f in check(small, result.plan))
    assert score(small, result.plan).by(small.objective) == expected


def _college(groups: int = 8) -> AssignmentProblem:
    """A college whose people all can teach all, a little short of hours; too large to be solved as one model here."""
    people = [person(f"t{n:02d}", weekly_hours=12 + n % 3) for n in range(groups)]
    duties = [
        duty(f"g{g}/e{e}/s{s}", (2 + (g + e) % 3,) * 2, week=4 * s, element=f"e{e}", group=f"g{g}", semester=s + 1)
        for g in range(groups)
        for e in range(4)
        for s in range(2)
    ]
    return problem(people, duties, norms=norms(rate_hours=34))


@pytest.fixture
def by_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Districts of any size are solved by small moves and pieces."""
    monkeypatch.setattr(district, "EXACT_PAIRS", 0)
    monkeypatch.setattr(district, "_ROUND", 100)
    monkeypatch.setattr(district, "_IDLE_ROUNDS", 3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small=problems(objective=MENDING))
def test_what_covering_proves_by_the_way_is_true(small, by_pieces, monkeypatch) -> None:
    monkeypatch.setattr(district, "_STEPS", ())
    result = solve(small, limit_s=60, work_limit=5, workers=1)

    expected = best(small)
    if expected is not None:
        assert _bounds_hold(result.bound, result.objective, expected)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small=problems(objective=MENDING))
def test_moves_and_pieces_stay_lawful_and_bounds_hold(small, by_pieces) -> None:
    result = solve(small, limit_s=60, work_limit=0.2, workers=1)

    expected = best(small)
    if expected is not None:
        assert not any(f.hard for f in check(small, result.plan))
        assert score(small, result.plan).by(small.objective) == result.objective >= expected
        assert _bounds_hold(result.bound, result.objective, expected)


def _bounds_hold(bound: tuple[int, ...], value: tuple[int, ...], truth: tuple[int, ...]) -> bool:
    """Up to the first objective that is not at its best, no bound lies above the truth."""
    for low, has, true in zip(bound, value, truth, strict=True):
        if low > true:
            return False
        if has != true:
            return True
    return True


@pytest.mark.usefixtures("by_pieces")
def test_the_same_work_gives_the_same_assignment() -> None:
    cluster = _college()

    first, second = (solve(cluster, limit_s=600, work_limit=0.4, seed=7, workers=1) for _ in range(2))

    assert first.plan == second.plan
    assert first.levels == second.levels
    assert first.objective[0] == 0


@pytest.mark.usefixtures("by_pieces")
def test_progress_never_gets_worse_and_names_an_objective() -> None:
    steps: list[Progress] = []

    solve(_college(), limit_s=600, work_limit=0.4, workers=1, progress=steps.append)

    order = [o.value for o in USUAL]
    told = [(order.index(s.stage), s.best if s.best is not None else 0) for s in steps]
    assert len(told) > 2
    assert all(b[0] > a[0] or b[1] <= a[1] for a, b in pairwise(told) if a[0] == b[0])


@pytest.mark.usefixtures("by_pieces")
def test_a_duty_is_covered_by_handing_on_through_two_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ann has the only right to a, but holds b; Bob could take b, but holds c; Cyd could take c."""
    monkeypatch.setattr(district, "_STEPS", ())
    rights = {"ann": ("a", "b"), "bob": ("b", "c"), "cyd": ("c",)}
    cluster = problem(
        [person(key, weekly_hours=10) for key in rights],
        [duty(key, needs=(Requirement(SkillKey(f"subject:{key}"), 2),)) for key in "abc"],
        qualifications=tuple(paper(who, SkillKey(f"subject:{s}")) for who, skills in rights.items() for s in skills),
    )
    start = plan(cluster, b="ann", c="bob")

    result = solve(cluster, limit_s=600, work_limit=1, workers=1, start=start)

    assert result.plan.person_of == {"a": "ann", "b": "bob", "c": "cyd"}


@pytest.mark.usefixtures("by_pieces")
def test_hours_for_which_nobody_has_time_are_proven_lost_without_looking_at_all_duties(monkeypatch) -> None:
    monkeypatch.setattr(district, "_STEPS", ())
    turning = {"needs": (Requirement(LATHE, 2),)}
    cluster = problem(
        [person("ann"), person("bob")],
        [duty("long", (14,), **turning), duty("short", (9,), **turning), *(duty(f"d{n}", (2,)) for n in range(4))],
        qualifications=(paper("ann", LATHE),),
    )

    result = solve(cluster, limit_s=600, work_limit=1, workers=1)

    assert (result.objective[0], result.bound[0]) == (9, 9)


def test_what_is_lost_anyway_is_proven_before_a_small_district_is_solved_whole(monkeypatch) -> None:
    monkeypatch.setattr(district.District, "_whole", lambda self, effort: None)
    monkeypatch.setattr(district, "_STEPS", ())
    cluster = problem([person("ann")], [duty("long", (14,)), duty("short", (9,))])

    result = solve(cluster, limit_s=600, work_limit=1, workers=1)

    assert (result.objective[0], result.bound[0]) == (9, 9)


def test_a_cancelled_solve_gives_what_it_has() -> None:
    cluster = _college()

    result = solve(cluster, limit_s=600, cancelled=lambda: True)

    assert result.status is Status.CANCELLED
    assert not any(f.hard for f in check(cluster, result.plan))


def test_a_start_is_kept_where_it_is_lawful_and_as_good() -> None:
    cluster = problem([person("ann"), person("bob")], [duty("a"), duty("b")])
    start = plan(cluster, a="bob", b="zoe")

    result = solve(cluster, limit_s=60, start=start, cancelled=lambda: True)

    assert result.plan.person_of["a"] == "bob"
    assert "b" in result.plan.person_of


def test_pins_that_break_rules_are_named() -> None:
    cluster = problem([person("ann", weekly_hours=5)], [duty("a")], pinned={"a": "ann"})

    result = solve(cluster)

    assert result.status is Status.INFEASIBLE
    assert [f.code for f in result.findings if f.hard] == ["assignment.week_over"]


def test_colleges_that_share_nobody_are_solved_apart() -> None:
    needs = {"needs": (Requirement(LATHE, 2),)}
    cluster = problem(
        [person("ann"), person("sam", college=SOUTH)],
        [duty("a", **needs), duty("b", college=SOUTH, group="h", roles=frozenset({StaffRole.MASTER}))],
        qualifications=(paper("ann", LATHE),),
    )

    assert [tuple(part.duty_of) for part in districts(cluster)] == [("a",), ("b",)]
    assert solve(cluster, limit_s=60).objective[0] == 10


def test_nothing_to_teach_is_an_assignment() -> None:
    result = solve(problem([person("ann")], []))

    assert (result.status, result.plan.person_of, result.objective) == (Status.OPTIMAL, {}, (0,) * len(USUAL))
