"""Questions over timetables, runs, releases and feeds; each takes a fixed number of queries."""

from datetime import datetime

from remeslo.web.apps.common.enums import ACTIVE, DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User, VersionedDocument
from remeslo.web.apps.timetables.enums import FeedKind, RunKind
from remeslo.web.apps.timetables.models import FeedKey, Release, WeekRun

SHOWN = 20
"""Versions and runs of the history."""


def documents(cluster: Cluster) -> list[VersionedDocument]:
    """The cluster's timetables, the latest semester first; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.WEEK, withdrawn=False)
    rows = rows.select_related("latest__author", "published").defer("latest__body", "published__body")
    return list(rows.order_by("-key"))


def document(cluster: Cluster, semester: str) -> VersionedDocument | None:
    """One timetable with its versions' heads; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.WEEK, key=semester, withdrawn=False)
    rows = rows.select_related("latest__author", "published__author").defer("latest__body", "published__body")
    return rows.first()


def versions(document: VersionedDocument) -> list[DocumentVersion]:
    """The last versions without their bodies, newest first; one query."""
    return list(DocumentVersion.objects.filter(document=document).select_related("author").defer("body")[:SHOWN])


def version_numbered(document: VersionedDocument, number: int) -> DocumentVersion | None:
    """One version; one query."""
    rows = DocumentVersion.objects.filter(document=document, number=number).select_related("author")
    return rows.defer("body").first()


def draft_of(cluster: Cluster, semester: str, user: User) -> Draft | None:
    """What a person has moved and not saved yet; one query."""
    return Draft.objects.filter(cluster=cluster, kind=DocumentKind.WEEK, key=semester, author=user).first()


def others_at_work(cluster: Cluster, semester: str, user: User) -> list[str]:
    """Names of those who have unsaved changes in the same timetable; one query."""
    rows = Draft.objects.filter(cluster=cluster, kind=DocumentKind.WEEK, key=semester).exclude(author=user)
    return [str(d.author) for d in rows.select_related("author").order_by("author__name")]


def run_of(cluster: Cluster, run_id: int) -> WeekRun | None:
    """A run of this cluster, or None; one query."""
    return WeekRun.objects.select_related("asked_by", "version").filter(cluster=cluster, pk=run_id).first()


def latest_run(cluster: Cluster, semester: str, kind: RunKind) -> WeekRun | None:
    """The run of this kind asked for last, or None; one query."""
    rows = WeekRun.objects.filter(cluster=cluster, semester=semester, kind=kind).select_related("asked_by", "version")
    return rows.defer("version__body").order_by("-asked_at", "-id").first()


def last_run(cluster: Cluster, kind: RunKind) -> WeekRun | None:
    """The run of this kind asked for last, of whatever semester, or None; one query."""
    rows = WeekRun.objects.filter(cluster=cluster, kind=kind).select_related("asked_by")
    return rows.order_by("-asked_at", "-id").first()


def active_run(cluster: Cluster) -> WeekRun | None:
    """A run that waits or goes on; one query."""
    return WeekRun.objects.filter(cluster=cluster, state__in=ACTIVE).order_by("asked_at").first()


def releases(document: VersionedDocument) -> list[Release]:
    """Announced versions, newest first, without their bodies; one query."""
    rows = Release.objects.filter(document=document).select_related("version", "published_by")
    return list(rows.defer("version__body", "marks").order_by("-number"))


def last_release(document: VersionedDocument) -> Release | None:
    """What was announced last; one query."""
    rows = Release.objects.filter(document=document).select_related("version").defer("version__body")
    return rows.order_by("-number").first()


def releases_in_force(cluster: Cluster) -> list[Release]:
    """The last release of each timetable of the cluster, earlier semesters first; one query."""
    rows = Release.objects.filter(cluster=cluster, document__withdrawn=False).select_related("document", "version")
    rows = rows.defer("version__body", "document__folded").order_by("document__key", "number")
    return list({r.document_id: r for r in rows}.values())


def release_days(cluster: Cluster) -> dict[int, dict[int, datetime]]:
    """When each release was announced, by document and number; one query."""
    found: dict[int, dict[int, datetime]] = {}
    rows = Release.objects.filter(cluster=cluster).values_list("document_id", "number", "published_at")
    for document_id, number, at in rows:
        found.setdefault(document_id, {})[number] = at
    return found


def feeds(cluster: Cluster) -> list[FeedKey]:
    """Addresses that are open, and those revoked, with who made them; one query."""
    return list(FeedKey.objects.filter(cluster=cluster).select_related("made_by", "revoked_by"))


def open_feed(cluster: Cluster, kind: FeedKind, subject: str) -> FeedKey | None:
    """The address of a subject that is open; one query."""
    return FeedKey.objects.filter(cluster=cluster, kind=kind, subject=subject, revoked_at__isnull=True).first()
