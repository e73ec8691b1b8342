"""Questions over runs, versions, releases, requests and used days; each takes a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from remeslo.web.apps.common.enums import ACTIVE, DocumentKind, JobState
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation, VersionedDocument
from remeslo.web.apps.network.enums import AskState, RunKind
from remeslo.web.apps.network.kept import Kept, kept_of
from remeslo.web.apps.network.models import NetworkRun, Release, SlotAsk, UseEntry
from remeslo.web.apps.programmes.values import Memory

SHOWN = 30
"""Versions of the history."""
_kept = Memory(30)


def run_of(cluster: Cluster, run_id: int) -> NetworkRun | None:
    """A run of this cluster, or None; one query."""
    return NetworkRun.objects.select_related("asked_by", "version").filter(cluster=cluster, pk=run_id).first()


def latest_run(cluster: Cluster, kind: RunKind, year: int) -> NetworkRun | None:
    """The last run of this kind about a year, or None; one query."""
    rows = NetworkRun.objects.filter(cluster=cluster, kind=kind, asked__year=year).select_related("asked_by")
    return rows.order_by("-id").first()


def done_run(cluster: Cluster, kind: RunKind, year: int) -> NetworkRun | None:
    """The last run of this kind about a year that gave a result, or None; one query."""
    rows = NetworkRun.objects.filter(cluster=cluster, kind=kind, asked__year=year, state=JobState.DONE)
    return rows.order_by("-id").first()


def active_run(cluster: Cluster, kind: RunKind) -> NetworkRun | None:
    """The run of this kind that waits or goes on, or None; one query."""
    return NetworkRun.objects.filter(cluster=cluster, kind=kind, state__in=ACTIVE).order_by("-id").first()


def document(cluster: Cluster, year: int) -> VersionedDocument | None:
    """The allocation of a year with its versions' heads, or None; one query."""
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind=DocumentKind.ALLOCATION, key=str(year), withdrawn=False
    )
    rows = rows.select_related("latest__author", "published__author").defer("latest__body", "published__body")
    return rows.first()


def versions(document: VersionedDocument) -> list[DocumentVersion]:
    """The last versions without their bodies, newest first, with their releases; one query."""
    rows = DocumentVersion.objects.filter(document=document).select_related("author", "allocation_release")
    return list(rows.defer("body")[:SHOWN])


def version_numbered(document: VersionedDocument, number: int) -> DocumentVersion | None:
    """One version; one query."""
    rows = DocumentVersion.objects.filter(document=document, number=number).select_related("author")
    return rows.defer("body").first()


def kept(version: DocumentVersion) -> Kept:
    """What a version keeps, read once a process; a query when it is not in memory."""
    found: Kept = _kept.get(version.sha256, lambda: kept_of(_body(version)))
    return found


def _body(version: DocumentVersion) -> Any:
    return DocumentVersion.objects.values_list("body", flat=True).get(pk=version.pk)


def run_that_gave(version: DocumentVersion) -> NetworkRun | None:
    """The run that gave a version, or None for one made by hand; one query."""
    return NetworkRun.objects.filter(version=version).order_by("-id").first()


def release_of(cluster: Cluster, year: int) -> Release | None:
    """The release that everybody works by, or None; one query."""
    rows = Release.objects.filter(
        cluster=cluster, version__document__kind=DocumentKind.ALLOCATION, version__document__key=str(year)
    )
    return rows.select_related("version", "by").defer("version__body").order_by("-id").first()


def asks(cluster: Cluster, year: int) -> list[SlotAsk]:
    """All requests between colleges, the last first; two queries."""
    rows = SlotAsk.objects.filter(cluster=cluster, year=year).select_related("partner", "owner")
    return list(rows.prefetch_related("words__by"))


def ask_numbered(cluster: Cluster, number: int) -> SlotAsk | None:
    """One request between colleges with its history; two queries."""
    rows = SlotAsk.objects.filter(cluster=cluster, number=number).select_related("partner", "owner", "version")
    return rows.prefetch_related("words__by").first()


def entries(cluster: Cluster, year: int) -> list[UseEntry]:
    """Used days that nobody has corrected, with the other side's words; one query."""
    rows = UseEntry.objects.filter(cluster=cluster, year=year, corrected_by__isnull=True)
    return list(rows.select_related("partner", "owner", "by", "word__by"))


def organisations(cluster: Cluster) -> dict[str, Organisation]:
    """Members by key; one query."""
    return {o.key: o for o in cluster.organisations.all()}


def waiting_asks(cluster: Cluster, owners: Sequence[Organisation]) -> int:
    """Requests that wait for an answer of these owners; one query."""
    return SlotAsk.objects.filter(cluster=cluster, state=AskState.ASKED, owner__in=owners).count()


def unconfirmed_use(cluster: Cluster, owners: Sequence[Organisation]) -> int:
    """Entered weeks that wait for a word of these owners; one query."""
    rows = UseEntry.objects.filter(cluster=cluster, owner__in=owners, word__isnull=True, corrected_by__isnull=True)
    return rows.count()
