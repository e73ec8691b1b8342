"""The two sample curricula: accepted as they are, matched or beaten when free, and broken on purpose."""

from dataclasses import replace

import pytest
from tests.core.curriculum.samples import sample

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.result import Status, TermPlan
from remeslo.core.curriculum.score import score
from remeslo.core.curriculum.solve import solve

WEEKS = {"a": 95, "b": 147}


@pytest.fixture(scope="module", params=["a", "b"])
def fixed(request):
    """A sample with the sheet's hours by semester, and the calendar made for it."""
    problem = sample(request.param, fixed=True)
    return request.param, problem, solve(problem, limit_s=300)


@pytest.fixture(scope="module", params=["a", "b"])
def free(request):
    """A sample whose semesters the solver chooses."""
    problem = sample(request.param, fixed=False)
    return request.param, problem, solve(problem, limit_s=300)


def test_a_sample_curriculum_is_accepted_as_it_stands(fixed):
    name, problem, result = fixed

    assert result.weeks == WEEKS[name]
    assert not any_hard(check(problem, result.plan))


def test_the_samples_hours_by_semester_are_kept(fixed):
    _, problem, result = fixed

    for e in problem.elements:
        found = {}
        for week, hours in result.plan.hours[e.key].items():
            semester = problem.calendar.weeks[week].semester
            found[semester] = found.get(semester, 0) + hours
        assert found == dict(e.semester_hours), e.key


def test_a_free_sample_is_proven_and_not_longer_than_the_sheet(free):
    name, problem, result = free

    assert result.status is Status.OPTIMAL
    assert result.weeks == result.bound <= WEEKS[name]
    assert not any_hard(check(problem, result.plan))
    assert score(problem, result.plan) == result.score


def test_every_study_week_of_a_free_sample_is_full(free):
    _, problem, result = free

    weeks = [w for w in problem.calendar.weeks[: result.weeks] if w.is_study]

    assert {result.plan.in_week(w.index) for w in weeks} == {36}


def moved(plan, key, *, start, end, hours):
    """The plan with some hours of an element in another week."""
    row = dict(plan.hours[key])
    row[start] -= hours
    row[end] = row.get(end, 0) + hours
    return TermPlan({**plan.hours, key: {w: h for w, h in row.items() if h}})


def codes(problem, plan):
    return {f.code for f in check(problem, plan) if f.hard}


def lesson_weeks(problem, plan):
    """Weeks of lessons, each with a discipline that has hours in both."""
    lessons = [e.key for e in problem.elements if e.kind is ElementKind.SCHOOL]
    for key in lessons:
        weeks = sorted(plan.hours[key])
        if len(weeks) > 1:
            return key, weeks[0], weeks[1]
    raise AssertionError("no school subject lies in two weeks")


def test_37_hours_in_a_week_are_found(fixed):
    _, problem, result = fixed
    key, start, end = lesson_weeks(problem, result.plan)

    assert "term.week_over_limit" in codes(problem, moved(result.plan, key, start=start, end=end, hours=1))


def test_a_practice_of_four_days_is_found(fixed):
    _, problem, result = fixed
    key = ElementKey("УП.01")
    first = min(result.plan.hours[key])
    plan = TermPlan({**result.plan.hours, key: {**result.plan.hours[key], first: 24}})

    assert "term.practice_part_week" in codes(problem, plan)


def test_nine_exams_in_a_year_are_found(fixed):
    _, problem, result = fixed
    school = [e.key for e in problem.elements if e.kind is ElementKind.SCHOOL][:9]
    exam = (AttestationMark(AttestationForm.EXAM),)
    elements = tuple(replace(e, attestations=exam) if e.key in school else e for e in problem.elements)
    year = [k for k in school if max(result.plan.hours[k]) < 52]
    extra = tuple(replace(e, attestations=exam * 9) if e.key == year[0] else e for e in elements)

    assert "term.exams_over_limit" in codes(replace(problem, elements=extra), result.plan)


def test_a_missing_outcome_is_found(fixed):
    _, problem, result = fixed
    more = replace(problem, required_outcomes=problem.required_outcomes | {"У 9.9.99"})

    assert "term.outcome_missing" in codes(more, result.plan)


def test_a_module_exam_before_its_practice_is_found(fixed):
    _, problem, result = fixed
    exam, practice = ElementKey("ПМ.01.Э"), ElementKey("ПП.01")
    week = min(result.plan.hours[practice]) - 1
    while not problem.calendar.weeks[week].is_study:
        week -= 1
    plan = TermPlan({**result.plan.hours, exam: {week: 6}})

    assert "term.module_exam_before_practice" in codes(problem, plan)
