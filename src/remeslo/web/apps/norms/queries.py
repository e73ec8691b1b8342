"""Questions over norm packs; each takes a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange import normpack
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User, VersionedDocument
from remeslo.web.apps.registry.values import version_value

KIND = DocumentKind.NORM_PACK


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """What a person has changed and not saved: the pack as it would be, and the version it was begun on."""

    pack: NormPack
    based_on: int
    row: Draft | None


def packs(cluster: Cluster) -> list[VersionedDocument]:
    """Packs of the cluster with their latest and published versions; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=KIND, withdrawn=False)
    return list(rows.select_related("latest__author", "latest__document", "published").defer("published__body"))


def pack_of(cluster: Cluster, key: str) -> VersionedDocument | None:
    """A pack's row; one query."""
    if "\x00" in key:
        return None
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=KIND, key=key)
    return rows.select_related("published", "latest").defer("published__body", "latest__body").first()


def version_of(document: VersionedDocument, number: int | None = None) -> DocumentVersion | None:
    """A version, the latest unless a number is given; one query."""
    rows = DocumentVersion.objects.filter(document=document).select_related("document", "author")
    return rows.filter(number=number).first() if number is not None else rows.first()


def versions(document: VersionedDocument) -> list[DocumentVersion]:
    """All versions without their bodies, newest first; one query."""
    return list(DocumentVersion.objects.filter(document=document).select_related("author").defer("body"))


def draft_of(cluster: Cluster, key: str, user: User) -> OpenDraft | None:
    """What the person has not saved; one query. A draft that can no longer be read counts as none."""
    row = Draft.objects.filter(cluster=cluster, kind=KIND, key=key, author=user).first()
    if row is None:
        return None
    pack, _findings = normpack.read(str(row.fields.get("toml", "")).encode(), name=key)
    return OpenDraft(pack, row.based_on, row) if pack else None


def drafts(cluster: Cluster, user: User) -> Mapping[str, Draft]:
    """The person's unsaved changes by pack; one query."""
    return {d.key: d for d in Draft.objects.filter(cluster=cluster, kind=KIND, author=user)}


def programmes_by_pack(cluster: Cluster) -> Mapping[str, list[tuple[str, str]]]:
    """Pack -> (key, title) of the programmes planned by it; one query."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.OUTLINE, withdrawn=False)
    for key, title, summary in rows.values_list("key", "title", "summary"):
        found.setdefault(str(summary.get("norms", "")), []).append((key, title))
    return found


def pack_value(version: DocumentVersion) -> NormPack:
    """The pack in a version."""
    pack: NormPack = version_value(version)
    return pack
