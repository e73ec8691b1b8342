"""Who has to learn again by when, and by what."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.core.staffing.upskill.small import LATHE, METHODS, course, duty, person, session

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import CourseKey, CourseModule
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.qualification import EvidenceKind, Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey
from remeslo.core.staffing.upskill.gains import gained, months_after
from remeslo.core.staffing.upskill.renewal import renewals, unknown

DAY, UNTIL = date(2026, 11, 23), date(2028, 7, 1)
ANNA = PersonKey("anna")
NORMS = StaffNorms(
    rate_hours=720,
    week_hours_max=36,
    practitioner_share_min=Decimal("0.25"),
    practitioner_years=3,
    renewal_years=3,
    refresher_hours_min=16,
    retraining_hours_min=250,
    mentor_trainees_max=5,
    notice_working_days=3,
    minor_week_hours_under_16=24,
    minor_week_hours_16_17=35,
    minor_day_hours_under_16=5,
    minor_day_hours_16_17=7,
)
COURSES = (
    course("lathe"),
    course("methods", METHODS),
    course("short", METHODS, hours=8),
    course("history", SkillKey("subject:history")),
    course("plant", LATHE, module=CourseModule.INTERNSHIP),
)


def learnt(since: date, *, evidence: EvidenceKind = EvidenceKind.CERTIFICATE, skill: SkillKey = LATHE) -> Qualification:
    return Qualification(
        key=QualificationKey(f"{since}/{evidence}"), person=ANNA, skill=skill, since=since, evidence=evidence
    )


def found(*papers: Qualification, role: StaffRole = StaffRole.TEACHER, teaching=()):
    return renewals((person("anna", role=role),), papers, COURSES, teaching, NORMS, day=DAY, until=UNTIL)


def test_renewal_is_due_three_years_after_the_last_certificate_or_internship():
    old, last = learnt(date(2020, 1, 15)), learnt(date(2024, 2, 29), evidence=EvidenceKind.INTERNSHIP)
    diploma = learnt(date(2025, 6, 1), evidence=EvidenceKind.DIPLOMA)

    (row,) = found(old, last, diploma)

    assert (row.due, row.overdue) == (date(2027, 2, 28), False)


def test_renewal_whose_day_is_past_is_overdue_and_wanted_by_the_end_of_the_plan():
    (row,) = found(learnt(date(2022, 5, 1)))

    assert (row.due, row.overdue) == (UNTIL, True)


def test_renewal_is_by_courses_of_the_persons_field_internships_counted_and_by_none_that_is_too_short():
    (row,) = found(learnt(date(2025, 1, 1)))
    (taught,) = found(
        learnt(date(2025, 1, 1)), teaching=((ANNA, duty("d", {0: 2}, Requirement(SkillKey("subject:history"), 1))),)
    )

    assert row.by == {CourseKey("lathe"), CourseKey("methods"), CourseKey("plant")}
    assert taught.by == row.by | {CourseKey("history")}


def test_renewal_beyond_the_plan_and_of_mentors_is_not_asked_for():
    assert found(learnt(date(2025, 7, 2))) == ()
    assert found(learnt(date(2025, 1, 1)), role=StaffRole.MENTOR) == ()


def test_people_without_any_paper_are_told_and_not_planned_for():
    people = (person("anna"), person("boris", role=StaffRole.MENTOR))

    assert found() == ()
    assert [f.where for f in unknown(people, (), NORMS)] == ["anna"]


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 60))
def test_months_after_keep_the_day_or_end_the_month(day, months):
    later = months_after(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_paper_of_a_course_is_in_force_from_the_next_day_for_its_months():
    held = session("s1", "plant", 0)
    (paper,) = gained(ANNA, held, course("plant", months=36, module=CourseModule.INTERNSHIP), document="No. 7")

    assert (paper.since, paper.until) == (date(2027, 1, 9), date(2030, 1, 8))
    assert (paper.evidence, paper.document, paper.course) == (EvidenceKind.INTERNSHIP, "No. 7", CourseKey("plant"))
