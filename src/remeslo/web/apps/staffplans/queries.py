"""Questions over runs, versions and drafts; each takes a fixed number of queries."""

from typing import Any

from remeslo.web.apps.common.enums import ACTIVE, DocumentKind, JobState
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User, VersionedDocument
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.kept import ASSIGNMENT_KEY, UPSKILL_KEY
from remeslo.web.apps.staffplans.models import StaffRun

KEYS = {DocumentKind.ASSIGNMENT: ASSIGNMENT_KEY, DocumentKind.UPSKILL_PLAN: UPSKILL_KEY}
SHOWN = 20
"""Versions and runs of the history."""
_bodies = Memory(20)


def run_of(cluster: Cluster, run_id: int) -> StaffRun | None:
    """A run of this cluster, or None; one query."""
    return StaffRun.objects.select_related("asked_by", "version").filter(cluster=cluster, pk=run_id).first()


def latest_run(cluster: Cluster, kind: RunKind) -> StaffRun | None:
    """The run of this kind that goes on, or else the one asked for last, or None; one query."""
    rows = StaffRun.objects.filter(cluster=cluster, kind=kind).select_related("asked_by").defer("version__body")
    return rows.order_by("-asked_at", "-id").first()


def done_run(cluster: Cluster, kind: RunKind) -> StaffRun | None:
    """The last run of this kind that gave a result, or None; one query."""
    rows = StaffRun.objects.filter(cluster=cluster, kind=kind, state=JobState.DONE)
    return rows.order_by("-finished_at", "-id").first()


def active_runs(cluster: Cluster) -> list[StaffRun]:
    """Runs that wait or go on; one query."""
    return list(StaffRun.objects.filter(cluster=cluster, state__in=ACTIVE))


def document(cluster: Cluster, kind: DocumentKind) -> VersionedDocument | None:
    """The cluster's assignment or upskilling plan, with its versions' heads; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=kind, key=KEYS[kind], withdrawn=False)
    rows = rows.select_related("latest__author", "published__author").defer("latest__body", "published__body")
    return rows.first()


def versions(document: VersionedDocument) -> list[DocumentVersion]:
    """The last versions without their bodies, newest first; one query."""
    rows = DocumentVersion.objects.filter(document=document).select_related("author").defer("body")
    return list(rows[:SHOWN])


def version_numbered(document: VersionedDocument, number: int) -> DocumentVersion | None:
    """One version; one query."""
    rows = DocumentVersion.objects.filter(document=document, number=number).select_related("author")
    return rows.defer("body").first()


def body_of(version: DocumentVersion) -> Any:
    """A version's body, read once a process; a query when it is not in memory."""
    return _bodies.get(
        version.sha256, lambda: DocumentVersion.objects.values_list("body", flat=True).get(pk=version.pk)
    )


def draft_of(cluster: Cluster, user: User) -> Draft | None:
    """What a person has changed by hand in the assignment and not saved yet; one query."""
    return Draft.objects.filter(cluster=cluster, kind=DocumentKind.ASSIGNMENT, key=ASSIGNMENT_KEY, author=user).first()


def result_of(version: DocumentVersion) -> StaffRun | None:
    """The run that gave a version, or None for one made by hand; one query."""
    return StaffRun.objects.filter(version=version).order_by("-id").first()


def without_run(cluster: Cluster, person: str, scene: str) -> StaffRun | None:
    """The question what breaks without a person, about this very scene, or None; one query."""
    rows = StaffRun.objects.filter(cluster=cluster, kind=RunKind.WITHOUT, scene=scene, asked__person=person)
    return rows.exclude(state=JobState.CANCELLED).select_related("asked_by").order_by("-id").first()
