"""Impossibility by name before any search; each case is one that the solver would also find impossible."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.core.curriculum.samples import sample
from tests.core.curriculum.small import after, element, exam, problem, rule

from remeslo.core.base.calendar import AcademicCalendar, YearLayout
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.pretest import pretest
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.solve import solve


def only(tiny: TermProblem) -> Finding:
    """The single finding of an impossible problem."""
    (finding,) = pretest(tiny)
    assert finding.hard
    assert solve(tiny).status is Status.INFEASIBLE
    return finding


def practice(key: str, hours: int | tuple[int, int, int], **more: object) -> TermElement:
    return element(key, hours, ElementKind.WORK_PRACTICE, whole_weeks=True, **more)


def test_pretest_has_nothing_against_the_samples() -> None:
    for name in ("a", "b"):
        for fixed in (True, False):
            assert pretest(sample(name, fixed=fixed)) == []


def test_pretest_names_an_empty_programme() -> None:
    assert only(problem()).code == "term.no_elements"


def test_pretest_names_a_calendar_without_study_weeks() -> None:
    weeks = tuple(replace(w, semester=None) for w in problem(element("a")).calendar)

    finding = only(replace(problem(element("a")), calendar=AcademicCalendar(weeks)))

    assert finding.code == "term.no_study_weeks"


@pytest.mark.parametrize("key", ("week_max_hours", "practice_week_hours"))
def test_pretest_names_a_norm_under_which_nothing_can_be_taught(key: str) -> None:
    finding = only(problem(element("a"), **{key: rule(0)}))

    assert (finding.code, finding.where) == ("term.rule_not_positive", key)


def test_pretest_lists_a_circle_of_prerequisites_in_order() -> None:
    finding = only(
        problem(element("a", after=after("c")), element("b", after=after("a")), element("c", after=after("b")))
    )

    assert finding.code == "term.precedence_cycle"
    assert finding.facts["cycle"] == ("c", "a", "b", "c")
    assert finding.facts["length"] == 3


def test_pretest_names_minima_above_the_total_and_maxima_below_it() -> None:
    above = only(problem(element("a", 20), element("b", 12), total_hours=rule(30)))
    below = only(problem(element("a", 20), element("b", 12), total_hours=rule(36)))

    assert (above.code, above.facts["hours"], above.facts["expected"]) == ("term.minima_above_total", 32, 30)
    assert (below.code, below.facts["hours"], below.facts["difference"]) == ("term.maxima_below_total", 32, 4)


def test_pretest_names_a_minimum_that_the_programme_cannot_reach() -> None:
    finding = only(problem(element("a", 20), practice("b", 12), practice_hours_min=rule(18)))

    assert finding.code == "term.part_minimum_unreachable"
    assert (finding.facts["part"], finding.facts["hours"], finding.facts["min"]) == ("practice", 12, 18)


def test_pretest_names_a_mandatory_part_that_stays_too_large() -> None:
    finding = only(problem(element("a", 20, mandatory_min=18), mandatory_share_max=rule(Fraction(1, 2))))

    assert finding.code == "term.mandatory_share_unreachable"


def test_pretest_names_practice_hours_that_are_no_whole_weeks() -> None:
    finding = only(problem(practice("a", (8, 8, 10))))

    assert (finding.code, finding.facts["week_hours"]) == ("term.practice_hours_not_whole_weeks", 6)


def test_pretest_names_a_practice_week_above_the_limit() -> None:
    assert only(problem(practice("a", 6), week_max_hours=rule(4))).code == "term.practice_week_over_limit"
    assert only(problem(practice("a", 6, max_hours_per_week=4))).code == "term.practice_week_over_limit"


def test_pretest_names_a_window_shorter_than_its_practice() -> None:
    finding = only(problem(practice("a", 18, weeks_allowed=frozenset({0, 1, 4}))))

    assert finding.code == "term.window_too_short"
    assert (finding.facts["needed"], finding.facts["available"]) == (3, 2)


def test_pretest_names_a_window_that_closes_before_what_must_come_before_has_ended() -> None:
    finding = only(problem(element("a", 24), practice("b", 12, weeks_allowed=frozenset({0, 1, 2}), after=after("a"))))

    assert (finding.code, finding.where, finding.facts["week"]) == ("term.window_too_early", "b", 6)


def test_pretest_names_a_chain_longer_than_the_calendar() -> None:
    chain = [element(f"e{n}", 12, after=after(f"e{n - 1}") if n else ()) for n in range(4)]

    assert [f.code for f in pretest(problem(*chain, courses=1))][-1] == "term.element_beyond_calendar"


def test_pretest_names_hours_that_do_not_fit_into_the_calendar() -> None:
    finding = only(problem(element("a", 32), element("b", 32)))

    assert finding.code == "term.calendar_too_short"
    assert (finding.facts["weeks"], finding.facts["available"], finding.facts["by"]) == (11, 10, "hours")


@pytest.mark.parametrize("limit", ("exams_per_year_max", "credits_per_year_max"))
def test_pretest_names_more_attestations_than_the_years_allow(limit: str) -> None:
    marks = exam() if limit.startswith("exams") else sample("a", fixed=True).elements[1].attestations
    elements = [element(f"e{n}", 2, attestations=marks) for n in range(5)]

    finding = only(problem(*elements, **{limit: rule(2)}))

    assert finding.code == f"term.{limit.split('_')[0]}_over_all_years"
    assert (finding.facts["count"], finding.facts["courses"]) == (5, 2)


@pytest.mark.parametrize(
    ("semesters", "code"),
    (
        (((1, 4),), "term.fixed_hours_out_of_range"),
        (((1, 4), (9, 6)), "term.fixed_semester_unknown"),
        (((1, 12), (2, -2)), "term.hours_negative"),
    ),
)
def test_pretest_names_a_fixed_curriculum_that_contradicts_itself(
    semesters: tuple[tuple[int, int], ...], code: str
) -> None:
    assert only(problem(element("a", 10, semester_hours=semesters))).code == code


def test_pretest_names_a_semester_into_which_the_curriculum_puts_too_much() -> None:
    finding = only(problem(element("a", 12, semester_hours=((1, 12),)), element("b", 8, semester_hours=((1, 8),))))

    assert (finding.code, finding.where) == ("term.fixed_semester_overloaded", "semester 1")
    assert (finding.facts["hours"], finding.facts["limit"]) == (20, 18)


def test_pretest_reports_all_that_is_wrong_at_once() -> None:
    codes = [
        f.code
        for f in pretest(
            replace(
                problem(
                    element("a", after=after("b")),
                    practice("b", (8, 8, 8), after=after("a")),
                    total_hours=rule(100),
                ),
                required_outcomes=frozenset({"У 1"}),
            )
        )
    ]

    assert codes == [
        "term.outcome_missing",
        "term.practice_hours_not_whole_weeks",
        "term.maxima_below_total",
        "term.precedence_cycle",
    ]


def test_pretest_warns_only_when_the_rule_is_soft() -> None:
    (finding,) = pretest(problem(element("a", 20), total_hours=rule(30, hard=False)))

    assert not finding.hard
    assert solve(problem(element("a", 20), total_hours=rule(30, hard=False))).status is Status.OPTIMAL


def test_pretest_judges_vacations_only_of_courses_that_every_plan_goes_through() -> None:
    short = {"winter_vacation_weeks_min": rule(2)}

    assert pretest(problem(element("a", 12), **short)) == []
    assert [f.where for f in pretest(problem(element("a", 36), **short))] == ["course 1"]


def test_layout_without_a_spring_has_semesters_all_the_same() -> None:
    autumn_only = problem(element("a", 18), layout=YearLayout(autumn=2, winter=0, spring=0))

    result = solve(autumn_only)

    assert result.weeks == 53
