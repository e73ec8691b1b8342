"""
What staffing is planned from, as core values: rows as they were loaded or entered, with later events laid over them.

The number of queries does not grow with the cluster.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from remeslo.core.network.resources import Way
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import TeachingRequirement
from remeslo.core.staffing.skills import Skill
from remeslo.web.apps.common.bodies import value_of
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.staffing.models import (
    AbsenceRow,
    CourseRow,
    MentorshipRow,
    QualificationRow,
    RequirementRow,
    SessionRow,
    SkillRow,
    StaffEvent,
    WayRow,
)
from remeslo.web.apps.staffing.overlay import events_by_subject, mentorship, qualification


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffValues:
    """The fields of the core's `Cluster` that this app keeps."""

    ways: tuple[Way, ...] = ()
    skills: tuple[Skill, ...] = ()
    requirements: tuple[TeachingRequirement, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    courses: tuple[Course, ...] = ()
    sessions: tuple[Session, ...] = ()
    absences: tuple[Absence, ...] = ()
    mentorships: tuple[Mentorship, ...] = ()


def staff_values(cluster: Cluster) -> StaffValues:
    """Everything in force or planned; nine queries."""
    events = events_by_subject(cluster)
    return StaffValues(
        ways=_values(Way, WayRow, cluster),
        skills=_values(Skill, SkillRow, cluster),
        requirements=_values(TeachingRequirement, RequirementRow, cluster),
        qualifications=qualifications(cluster, events),
        courses=_values(Course, CourseRow, cluster),
        sessions=_values(Session, SessionRow, cluster),
        absences=_values(Absence, AbsenceRow, cluster),
        mentorships=mentorships(cluster, events),
    )


def qualifications(cluster: Cluster, events: Mapping[str, Sequence[StaffEvent]]) -> tuple[Qualification, ...]:
    """Qualifications that were in force at least a day; one query."""
    bodies = QualificationRow.objects.filter(cluster=cluster).values_list("body", flat=True)
    return tuple(q for body in bodies if (q := qualification(body, events)) is not None)


def mentorships(cluster: Cluster, events: Mapping[str, Sequence[StaffEvent]]) -> tuple[Mentorship, ...]:
    """Mentorships with consents and early ends given here; one query."""
    bodies = MentorshipRow.objects.filter(cluster=cluster).values_list("body", flat=True)
    return tuple(mentorship(body, events) for body in bodies)


def _values(kind: type[Any], rows: type[Any], cluster: Cluster) -> tuple[Any, ...]:
    bodies: Iterable[Any] = (
        rows.objects.filter(cluster=cluster).order_by("position", "id").values_list("body", flat=True)
    )
    return tuple(value_of(kind, body) for body in bodies)
