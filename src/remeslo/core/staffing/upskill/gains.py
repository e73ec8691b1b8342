"""What a session gives whoever finishes it: papers in force from the day after its last day."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import Course, CourseModule, Session
from remeslo.core.staffing.qualification import EvidenceKind, Qualification, QualificationKey

_MONTHS = 12


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier where negative); the month's last day if it has none."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_force_from(session: Session) -> date:
    """First day of what a session gives: the day after its last one."""
    return session.last + timedelta(days=1)


def in_force_until(session: Session, course: Course) -> date | None:
    """Last day of what a session gives, counted from the day after its last day; ``None``: for good."""
    if course.valid_months is None:
        return None
    return months_after(in_force_from(session), course.valid_months) - timedelta(days=1)


def gained(
    person: PersonKey, session: Session, course: Course, *, since: date | None = None, document: str = ""
) -> Iterator[Qualification]:
    """
    The papers that a person has from a session once it is certified, one for each skill that the course gives.

    ``since``: the first day in force, where it is not the day after the session's last day.
    """
    first = in_force_from(session) if since is None else since
    evidence = EvidenceKind.INTERNSHIP if course.module is CourseModule.INTERNSHIP else EvidenceKind.CERTIFICATE
    for given in course.gives:
        yield Qualification(
            key=QualificationKey(f"{session.key}/{person}/{given.skill}"),
            person=person,
            skill=given.skill,
            level=given.level,
            evidence=evidence,
            document=document,
            since=first,
            until=in_force_until(session, course),
            course=course.key,
        )
