"""Rule packs of a cluster: documents, their versions, drafts; each question a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from remeslo.core.funding.pack import RulePack
from remeslo.interchange import fundpack
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.kept import Kept
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User, VersionedDocument
from remeslo.web.apps.common.services.documents import Content

KIND = DocumentKind.RULE_PACK
_KEPT: Final = 200
_packs: Kept[RulePack] = Kept(_KEPT)


class BrokenPack(Exception):
    """A saved pack can't be read any more: its file is of a form that this program no longer knows."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A pack that somebody changes, the version it was begun on, the row that keeps it."""

    pack: RulePack
    based_on: int
    row: Draft


def packs(cluster: Cluster) -> list[VersionedDocument]:
    """Packs with their latest and published versions; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=KIND, withdrawn=False)
    return list(rows.select_related("latest__author", "published").defer("latest__body", "published__body"))


def published(cluster: Cluster) -> list[VersionedDocument]:
    """Packs that money is settled by; one query."""
    return [p for p in packs(cluster) if p.published_id]


def pack_of(cluster: Cluster, key: str) -> VersionedDocument | None:
    """One pack's row; one query."""
    if "\0" in key:  # PostgreSQL refuses the letter itself
        return None
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=KIND, key=key)
    return (
        rows.select_related("cluster", "latest__author", "published").defer("latest__body", "published__body").first()
    )


def version_of(document: VersionedDocument, number: int | None = None) -> DocumentVersion | None:
    """A version, the latest unless a number is given; one query."""
    rows = DocumentVersion.objects.filter(document=document).select_related("document", "author")
    return rows.filter(number=number).first() if number is not None else rows.first()


def versions(document: VersionedDocument) -> list[DocumentVersion]:
    """All versions without their bodies, newest first; one query."""
    return list(DocumentVersion.objects.filter(document=document).select_related("author").defer("body"))


def pack_value(version: DocumentVersion) -> RulePack:
    """The pack in a version, read once a process; one query at most."""
    return _packs.once(version.sha256, lambda: _read(version.body["toml"], version.sha256))


def pack_content(pack: RulePack) -> Content:
    """How a pack is kept: its file as text, so that values of cases keep their types."""
    return Content(
        kind=KIND,
        key=pack.key,
        title=pack.title_ru,
        body=packed(pack),
        summary={"title_en": pack.title_en, "country": pack.country, "currency": pack.currency},
        words=pack.title_en,
    )


def packed(pack: RulePack) -> dict[str, str]:
    """The pack's file, for a version's body or a draft."""
    return {"toml": fundpack.write(pack).decode()}


def draft_of(cluster: Cluster, key: str, user: User) -> OpenDraft | None:
    """What the person has changed and not saved; one query."""
    row = Draft.objects.filter(cluster=cluster, kind=KIND, key=key, author=user).first()
    return OpenDraft(_read(row.fields["toml"], key), row.based_on, row) if row else None


def drafts(cluster: Cluster, user: User) -> Mapping[str, Draft]:
    """The person's unsaved changes by pack; one query."""
    return {d.key: d for d in Draft.objects.filter(cluster=cluster, kind=KIND, author=user)}


def _read(text: str, name: str) -> RulePack:
    pack, findings = fundpack.read(text.encode(), name=name, judged=False)
    if pack is None:
        raise BrokenPack(", ".join(f.code for f in findings))
    return pack
