"""`solve` against enumeration and the judge: lawful, deterministic, stoppable, true to start and pins."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.timetable.grids import teaching_week
from tests.core.timetable.oracle import best_by_enumeration, num_placings, num_sectionings
from tests.core.timetable.small import planted, problems

from remeslo.core.base.findings import ProblemError
from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import Status, TimetableScore
from remeslo.core.timetable.score import score
from remeslo.core.timetable.solve import solve

WORK = 20_000


@settings(deadline=None, max_examples=25)
@given(problem=problems(max_classes=4, max_students=2))
def test_solve_agrees_with_enumeration_and_its_answer_passes_the_check(problem: TimetableProblem) -> None:
    assume(num_placings(problem) * num_sectionings(problem) < 400)
    best = best_by_enumeration(problem)

    result = solve(problem, work_limit=WORK, limit_s=600)

    assert result.timetable is not None
    assert result.score == score(problem, result.timetable)
    lawful = check(problem, result.timetable) == []
    assert (best is not None) == lawful
    if best is not None:
        assert result.score.total == best >= result.bound
    else:
        assert result.status in (Status.UNKNOWN, Status.INFEASIBLE)


def test_the_same_work_and_seed_give_the_same_timetable() -> None:
    problem, _ = planted(3)

    one, two = (solve(problem, work_limit=WORK, limit_s=600, seed=5, workers=2) for _ in range(2))

    assert one.timetable == two.timetable
    assert one.work == two.work


@pytest.mark.slow
def test_plain_kernels_find_the_same_timetable_as_compiled_ones() -> None:
    script = "from tests.core.timetable.test_solve import trajectory\nprint(trajectory())\n"
    plain = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "REMESLO_PLAIN_KERNELS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert plain.stdout.strip() == trajectory()


def trajectory() -> str:
    """What small searches end with, one of them on a grid."""
    planted_problem, _ = planted(7, num_courses=4, num_students=10, num_rules=12)
    return repr([_ending(problem) for problem in (planted_problem, teaching_week())])


def _ending(problem: TimetableProblem) -> tuple[object, ...]:
    result = solve(problem, work_limit=3_000, limit_s=600, seed=2)
    assert result.timetable is not None
    students = {s: sorted(classes) for s, classes in result.timetable.students.items()}
    return result.score, [result.timetable.assignments[c.id] for c in problem.classes], students


@given(seed=st.integers(0, 5), pinned=st.integers(1, 6))
@settings(deadline=None, max_examples=6)
def test_pinned_classes_stay_and_a_lawful_start_is_never_made_worse(seed: int, pinned: int) -> None:
    problem, start = planted(seed, num_courses=6)
    pins = [c.id for c in problem.classes[:pinned]]

    result = solve(problem, work_limit=WORK, limit_s=600, start=start, pins=pins)

    assert result.timetable is not None and result.score is not None
    assert {c: result.timetable.assignments[c] for c in pins} == {c: start.assignments[c] for c in pins}
    assert result.score.hard == 0
    assert result.score.total <= score(problem, start).total


def test_each_improvement_told_of_is_lawful_and_cheaper_than_the_one_before() -> None:
    problem, _ = planted(1)
    told: list[tuple[Timetable, TimetableScore]] = []

    result = solve(problem, work_limit=60_000, limit_s=600, improved=lambda *found: told.append(found))

    assert told
    assert told[-1] == (result.timetable, result.score)
    for timetable, cost in told:
        assert check(problem, timetable) == []
        assert cost == score(problem, timetable)
    totals = [cost.total for _, cost in told]
    assert totals == sorted(set(totals), reverse=True)


def test_a_cancelled_search_stops_with_what_it_has() -> None:
    problem, _ = planted(2)

    result = solve(problem, limit_s=600, cancelled=lambda: True)

    assert result.status is Status.CANCELLED
    assert result.timetable is not None and len(result.timetable.assignments) == len(problem.classes)


def test_nonsense_is_refused_with_the_value_named() -> None:
    problem, start = planted(2)
    first = problem.classes[0].id

    with pytest.raises(ProblemError, match="must be > 0"):
        solve(problem, limit_s=0)
    with pytest.raises(ProblemError, match=str(first)):
        solve(problem, limit_s=1, pins=[first])
    with pytest.raises(ProblemError, match="nobody"):
        solve(problem, limit_s=1, start=start, pins=[ClassId("nobody")])
