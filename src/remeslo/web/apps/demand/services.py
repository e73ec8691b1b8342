"""What can be done with a card: keep a draft, save, publish, withdraw, put back; save many of a workbook."""

import gzip
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from remeslo.core.competence.demand import DemandCard
from remeslo.interchange.cardsheet import CardSheet
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, Organisation, User, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.services.documents import publish_version, save_version, subject
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.demand.fields import CardFields, from_card
from remeslo.web.apps.demand.offers import CardOffer
from remeslo.web.apps.frameworks.models import Upload
from remeslo.web.apps.registry.contents import card_content
from remeslo.web.apps.registry.values import version_value

KIND = DocumentKind.DEMAND_CARD


class AlreadySaved(Exception):
    """The workbook was decided on before."""


def next_key(cluster: Cluster, employer: str) -> str:
    """A free key for a new card of an employer: ``osnastka-03``."""
    taken = set(VersionedDocument.objects.filter(cluster=cluster, kind=KIND).values_list("key", flat=True))
    number = 1
    while f"{employer}-{number:02d}" in taken:
        number += 1
    return f"{employer}-{number:02d}"


@transaction.atomic
def save_card(cluster: Cluster, card: DemandCard, *, based_on: int, by: User, draft_key: str) -> DocumentVersion:
    """Save the next version and forget the draft; raises Outdated when someone was faster."""
    owner = Organisation.objects.get(cluster=cluster, key=card.employer)
    version = save_version(cluster, card_content(card, owner), by=by, based_on=based_on)
    Draft.objects.filter(cluster=cluster, kind=KIND, key=draft_key, author=by).delete()
    return version


def keep_sheet(cluster: Cluster, sheet: CardSheet, *, by: User) -> Upload:
    """Keep what a workbook holds for the preview; nothing else is saved."""
    text = json.dumps(to_json(sheet), ensure_ascii=False)
    body = gzip.compress(text.encode(), mtime=0)
    return Upload.objects.create(cluster=cluster, author=by, at=timezone.now(), body=body, what=Upload.What.CARDS)


@transaction.atomic
def save_sheet(upload: Upload, offers: Sequence[CardOffer], *, publish: bool, by: User) -> int:
    """
    Save cards of a workbook, all or none; ``publish`` those that the person may publish.

    Raises AlreadySaved the second time, Outdated when somebody changed one of the cards meanwhile.
    """
    locked = Upload.objects.select_for_update().select_related("cluster").get(pk=upload.pk)
    if locked.saved_at:
        raise AlreadySaved
    for offer in offers:
        owner = Organisation.objects.get(cluster=locked.cluster, key=offer.card.employer)
        version = save_version(locked.cluster, card_content(offer.card, owner), by=by, based_on=offer.based_on)
        if publish and can(by, Action.PUBLISH_CARD, version.document):
            publish_version(version, by=by)
    locked.saved_at = timezone.now()
    locked.save(update_fields=["saved_at"])
    if offers:
        record("cards.imported", by=by, cluster=locked.cluster, subject=f"{KIND}:", count=len(offers))
    return len(offers)


def publish_card(document: VersionedDocument, number: int, *, by: User) -> DocumentVersion:
    """Make a version the one that planning uses."""
    version: DocumentVersion = document.versions.get(number=number)
    publish_version(version, by=by)
    return version


@transaction.atomic
def restore_version(document: VersionedDocument, number: int, *, by: User) -> DocumentVersion:
    """Save an earlier version again as the next one."""
    earlier: DocumentVersion = document.versions.select_related("document").get(number=number)
    card: DemandCard = version_value(earlier)
    owner = Organisation.objects.get(cluster=document.cluster, key=card.employer)
    return save_version(document.cluster, card_content(card, owner), by=by, note=f"= {number}")


@transaction.atomic
def set_withdrawn(document: VersionedDocument, withdrawn: bool, *, by: User) -> None:
    """Take a card out of planning and of the lists, or put it back; its versions stay."""
    if document.withdrawn == withdrawn:
        return
    document.withdrawn = withdrawn
    document.save(update_fields=["withdrawn"])
    action = "document.withdrawn" if withdrawn else "document.put_back"
    record(action, by=by, cluster=document.cluster, subject=subject(document))


def keep_draft(cluster: Cluster, key: str, fields: CardFields, *, based_on: int, by: User) -> datetime:
    """Remember what was typed; ``key`` is empty for a new card."""
    now = timezone.now()
    values: dict[str, Any] = {"fields": fields.to_json(), "based_on": based_on, "updated_at": now}
    Draft.objects.update_or_create(cluster=cluster, kind=KIND, key=key, author=by, defaults=values)
    return now


@transaction.atomic
def take_vacancy(cluster: Cluster, fields: CardFields, *, offered: int, by: User) -> None:
    """Make a pasted vacancy's phrases the draft of a new card; the log tells how many, and never what they say."""
    keep_draft(cluster, "", fields, based_on=0, by=by)
    record("vacancy.taken", by=by, cluster=cluster, subject=f"{KIND}:", kept=len(fields.requirements), offered=offered)


def discard_draft(cluster: Cluster, key: str, *, by: User) -> None:
    """Forget what was typed and not saved."""
    Draft.objects.filter(cluster=cluster, kind=KIND, key=key, author=by).delete()


def card_fields(version: DocumentVersion) -> CardFields:
    """The form's fields for a saved version."""
    return from_card(version_value(version))
