"""Each rule by itself: a lawful plan, and the same plan spoilt in one place."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from tests.core.staffing.upskill.small import (
    COLLEGES,
    HOST,
    LATHE,
    METHODS,
    course,
    duty,
    going,
    paper,
    person,
    problem,
    session,
    week,
)

from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import CourseKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.upskill.check import check
from remeslo.core.staffing.upskill.problem import DutyWeek, Renewal, UpskillPlan
from remeslo.core.staffing.upskill.score import score

NEED = Requirement(LATHE, 3)
ANNA, BORIS, VERA = PersonKey("anna"), PersonKey("boris"), PersonKey("vera")
THEORY, PRACTICE = DutyKey("theory"), DutyKey("practice")
WEEK_ONE = DutyWeek(THEORY, week(1))

GOOD = problem(
    people=(person("anna", hours=12), person("boris", hours=12), person("vera", college=1)),
    duties=(duty("theory", {0: 6, 1: 6, 2: 6}), duty("practice", {3: 6, 4: 6}, NEED)),
    courses=(course("lathe", needs_before=(Requirement(METHODS, 2),)),),
    sessions=(session("s1", "lathe", 1),),
    qualifications=(paper("anna", METHODS),),
    assignment={THEORY: ANNA},
    renewals=(Renewal(person=ANNA, due=week(3), by=frozenset({CourseKey("lathe")})),),
    hour_price=Decimal("2.50"),
    travel={(COLLEGES[0], HOST): Decimal(10)},
    budget=Decimal(200),
    away_max={COLLEGES[0]: 1},
)
PLAN = UpskillPlan(goes=frozenset({going("anna", "s1")}), teaches={PRACTICE: ANNA}, substitutes={WEEK_ONE: BORIS})


def codes(problem, plan):
    return {f.code for f in check(problem, plan)}


def test_check_of_a_lawful_plan_finds_nothing_and_its_score_is_the_sum_of_its_parts():
    value = score(GOOD, PLAN)

    assert check(GOOD, PLAN) == []
    assert (value.uncovered_hours, value.missed_renewals) == (0, 0)
    assert value.cost == 100 + 10 + 6 * Decimal("2.50")
    assert value.unfairness == 36**2 + 6**2


def test_check_of_the_empty_plan_warns_of_what_it_does_not_reach():
    found = check(GOOD, UpskillPlan())

    assert {f.code for f in found} == {"upskill.uncovered", "upskill.renewal_missed"}
    assert not any_hard(found)
    assert next(f for f in found if f.code == "upskill.uncovered").facts["hours"] == 12


SPOILT_PROBLEMS = {
    "upskill.needs_before": {"qualifications": ()},
    "upskill.began_already": {"day": week(2)},
    "upskill.refused": {"refused": PLAN.goes},
    "upskill.over_budget": {"budget": Decimal(124)},
    "upskill.away_limit": {"away_max": {COLLEGES[0]: 0}},
    "upskill.absent": {"absences": (Absence(person=ANNA, first=week(1), last=week(1)),)},
    "upskill.substitution_off": {"substitution": False},
    "upskill.year_over_limit": {"year_hours_max": 29},
    "upskill.no_right": {"sessions": (session("s1", "lathe", 1, weeks=3),)},
    "upskill.accepted_left_out": {
        "people": (*GOOD.people, person("galina")),
        "sessions": (session("s1", "lathe", 1, places=2),),
        "accepted": frozenset({going("galina", "s1")}),
    },
    "upskill.not_open": {
        "assignment": {THEORY: ANNA, PRACTICE: BORIS},
        "qualifications": (*GOOD.qualifications, paper("boris", LATHE)),
    },
    "upskill.no_role": {
        "people": (person("anna", hours=12, role=StaffRole.MENTOR), *GOOD.people[1:]),
    },
    "upskill.taught_absent": {"absences": (Absence(person=ANNA, first=week(3), last=week(3)),)},
    "upskill.substitute_no_right": {"absences": (Absence(person=BORIS, first=week(1), last=week(1)),)},
    "upskill.week_over_limit": {"people": (GOOD.people[0], person("boris", hours=5), GOOD.people[2])},
}


@pytest.mark.parametrize("code", SPOILT_PROBLEMS)
def test_check_names_the_rule_that_the_problem_no_longer_lets_pass(code):
    assert code in codes(replace(GOOD, **SPOILT_PROBLEMS[code]), PLAN)


SPOILT_PLANS = {
    "upskill.week_over_limit_beside": replace(PLAN, substitutes={}),
    "upskill.substitute_self": replace(PLAN, substitutes={WEEK_ONE: ANNA}),
    "upskill.substitute_needless": replace(PLAN, substitutes={**PLAN.substitutes, DutyWeek(THEORY, week(0)): BORIS}),
    "upskill.no_place": replace(PLAN, goes=frozenset({going("anna", "s1"), going("boris", "s1")})),
    "upskill.no_right": replace(PLAN, teaches={PRACTICE: BORIS}),
    "upskill.unknown": replace(PLAN, teaches={DutyKey("nothing"): ANNA}),
}


@pytest.mark.parametrize("code", SPOILT_PLANS)
def test_check_names_the_rule_that_the_plan_breaks(code):
    assert code in codes(GOOD, SPOILT_PLANS[code])


def test_check_refuses_people_of_another_college_when_nobody_is_shared():
    apart = replace(GOOD, across=False, qualifications=(*GOOD.qualifications, paper("vera", LATHE)))

    assert "upskill.other_college" in codes(apart, replace(PLAN, teaches={PRACTICE: VERA}))
    assert "upskill.substitute_no_right" in codes(apart, replace(PLAN, substitutes={WEEK_ONE: VERA}))


def test_check_refuses_two_sessions_that_share_a_week():
    second = replace(session("s2", "lathe", 1), first=week(1) + timedelta(days=5), last=week(1) + timedelta(days=5))
    both = replace(GOOD, sessions=(*GOOD.sessions, second))

    assert "upskill.two_sessions" in codes(both, replace(PLAN, goes=PLAN.goes | {going("anna", "s2")}))


def test_right_of_a_session_begins_the_day_after_its_last_day():
    weekend = replace(session("s1", "lathe", 1), last=week(3) - timedelta(days=1), hours_by_week=())
    in_time = replace(GOOD, sessions=(weekend,))
    too_late = replace(GOOD, sessions=(replace(weekend, last=week(3)),))

    assert "upskill.no_right" not in codes(in_time, PLAN)
    assert "upskill.no_right" in codes(too_late, PLAN)


def test_duty_whose_teacher_loses_the_right_on_the_way_is_open():
    losing = replace(
        GOOD,
        assignment={THEORY: ANNA, PRACTICE: ANNA},
        qualifications=(*GOOD.qualifications, paper("anna", LATHE, until=4)),
    )

    assert "upskill.uncovered" in codes(losing, UpskillPlan())
    assert codes(losing, PLAN) == set()
