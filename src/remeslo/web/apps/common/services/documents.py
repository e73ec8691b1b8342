"""Saving and publishing versions of documents: the only way they come to be."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from remeslo.core.base.text import fold
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation, User, VersionedDocument
from remeslo.web.apps.common.services.log import record


class Outdated(Exception):
    """Somebody saved a newer version meanwhile; carries it, nothing was written."""

    def __init__(self, latest: DocumentVersion) -> None:
        super().__init__(f"version {latest.number} was saved meanwhile")
        self.latest = latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is saved: the body (JSON of a core value) and what lists and searches need of it."""

    kind: DocumentKind
    key: str
    title: str
    body: Any
    summary: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    owner: Organisation | None = None
    position: int | None = None


def digest(body: Any) -> str:
    """SHA-256 of a body, whatever the order of its fields."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def save_version(
    cluster: Cluster,
    content: Content,
    *,
    by: User | None,
    at: datetime | None = None,
    based_on: int | None = None,
    publish: bool = False,
    note: str = "",
    log: bool = True,
) -> DocumentVersion:
    """
    Save the next version; the same body again gives the version that is there.

    ``based_on`` is the number the change was made on (0: a new document); raises Outdated when it is no longer the
    latest. With ``publish`` the version becomes what others work with.
    """
    document = _head(cluster, content)
    latest = document.latest
    if based_on is not None and latest and latest.number != based_on:
        raise Outdated(latest)
    sha = digest(content.body)
    if latest and latest.sha256 == sha:
        version = latest
    else:
        version = DocumentVersion(
            document=document,
            number=latest.number + 1 if latest else 1,
            sha256=sha,
            parent=latest,
            author=by,
            saved_at=at or timezone.now(),
            body=content.body,
            note=note,
        )
        version.save()
        if log:
            record("document.saved", by=by, cluster=cluster, subject=subject(document), number=version.number)
    _update_head(document, content, version)
    if publish:
        publish_version(version, by=by, log=log)
    return version


@transaction.atomic
def publish_version(version: DocumentVersion, *, by: User | None, log: bool = True) -> None:
    """Make this version the one that others work with."""
    document = VersionedDocument.objects.select_for_update().get(pk=version.document_id)
    version.document.published = version
    if document.published_id == version.pk:
        return
    document.published = version
    document.save(update_fields=["published"])
    if log:
        record("document.published", by=by, cluster=document.cluster, subject=subject(document), number=version.number)


def subject(document: VersionedDocument) -> str:
    """How the log names a document."""
    return f"{document.kind}:{document.key}"


def _head(cluster: Cluster, content: Content) -> VersionedDocument:
    """The document's row, locked; made when it is new."""
    found = (
        VersionedDocument.objects.select_for_update(of=("self",))
        .select_related("latest")
        .filter(cluster=cluster, kind=content.kind, key=content.key)
        .first()
    )
    if found:
        return found
    count = VersionedDocument.objects.filter(cluster=cluster, kind=content.kind).count()
    return VersionedDocument.objects.create(
        cluster=cluster,
        kind=content.kind,
        key=content.key,
        title=content.title[:500],
        owner=content.owner,
        position=count if content.position is None else content.position,
    )


def _update_head(document: VersionedDocument, content: Content, version: DocumentVersion) -> None:
    document.latest = version
    document.title = content.title[:500]
    document.owner = content.owner
    document.summary = content.summary
    document.folded = fold(f"{content.key} {content.title} {content.words}")
    if content.position is not None:
        document.position = content.position
    document.save()
