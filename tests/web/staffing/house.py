"""The small cluster with people, skills, courses and a mentor."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.web.conftest import small_cluster

from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.absence import Absence, AbsenceReason
from remeslo.core.staffing.course import Course, CourseModule, Session
from remeslo.core.staffing.mentorship import Mentorship, Trainee
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import EvidenceKind, Qualification
from remeslo.core.staffing.requirement import Requirement, TeachingRequirement
from remeslo.core.staffing.skills import Skill

LATHE, ROBOT, WELD = "equipment:lathe", "equipment:robot", "subject:welding"


def staffed() -> Cluster:
    """Two teachers, a mentor; one right that ends, one that nobody holds, a course for it at the works."""
    value = small_cluster()
    master, teacher = value.staff
    return replace(
        value,
        staff=(
            replace(master, rate=Decimal("1.5"), industry_from=date(2010, 1, 1), home="s1"),
            teacher,
            StaffMember(key="m1", organisation="turbines", name="Наставников Олег", role=StaffRole.MENTOR),
        ),
        skills=(
            Skill(key=LATHE, title="Станок"),
            Skill(key=ROBOT, title="Робот"),
            Skill(key=WELD, title="Сварка"),
            Skill(key="pedagogy:methods", title="Методика"),
        ),
        requirements=(
            TeachingRequirement(element="ООД.01", needs=(Requirement(ROBOT, 3),)),
            TeachingRequirement(workshop="w1", needs=(Requirement(LATHE, 2),)),
        ),
        qualifications=(
            Qualification(
                key="q-lathe", person="p1", skill=LATHE, since=date(2023, 9, 1), until=date(2026, 12, 31), document="7"
            ),
            Qualification(
                key="q-weld", person="p2", skill=WELD, since=date(2020, 1, 1), level=4, evidence=EvidenceKind.DIPLOMA
            ),
        ),
        courses=(
            Course(
                key="c-robot",
                title="Роботы в цехе",
                module=CourseModule.PRODUCTION,
                gives=(Requirement(ROBOT, 3),),
                hours=72,
                host="turbines",
                topic="Роботы",
                price=Decimal("18000.50"),
                certificate="Удостоверение",
                valid_months=36,
            ),
            Course(
                key="c-methods",
                title="Методика",
                module=CourseModule.PEDAGOGIC,
                gives=(Requirement("pedagogy:methods", 3),),
                hours=16,
                host="base",
            ),
        ),
        sessions=(
            Session(key="s-robot", course="c-robot", first=date(2026, 10, 5), last=date(2026, 10, 16), places=1),
            Session(key="s-later", course="c-robot", first=date(2027, 2, 1), last=date(2027, 2, 12), places=2),
        ),
        absences=(Absence(person="p2", first=date(2026, 9, 7), last=date(2026, 9, 13), reason=AbsenceReason.LEAVE),),
        mentorships=(
            Mentorship(
                key="ms-1",
                mentor="m1",
                first=date(2026, 10, 1),
                last=date(2026, 12, 20),
                trainees=(Trainee(key="L-001", born=date(2010, 1, 5)), Trainee(key="L-002")),
                group="СВ-26",
                workplace=None,
                hours_by_week=12,
                mentor_hours=6,
                content="Сварка труб",
                form="индивидуально",
                pay=Decimal(5000),
            ),
        ),
    )
