"""Announcing a timetable: a named, numbered release that is frozen and set against the last one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from remeslo.core.base.findings import Finding
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User, VersionedDocument
from remeslo.web.apps.common.services.documents import publish_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.timetables.marks import Marks, marks_json, marks_value, next_marks
from remeslo.web.apps.timetables.meetings import meetings
from remeslo.web.apps.timetables.models import Release
from remeslo.web.apps.timetables.queries import last_release
from remeslo.web.apps.timetables.week import Week


class NotPublishable(Exception):
    """The timetable breaks rules; carries the hard findings."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} rules are broken")
        self.findings = findings


class NothingNew(Exception):
    """The version is what was announced last."""


@transaction.atomic
def publish(
    cluster: Cluster,
    document: VersionedDocument,
    version: DocumentVersion,
    week: Week,
    before: Week | None,
    *,
    name: str,
    findings: Sequence[Finding],
    by: User | None,
    at: datetime,
) -> Release:
    """
    Announce a version; ``findings`` are the judge's on it, ``before`` is what was announced last.

    Raises NotPublishable when one of them is hard, NothingNew when the version is announced already.
    """
    VersionedDocument.objects.select_for_update().get(pk=document.pk)
    if hard := [f for f in findings if f.hard]:
        raise NotPublishable(hard)
    last = last_release(document)
    if last is not None and last.version_id == version.pk:
        raise NothingNew
    number = last.number + 1 if last else 1
    marks = Marks()
    if last is not None and before is not None:
        marks = next_marks(marks_value(last.marks), meetings(before), meetings(week), number)
    release = Release(
        cluster=cluster,
        document=document,
        version=version,
        number=number,
        name=name.strip()[:200] or f"{document.title}, {number}",
        published_by=by,
        published_at=at,
        summary={"lessons": len(week.plan.slots), "warnings": sum(1 for f in findings if not f.hard)},
        marks=marks_json(marks),
    )
    release.save()
    publish_version(version, by=by)
    record(
        "timetable.released", by=by, cluster=cluster, subject=f"week:{document.key}", number=number, name=release.name
    )
    return release
