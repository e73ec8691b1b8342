"""
What staffing is planned from, as core values: rows as they were loaded or entered, with later events laid over them.

The number of queries does not grow with the cluster.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from remeslo.core.network.resources import Way
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.mentorship import EndedBy, Mentorship
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import TeachingRequirement
from remeslo.core.staffing.skills import Skill
from remeslo.interchange.values import from_json
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

CONSENT: Final = "mentorship.consent"
DECLINED: Final = "mentorship.declined"
ENDED: Final = "mentorship.ended"
REVOKED: Final = "qualification.revoked"
LAID_OVER: Final = (CONSENT, DECLINED, ENDED, REVOKED)
"""Kinds of events that change what a row says."""


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


def events_by_subject(cluster: Cluster) -> Mapping[str, Sequence[StaffEvent]]:
    """Events that change what rows say, in the order in which they happened; one query."""
    found: dict[str, list[StaffEvent]] = defaultdict(list)
    for event in StaffEvent.objects.filter(cluster=cluster, kind__in=LAID_OVER):
        found[event.subject].append(event)
    return found


def qualifications(cluster: Cluster, events: Mapping[str, Sequence[StaffEvent]]) -> tuple[Qualification, ...]:
    """Qualifications that were in force at least a day; one query."""
    bodies = QualificationRow.objects.filter(cluster=cluster).values_list("body", flat=True)
    return tuple(q for body in bodies if (q := qualification(body, events)) is not None)


def qualification(body: Any, events: Mapping[str, Sequence[StaffEvent]]) -> Qualification | None:
    """A qualification with what was taken back; None when it was never in force."""
    value: Qualification = from_json(Qualification, body)
    for event in events.get(f"qualification:{value.key}", ()):
        last = event.on - timedelta(days=1)
        if last < value.since:
            return None
        if value.until is None or last < value.until:
            value = replace(value, until=last)
    return value


def mentorships(cluster: Cluster, events: Mapping[str, Sequence[StaffEvent]]) -> tuple[Mentorship, ...]:
    """Mentorships with consents and early ends given here; one query."""
    bodies = MentorshipRow.objects.filter(cluster=cluster).values_list("body", flat=True)
    return tuple(mentorship(body, events) for body in bodies)


def mentorship(body: Any, events: Mapping[str, Sequence[StaffEvent]]) -> Mentorship:
    """A mentorship with the mentor's word and the early end laid over what the row says."""
    value: Mentorship = from_json(Mentorship, body)
    for event in events.get(f"mentorship:{value.key}", ()):
        if event.kind == CONSENT:
            value = replace(value, consent=event.on)
        elif event.kind == ENDED:
            by, notice = EndedBy(event.values["side"]), date.fromisoformat(event.values["notice"])
            value = replace(value, ended_on=event.on, ended_by=by, notice_on=notice)
    return value


def _values(kind: type[Any], rows: type[Any], cluster: Cluster) -> tuple[Any, ...]:
    bodies: Iterable[Any] = (
        rows.objects.filter(cluster=cluster).order_by("position", "id").values_list("body", flat=True)
    )
    return tuple(from_json(kind, body) for body in bodies)
