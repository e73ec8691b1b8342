"""Saving a version of a course, and opening it: from then on its papers are made from that version."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.result import TermResult
from remeslo.core.line.courses.course import ShortCourseKey
from remeslo.core.line.courses.make import MadeCourse
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation, User, VersionedDocument
from remeslo.web.apps.common.services.documents import Content, publish_version, save_version
from remeslo.web.apps.programmes.queries import Planned
from remeslo.web.apps.shortcourses.models import TermJob
from remeslo.web.apps.shortcourses.queries import solved
from remeslo.web.apps.shortcourses.services.asking import ask_course

MOST_COURSES = 5_000


class NotReady(Exception):
    """A course cannot be opened; carries what stops it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(f.code for f in self.findings))


def new_key(cluster: Cluster, programme: str) -> ShortCourseKey:
    """A key that no course of the cluster has: the programme's, and a number; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.SHORT_COURSE)
    taken = set(rows.values_list("key", flat=True))
    stem = programme[:200]
    return ShortCourseKey(next(f"{stem}-{n}" for n in range(1, MOST_COURSES) if f"{stem}-{n}" not in taken))


@transaction.atomic
def save_course(
    cluster: Cluster,
    made: MadeCourse,
    found: Planned,
    *,
    holder: Organisation,
    by: User,
    at: datetime,
    based_on: int = 0,
) -> DocumentVersion:
    """Save the next version of a course and search for its term; raises Outdated when somebody saved meanwhile."""
    course = made.course
    content = Content(
        kind=DocumentKind.SHORT_COURSE,
        key=course.key,
        title=course.title,
        body=to_json(course),
        summary=_summary(made, found),
        words=f"{found.document.title} {holder.name} {course.note}",
        owner=holder,
    )
    version = save_version(cluster, content, by=by, at=at, based_on=based_on)
    if made.problem is not None:
        ask_course(version, found, by=by, at=at)
    return version


@transaction.atomic
def open_course(version: DocumentVersion, made: MadeCourse, job: TermJob | None, *, by: User) -> None:
    """Make a version the one that people enrol in; raises NotReady with what stops it."""
    stops = [f for f in made.findings if f.hard]
    result = result_of(job)
    if result is None or result.plan is None:
        stops.append(Finding("course.no_term", "", {"title": made.course.title}))
    if stops:
        raise NotReady(stops)
    publish_version(version, by=by)


def result_of(job: TermJob | None) -> TermResult | None:
    """What the search found; ``None`` while it goes on, or when it failed."""
    return from_json(TermResult, job.result) if job is not None and solved(job) else None


def _summary(made: MadeCourse, found: Planned) -> dict[str, object]:
    course = made.course
    return {
        "programme": course.programme,
        "programme_title": found.document.title,
        "hours": made.hours,
        "kind": made.kind.kind.value if made.kind is not None and made.kind.kind is not None else "",
        "size": course.group.size,
        "start": course.group.start.isoformat(),
        "pace": course.group.pace,
        "parts": len(made.parts),
        "entry": len(made.cut.entry) if made.cut is not None else 0,
        "hard": sum(f.hard for f in made.findings),
    }
