"""The judge of a whole staffing: each rule by an example, and against the parts' own judges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.staffing.anyday import MONDAY, SKILLS, duty, paper, person, staffing
from tests.core.staffing.assign.small import norms

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.assign.check import check as check_assignment
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.check import check
from remeslo.core.staffing.course import Course, CourseKey, CourseModule, Session, SessionKey
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.staffed import Staffed
from remeslo.interchange.sentences import say

LATHE = SKILLS[0]
NEED = (Requirement(LATHE, 3),)
ANN, BOB = (PersonKey(k) for k in ("ann", "bob"))
SCENE = Staffed(
    people=(person("ann"), person("bob")),
    duties=(duty("d", [2], NEED),),
    norms=norms(week_hours_max=10),
    qualifications=(paper("q", "ann", LATHE, MONDAY, None),),
    courses=(
        Course(
            key=CourseKey("c"),
            title="c",
            module=CourseModule.PRODUCTION,
            gives=NEED,
            hours=8,
            host=OrganisationKey("works"),
            needs_before=(Requirement(SKILLS[1], 2),),
        ),
    ),
    sessions=(
        Session(key=SessionKey("s"), course=CourseKey("c"), first=MONDAY, last=MONDAY + timedelta(days=4), places=1),
        Session(key=SessionKey("t"), course=CourseKey("c"), first=MONDAY, last=MONDAY + timedelta(days=1), places=1),
    ),
    person_of={duty("d", [2], NEED).key: ANN},
)
D = SCENE.duties[0].key
WEEK = MONDAY + timedelta(weeks=2)


def told(**changes: Any) -> list[tuple[str, str, bool]]:
    findings = check(replace(SCENE, **changes))
    for f in findings:
        assert "{" not in f"{say(f, 'ru')}{say(f, 'en')}"
    return [(f.code.removeprefix("staffing."), f.where, f.hard) for f in findings]


READY = paper("r", "bob", SKILLS[1], MONDAY, None, 2)
GOES = frozenset({(BOB, SessionKey("s"))})


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, []),
        ({"person_of": {}}, [("nobody", D, False)]),
        ({"person_of": {D: BOB}}, [("no_right", D, True)]),
        ({"person_of": {D: BOB}, "goes": GOES, "qualifications": (READY,)}, []),
        ({"person_of": {D: BOB}, "goes": GOES, "qualifications": ()}, [("not_ready", "s", True)]),
        ({"people": (person("ann", StaffRole.TEACHER), person("bob"))}, [("role", D, True)]),
        ({"absences": (Absence(person=ANN, first=WEEK, last=WEEK),)}, [("away", D, False)]),
        ({"absences": (Absence(person=ANN, first=WEEK + timedelta(days=6), last=WEEK + timedelta(days=9)),)}, []),
        ({"substitutes": {(D, WEEK): BOB}}, [("no_right", D, True)]),
        ({"people": (replace(person("ann"), weekly_hours=5), person("bob"))}, [("week_over", "ann", True)]),
        ({"norms": norms(rate_hours=5)}, [("above_rate", "ann", False)]),
        ({"person_of": {D: PersonKey("eve")}}, [("unknown", "eve", True)]),
        ({"substitutes": {("x", WEEK): ANN}}, [("unknown", "x", True)]),
        ({"goes": frozenset({(ANN, SessionKey("z"))})}, [("unknown", "z", True)]),
        ({"duties": (duty("d", [2], NEED, professional=True),)}, [("practitioners_short", "north", False)]),
    ],
)
def test_the_judge_tells(changes: dict[str, Any], wanted: list[tuple[str, str, bool]]) -> None:
    assert told(**changes) == wanted


def test_two_people_on_one_place_and_one_person_on_two_sessions_are_told() -> None:
    able = tuple(paper(f"r{p}", p, SKILLS[1], MONDAY, None, 2) for p in (ANN, BOB))
    papers = (*SCENE.qualifications, *able)
    crowd = frozenset({(ANN, SessionKey("s")), (BOB, SessionKey("s"))})
    twice = frozenset({(ANN, SessionKey("s")), (ANN, SessionKey("t"))})

    assert told(goes=crowd, qualifications=papers) == [("session_full", "s", True)]
    assert ("two_sessions", "t", True) in told(goes=twice, qualifications=papers)


@pytest.mark.parametrize(("hours", "wanted"), [(4, []), (5, [("session_over", "bob", True)])])
def test_lessons_and_a_session_share_one_working_week(hours: int, wanted: list[tuple[str, str, bool]]) -> None:
    lessons = duty("e", [0], ())
    session = replace(SCENE.sessions[0], hours_by_week=((MONDAY, hours),))
    changes: dict[str, Any] = {"duties": (lessons,), "person_of": {lessons.key: BOB}, "sessions": (session,)}

    assert told(goes=GOES, qualifications=(READY,), **changes) == wanted


def test_a_session_gives_its_right_from_the_day_after_its_last_day_only() -> None:
    early = duty("e", [0], NEED)
    changes: dict[str, Any] = {"duties": (early,), "person_of": {early.key: BOB}, "qualifications": (READY,)}
    finding = next(f for f in check(replace(SCENE, goes=GOES, **changes)) if f.code == "staffing.no_right")

    assert finding.facts["day"] == MONDAY.isoformat()


@st.composite
def assigned(draw: st.DrawFn) -> Staffed:
    duties, rights = draw(staffing())
    people = tuple(replace(p, weekly_hours=draw(st.integers(4, 20))) for p in rights.people)
    keys = [p.key for p in people]
    who = {d.key: p for d in duties if (p := draw(st.sampled_from([*keys, None]))) is not None}
    first = draw(st.integers(-10, 40).map(lambda n: MONDAY + timedelta(days=n)))
    absences = (Absence(person=draw(st.sampled_from(keys)), first=first, last=first + timedelta(days=9)),)
    return Staffed(
        people=people,
        duties=duties,
        norms=norms(week_hours_max=15),
        qualifications=rights.qualifications,
        absences=draw(st.sampled_from(((), absences))),
        person_of=who,
    )


def named(findings: list[Any], *codes: str) -> set[tuple[str, str]]:
    return {(str(f.facts["person"]), str(f.facts.get("duty", f.where))) for f in findings if f.code in codes}


@settings(max_examples=120, deadline=None)
@given(staffed=assigned())
def test_two_judges_written_apart_agree_about_rights_and_weeks(staffed: Staffed) -> None:
    problem = AssignmentProblem(
        people=staffed.people,
        duties=staffed.duties,
        qualifications=staffed.qualifications,
        norms=staffed.norms,
        absences=staffed.absences,
    )
    empty = tuple(d.key for d in staffed.duties if d.key not in staffed.person_of)
    mine, theirs = check(staffed), check_assignment(problem, Assignment(staffed.person_of, empty))

    for own, other in (("no_right", "no_right"), ("role", "role")):
        assert named(mine, f"staffing.{own}") == named(theirs, f"assignment.{other}")
    nobody = {f.where for f in mine if f.code == "staffing.nobody"}
    assert nobody == {f.where for f in theirs if f.code == "assignment.uncovered"} == set(empty)
    over = {(str(f.facts["person"]), str(f.facts["week"])) for f in mine if f.code == "staffing.week_over"}
    assert len(over) == sum(f.code == "assignment.week_over" for f in theirs)
    assert {p for p, _ in over} == {str(f.facts["person"]) for f in theirs if f.code == "assignment.week_over"}


@settings(max_examples=120, deadline=None)
@given(staffed=assigned())
def test_the_judge_and_the_rights_agree_about_every_pair(staffed: Staffed) -> None:
    rights = Rights(staffed.people, staffed.qualifications)
    by_key = {d.key: d for d in staffed.duties}
    people = {p.key: p for p in staffed.people}
    wrong = named(check(staffed), "staffing.no_right", "staffing.role")

    assert wrong == {(p, d) for d, p in staffed.person_of.items() if rights.lacks(people[p], by_key[d])}


def test_a_duty_without_needs_asks_nothing_but_the_role() -> None:
    free: Duty = duty("free", [0], ())

    assert told(duties=(free,), person_of={free.key: BOB}, qualifications=()) == []
