"""Values of staffing: bounds are kept by the constructors, hours of a session add up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.staffing.anyday import MONDAY, NEEDS, SKILLS, duty, paper, person
from tests.core.staffing.assign.small import norms

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, PersonKey, SiteKey
from remeslo.core.network.resources import Way
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, CourseKey, CourseModule, Session, SessionKey, weekly_hours
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.mentorship import EndedBy, Mentorship, MentorshipKey, Trainee
from remeslo.core.staffing.norms import StaffNorm, StaffNormValue
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import Requirement, TeachingRequirement, strictest

NEED = Requirement(SKILLS[0], 3)
TUESDAY = MONDAY + timedelta(days=1)
COURSE = Course(
    key=CourseKey("c"), title="c", module=CourseModule.PRODUCTION, gives=(NEED,), hours=72, host=OrganisationKey("o")
)
SESSION = Session(key=SessionKey("s"), course=CourseKey("c"), first=TUESDAY, last=TUESDAY, places=1)
MENTORSHIP = Mentorship(key=MentorshipKey("m"), mentor=PersonKey("p"), first=MONDAY, last=TUESDAY)
VALUE = StaffNormValue(MONDAY, Decimal(1), "x", verified=True)
DUTY = duty("d", [0], (NEED,))


def lessons(*weeks: tuple[date, int]) -> Duty:
    return replace(DUTY, hours_by_week=weeks)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Requirement(SKILLS[0], 0), "level must be 1..5"),
        (lambda: TeachingRequirement(needs=(NEED,)), "one of element"),
        (lambda: TeachingRequirement(element="УП.01", equipment="lathe"), "one of element"),
        (lambda: TeachingRequirement(equipment="lathe", roles=(StaffRole.MASTER,)), "belong to elements"),
        (lambda: TeachingRequirement(equipment="lathe", programme="p"), "belongs to no programme"),
        (lambda: paper("q", "p", SKILLS[0], TUESDAY, MONDAY), "before it begins"),
        (lambda: paper("q", "p", SKILLS[0], MONDAY, None, 6), "level must be 1..5"),
        (lambda: replace(COURSE, hours=0), "hours must be > 0"),
        (lambda: replace(COURSE, price=Decimal(-1)), "price"),
        (lambda: replace(COURSE, price=Decimal("NaN")), "price"),
        (lambda: replace(COURSE, valid_months=0), "validity"),
        (lambda: replace(COURSE, gives=()), "gives no skill"),
        (lambda: replace(SESSION, last=MONDAY), "before it begins"),
        (lambda: replace(SESSION, places=0), "places"),
        (lambda: replace(SESSION, hours_by_week=((TUESDAY, 3),)), "are not of it"),
        (lambda: replace(SESSION, hours_by_week=((MONDAY, 1), (MONDAY, 2))), "each once"),
        (lambda: Absence(person=PersonKey("p"), first=TUESDAY, last=MONDAY), "before it begins"),
        (lambda: replace(MENTORSHIP, last=MONDAY - timedelta(days=1)), "before it begins"),
        (lambda: replace(MENTORSHIP, trainees=(Trainee(key="u"), Trainee(key="u"))), "twice"),
        (lambda: replace(MENTORSHIP, pay=Decimal(-1)), "pay"),
        (lambda: replace(MENTORSHIP, ended_on=MONDAY), "early end"),
        (lambda: replace(MENTORSHIP, mentor_hours=-1), "hours"),
        (lambda: lessons(), "at least one"),
        (lambda: lessons((TUESDAY, 2)), "Mondays"),
        (lambda: lessons((MONDAY, 2), (MONDAY, 2)), "in order"),
        (lambda: lessons((MONDAY, 0)), "must be > 0"),
        (lambda: replace(DUTY, part=2), "not 1..1"),
        (lambda: replace(DUTY, roles=frozenset()), "no role"),
        (lambda: replace(DUTY, needs=(NEED, Requirement(SKILLS[0], 1))), "needed twice"),
        (lambda: replace(person("p"), rate=Decimal(0)), "rate"),
        (lambda: replace(person("p"), rate=Decimal("2.01")), "rate"),
        (lambda: replace(person("p"), industry_until=MONDAY), "unbegun"),
        (lambda: replace(person("p"), industry_from=TUESDAY, industry_until=MONDAY), "unbegun"),
        (lambda: norms(rate_hours=0), "> 0"),
        (lambda: norms(practitioner_share_min=Decimal("1.1")), "out of range"),
        (lambda: norms(renewal_years=-1), "out of range"),
        (lambda: StaffNorm(key="k", unit="u", title_ru="", title_en="", values=()), "at least one"),
        (lambda: StaffNorm(key="k", unit="u", title_ru="", title_en="", values=(VALUE, VALUE)), "in order"),
        (lambda: Way(one=SiteKey("a"), other=SiteKey("a"), minutes=1), "two sites"),
        (lambda: Way(one=SiteKey("a"), other=SiteKey("b"), minutes=0), "minutes > 0"),
    ],
)
def test_a_value_out_of_its_bounds_is_refused_with_the_reason(make: Callable[[], Any], told: str) -> None:
    with pytest.raises(ProblemError, match=told):
        make()


@given(first=st.integers(0, 6), days=st.integers(0, 60), hours=st.integers(1, 300))
def test_hours_of_a_session_spread_evenly_over_its_weeks_and_add_up(first: int, days: int, hours: int) -> None:
    begin = MONDAY + timedelta(days=first)
    session = replace(SESSION, first=begin, last=begin + timedelta(days=days))
    spread = weekly_hours(session, hours)

    assert sum(spread.values()) == hours
    assert max(spread.values()) - min(spread.values()) <= 1
    touched = {d - timedelta(days=d.weekday()) for d in (begin + timedelta(days=n) for n in range(days + 1))}
    assert set(spread) == touched == set(session.mondays)


def test_hours_that_a_session_names_are_taken_as_they_stand() -> None:
    assert weekly_hours(replace(SESSION, hours_by_week=((MONDAY, 3),)), 72) == {MONDAY: 3}


@given(st.lists(NEEDS, max_size=6))
def test_the_strictest_of_needs_is_each_skill_once_at_its_highest_level(needs: list[Requirement]) -> None:
    found = strictest(needs)

    assert {n.skill: n.level for n in found} == {
        n.skill: max(m.level for m in needs if m.skill == n.skill) for n in needs
    }
    assert list(found) == sorted(found) and len({n.skill for n in found}) == len(found)


def test_a_mentorship_lasts_until_its_early_end_when_there_is_one() -> None:
    ended = replace(MENTORSHIP, ended_on=MONDAY, ended_by=EndedBy.MENTOR, notice_on=MONDAY)

    assert (MENTORSHIP.last_day, ended.last_day) == (TUESDAY, MONDAY)


def test_a_duty_runs_from_its_first_monday_to_its_last_saturday() -> None:
    assert (DUTY.first, DUTY.last, DUTY.hours, DUTY.hours_of_week(TUESDAY)) == (MONDAY, date(2026, 9, 12), 6, 0)
