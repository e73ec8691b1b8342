"""Cause sets: what forbids fewer weeks, each claim of which is looked at again by trying every plan."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.curriculum.samples import sample
from tests.core.curriculum.small import after, element, exam, problem, problems, rule, shortest_by_enumeration

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.causes.causeset import CauseSet, cause_set
from remeslo.core.curriculum.causes.keep import only
from remeslo.core.curriculum.causes.part import Part, PartKind, parts
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Progress, Status
from remeslo.core.curriculum.solve import answer, solve

WHOLE = {"kind": ElementKind.WORK_PRACTICE, "whole_weeks": True}


def causes(tiny: TermProblem) -> CauseSet | None:
    return cause_set(tiny, solve(tiny, work_limit=5), work_limit=40)


def names(found: CauseSet | None) -> set[str]:
    return set() if found is None else {f"{m.part.kind} {m.part.key}".strip() for m in found.members}


def has_plan(tiny: TermProblem, kept: frozenset[Part], weeks: int) -> bool:
    """By trying every plan where there are few enough, else by a solve of its own."""
    left = only(tiny, kept, weeks)
    if not left.elements:
        return True
    if "week_max_hours" in left.rules and len(left.calendar.study) <= 10:
        return shortest_by_enumeration(left) is not None
    return solve(left, work_limit=5).plan is not None


@settings(deadline=None, max_examples=12)
@given(problems())
def test_cause_set_forbids_fewer_weeks_and_each_member_is_needed_for_that(tiny: TermProblem) -> None:
    result = solve(tiny, work_limit=5)
    assume(result.bound > 1 or result.status is Status.INFEASIBLE)

    found = cause_set(tiny, result, work_limit=40)

    assert found is not None
    assert found.irreducible
    weeks = found.weeks - 1
    every = frozenset(parts(tiny, found.weeks))
    assert not has_plan(tiny, found.parts, weeks)
    for m in found.members:
        assert has_plan(tiny, found.parts - {m.part}, weeks)
        assert m.alone == has_plan(tiny, every - {m.part}, weeks)


@settings(deadline=None, max_examples=15)
@given(problems(), st.data())
def test_leaving_parts_out_never_takes_a_plan_away(tiny: TermProblem, data: st.DataObject) -> None:
    best = shortest_by_enumeration(tiny)
    assume(best is not None)
    assert best is not None
    every = parts(tiny, best[0] + 1)
    kept = frozenset(p for p in every if data.draw(st.booleans()))

    assert has_plan(tiny, kept, best[0])
    assert has_plan(tiny, frozenset(every), best[0])


def test_hours_hold_a_term_of_hours_and_nothing_else_does() -> None:
    tiny = problem(element("a", 18), element("b", 14, max_hours_per_week=4), total_hours=rule(32))

    found = causes(tiny)

    assert names(found) == {"rule week_max_hours", "rule total_hours", "vacation 1"}
    assert found is not None
    assert (found.smallest, found.by, found.weeks) == (True, "hours", 53)


def test_a_chain_is_told_by_its_elements_pace_and_links() -> None:
    chain = [element("a", 6, max_hours_per_week=2), element("b", 4, max_hours_per_week=2, after=after("a"))]

    found = causes(problem(*chain, element("c", 2)))

    assert names(found) == {"vacation 1", "element a", "element b", "pace a", "pace b", "link a>b"}
    assert found is not None
    assert all(m.alone for m in found.members)


def test_a_window_holds_a_term_with_the_element_that_must_lie_in_it() -> None:
    found = causes(problem(element("a", weeks_allowed=frozenset({5}), **WHOLE), element("b", 4)))

    assert names(found) == {"window a", "element a"}


def test_a_yearly_limit_holds_a_term_with_the_exams_it_counts() -> None:
    three = [element(f"e{n}", 2, attestations=exam()) for n in range(3)]

    found = causes(problem(*three, element("plain", 2), exams_per_year_max=rule(2)))

    assert names(found) == {"rule exams_per_year_max", "element e0", "element e1", "element e2"}


def test_a_problem_without_a_plan_is_explained_within_its_whole_calendar() -> None:
    tiny = problem(element("a", 32), element("b", 32))

    found = causes(tiny)

    assert found is not None
    assert found.weeks == len(tiny.calendar) + 1
    assert {"element a", "element b", "rule week_max_hours"} <= names(found)


def test_a_rule_that_the_pack_calls_soft_is_in_no_cause_set() -> None:
    three = [element(f"e{n}", 2, attestations=exam()) for n in range(3)]
    tiny = problem(*three, exams_per_year_max=rule(2, hard=False))

    assert Part(PartKind.RULE, "exams_per_year_max") not in parts(tiny, 10)
    assert "rule exams_per_year_max" not in names(causes(tiny))


def test_nothing_is_said_without_work_and_each_question_can_be_followed_and_stopped() -> None:
    tiny = problem(element("a", 18))
    result = solve(tiny, work_limit=5)
    told: list[Progress] = []

    assert cause_set(tiny, result, work_limit=0) is None
    assert cause_set(tiny, result, cancelled=lambda: True) is None
    assert cause_set(tiny, result, work_limit=5, progress=told.append) is not None
    assert {p.stage for p in told} == {"causes"}


def test_sample_a_is_held_by_its_hours_its_week_and_its_vacations() -> None:
    problem_a = sample("a", fixed=False)

    shortest = answer(problem_a, Limits(600, 1), weeks_only=True)
    found = cause_set(problem_a, shortest, limit_s=600, work_limit=20)

    assert names(found) == {"rule week_max_hours", "rule total_hours", "vacation 1", "vacation 2"}
    assert found is not None
    assert (found.irreducible, found.smallest, found.weeks) == (True, True, 95)
