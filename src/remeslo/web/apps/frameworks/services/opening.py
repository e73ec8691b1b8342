"""Opening a framework to everyone over the CASE API, and closing it again."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from remeslo.interchange.case import Provider, cf_package
from remeslo.web.apps.common.models import DocumentVersion, User, VersionedDocument
from remeslo.web.apps.common.services.documents import subject
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.frameworks.models import CasePart, OpenFramework
from remeslo.web.apps.registry.values import version_value

DEFINITIONS: Final = ("CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings")
KINDS: Final = ("CFDocuments", "CFItems", "CFAssociations", *DEFINITIONS, "CFRubrics")
"""Words of addresses, which are also the keys of a package (but for the one document)."""


class OpenElsewhere(Exception):
    """A framework with the same identifier is open already, in this cluster or another."""


@transaction.atomic
def open_framework(version: DocumentVersion, package: Mapping[str, Any], *, by: User | None) -> OpenFramework:
    """Let everyone read this version; ``package`` is the framework as a CASE 1.1 package."""
    document = VersionedDocument.objects.select_for_update().get(pk=version.document_id)
    identifier = UUID(package["CFDocument"]["identifier"])
    if OpenFramework.objects.filter(identifier=identifier).exclude(document=document).exists():
        raise OpenElsewhere
    OpenFramework.objects.filter(document=document).delete()
    opened = OpenFramework.objects.create(
        document=document, version=version, identifier=identifier, author=by, at=timezone.now()
    )
    CasePart.objects.bulk_create(_parts(opened, package), batch_size=500)
    record("framework.opened", by=by, cluster=document.cluster, subject=subject(document), number=version.number)
    return opened


@transaction.atomic
def close_framework(document: VersionedDocument, *, by: User) -> bool:
    """Nobody outside reads it any more; False when it was not open."""
    deleted, _what = OpenFramework.objects.filter(document=document).delete()
    if deleted:
        record("framework.closed", by=by, cluster=document.cluster, subject=subject(document))
    return bool(deleted)


def case_package(version: DocumentVersion, site: str) -> Mapping[str, Any]:
    """A version of a framework as a CASE 1.1 package; ``site`` is where this provider is found, with a slash."""
    return cf_package(version_value(version), provider(version, site))


def provider(version: DocumentVersion, site: str) -> Provider:
    """Who publishes: addresses begin here, and what does not tell when it was changed was changed when saved."""
    return Provider(base=f"{site}ims/case/v1p1", at=version.saved_at)


def _parts(opened: OpenFramework, package: Mapping[str, Any]) -> Iterator[CasePart]:
    definitions = package.get("CFDefinitions") or {}
    yield CasePart(
        framework=opened, kind="CFDocuments", identifier=opened.identifier, position=0, body=package["CFDocument"]
    )
    for kind in KINDS[1:]:
        rows = (definitions if kind in DEFINITIONS else package).get(kind) or ()
        for position, body in enumerate(rows):
            yield CasePart(
                framework=opened,
                kind=kind,
                identifier=_identifier(body["identifier"]),
                position=position,
                origin=_end(body, "originNodeURI"),
                destination=_end(body, "destinationNodeURI"),
                body=body,
            )


def _identifier(text: str) -> UUID:
    """The identifier; one that is no UUID, as some publishers' definitions have, gets one by which nobody asks."""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(NAMESPACE_URL, text)


def _end(body: Mapping[str, Any], name: str) -> str:
    """The identifier at one end of an association; outside of CASE it may be any text."""
    return str((body.get(name) or {}).get("identifier", ""))[:300]
