"""Reasons, causes and worth on problems whose answer is known by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.core.staffing.upskill.small import (
    COLLEGES,
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

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import CourseKey, SessionKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.result import Status
from remeslo.core.staffing.upskill.causes import why_open
from remeslo.core.staffing.upskill.earliest import Earliest
from remeslo.core.staffing.upskill.prices import Offer, offers, worth
from remeslo.core.staffing.upskill.problem import Renewal
from remeslo.core.staffing.upskill.reasons import why_goes
from remeslo.core.staffing.upskill.relax import Cause
from remeslo.core.staffing.upskill.solve import solve

NEED = Requirement(LATHE, 3)
LIMITS = {"work_limit": 5.0, "workers": 1}
PRACTICE = DutyKey("practice")

OPEN = problem(
    people=(person("anna"), person("boris")),
    duties=(duty("theory", dict.fromkeys(range(6), 6)), duty("practice", {3: 6, 4: 6}, NEED)),
    courses=(course("lathe"),),
    sessions=(session("s1", "lathe", 1),),
    assignment={DutyKey("theory"): PersonKey("anna")},
)


def test_chain_of_two_courses_is_taken_in_order():
    chained = replace(
        OPEN,
        courses=(course("lathe", needs_before=(Requirement(METHODS, 2),)), course("methods", METHODS)),
        sessions=(session("late", "methods", 2), session("m0", "methods", 0), session("s1", "lathe", 1)),
    )
    result = solve(chained, **LIMITS)
    why = why_goes(chained, result, going("boris", "m0"), **LIMITS)

    assert result.plan.goes == {going("boris", "m0"), going("boris", "s1")}
    assert why.leads_to == (SessionKey("s1"),)
    assert why.duties == (PRACTICE,)
    assert why.otherwise.uncovered_more == 0
    assert why.otherwise.instead == (going("anna", "m0"), going("anna", "s1"))


def test_reason_names_the_duties_saved_and_the_dearer_alternative():
    dearer = replace(
        OPEN,
        courses=(course("lathe"), course("master", price=175)),
        sessions=(session("s1", "lathe", 1), session("s2", "master", 0)),
    )
    result = solve(dearer, **LIMITS)
    boris = why_goes(dearer, result, going("boris", "s1"), **LIMITS)

    assert result.status is Status.OPTIMAL
    assert boris.duties == (PRACTICE,)
    assert (boris.otherwise.uncovered_more, boris.otherwise.cost_more) == (0, Decimal(0))
    assert boris.otherwise.proven


def test_going_that_renews_says_so():
    renewing = replace(
        OPEN,
        duties=(),
        assignment={},
        renewals=(Renewal(person=PersonKey("boris"), due=week(3), by=frozenset({CourseKey("lathe")})),),
    )
    result = solve(renewing, **LIMITS)
    why = why_goes(renewing, result, going("boris", "s1"), **LIMITS)

    assert why.duties == ()
    assert why.renewals == renewing.renewals
    assert (why.otherwise.renewals_more, why.otherwise.cost_more) == (1, Decimal(-100))


CAUSES = {
    Cause.NO_COURSE: {"courses": (course("lathe", METHODS),)},
    Cause.NO_SESSION: {"sessions": ()},
    Cause.TOO_LATE: {"sessions": (session("s1", "lathe", 3),)},
    Cause.NO_BUDGET: {"budget": Decimal(99)},
    Cause.AWAY_LIMIT: {"away_max": {COLLEGES[0]: 0}},
    Cause.REFUSED: {"refused": frozenset({going("anna", "s1"), going("boris", "s1")})},
    Cause.NO_HOURS: {"year_hours_max": 11},
    Cause.NO_SUBSTITUTE: {
        "substitution": False,
        "duties": (*OPEN.duties, duty("lathework", {1: 12})),
        "assignment": {**OPEN.assignment, DutyKey("lathework"): PersonKey("boris")},
    },
    Cause.ABSENT: {
        "absences": tuple(Absence(person=PersonKey(p), first=week(1), last=week(1)) for p in ("anna", "boris"))
    },
    Cause.NO_PERSON: {
        "people": (person("anna", role=StaffRole.MENTOR), person("boris", role=StaffRole.MENTOR)),
        "duties": (OPEN.duties[1],),
        "assignment": {},
    },
}


@pytest.mark.parametrize("cause", CAUSES)
def test_gap_is_explained_by_the_one_thing_that_was_taken_away(cause):
    changed = replace(OPEN, **CAUSES[cause])
    result = solve(changed, **LIMITS)
    why = why_open(changed, result, PRACTICE, **LIMITS)

    assert PRACTICE not in result.plan.teaches
    assert why.causes == (cause,)
    assert why.each_alone and why.complete and not why.rivals


def test_gap_by_two_things_together_names_both():
    changed = replace(OPEN, sessions=(session("s1", "lathe", 3),), budget=Decimal(99))
    why = why_open(changed, solve(changed, **LIMITS), PRACTICE, **LIMITS)

    assert set(why.causes) == {Cause.TOO_LATE, Cause.NO_BUDGET}
    assert not why.each_alone


def test_gap_for_want_of_a_place_is_told_with_its_rival_and_the_worth_of_a_place():
    rivals = replace(
        OPEN,
        people=(person("anna", hours=6), person("boris", hours=6)),
        duties=(duty("big", {3: 6, 4: 6}, NEED), duty("practice", {3: 5, 4: 5}, NEED)),
        assignment={},
    )
    result = solve(rivals, **LIMITS)
    why = why_open(rivals, result, PRACTICE, **LIMITS)
    place = worth(rivals, result, SessionKey("s1"), Offer.PLACES, **LIMITS)

    assert result.score.uncovered_hours == 10
    assert Cause.NO_PLACE in why.causes and why.rivals
    assert (SessionKey("s1"), Offer.PLACES, 1) in offers(rivals, result)
    assert (place.hours_saved, place.cost_saved, place.proven, place.helps) == (10, Decimal(-100), True, True)


def test_worth_of_an_earlier_session_is_what_it_still_reaches():
    late = replace(OPEN, sessions=(session("s1", "lathe", 3),))
    result = solve(late, **LIMITS)
    asked = offers(late, result)

    assert asked == ((SessionKey("s1"), Offer.WEEKS_EARLIER, 1),)
    assert worth(late, result, *asked[0], **LIMITS).hours_saved == 12
    with pytest.raises(ProblemError, match="before the day of planning"):
        worth(late, result, SessionKey("s1"), Offer.WEEKS_EARLIER, 9, **LIMITS)


def test_earliest_right_counts_chains_and_papers():
    chained = replace(
        OPEN,
        courses=(course("lathe", needs_before=(Requirement(METHODS, 2),)), course("methods", METHODS)),
        sessions=(session("s0", "lathe", 0), session("m1", "methods", 1), session("s4", "lathe", 4)),
    )
    held = replace(chained, qualifications=(paper("anna", LATHE, since=2),))
    never = replace(chained, sessions=chained.sessions[:1])

    assert Earliest(chained).day(OPEN.duties[1]) == chained.since_of(SessionKey("s4"))
    assert Earliest(held).day(OPEN.duties[1]) == week(2)
    assert Earliest(never).days([PRACTICE]) == {PRACTICE: None}
