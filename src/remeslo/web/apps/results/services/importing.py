"""Facts of a sheet: kept until their author has seen what would change, then entered all or none."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey
from remeslo.core.base.findings import Finding
from remeslo.interchange.factsheet import Change, ChangeKind, FactSheet, preview, read
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.audience import Audience
from remeslo.web.apps.results.kinds import asked, kinds
from remeslo.web.apps.results.ledger import Ledger, ledger
from remeslo.web.apps.results.models import FactRow, FactUpload
from remeslo.web.apps.results.prefill import college_of
from remeslo.web.apps.results.services.recording import row_of


class AlreadySaved(Exception):
    """The upload was decided on before, or somebody entered one of its facts meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact of the sheet: what it would be, and whether this person may enter it."""

    change: Change
    place: str
    refused: bool

    @property
    def may_save(self) -> bool:
        """True when entering it would add something, and this person may."""
        return not self.refused and self.change.kind in (ChangeKind.NEW, ChangeKind.DUPLICATE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as its author sees it before anything is entered."""

    offers: tuple[Offer, ...]
    rows: int
    findings: tuple[Finding, ...]

    @property
    def hard(self) -> bool:
        """True when rows could not be read."""
        return any(f.hard for f in self.findings)


def keep_sheet(cluster: Cluster, name: str, data: bytes, *, by: User, at: datetime) -> FactUpload:
    """Keep a sheet's bytes for the preview; nothing else is saved."""
    body = gzip.compress(data, mtime=0)
    return FactUpload.objects.create(cluster=cluster, author=by, at=at, name=name[:200], body=body)


def read_upload(upload: FactUpload, audience: Audience, speaker: Organisation, day: date) -> Reading:
    """
    What a kept sheet would change.

    Whatever the sheet says, the ledger learns its facts today, and a fact is refused that speaks for another
    organisation, corrects another's fact, or is a confirmation: the other side confirms on its own page.
    """
    organisations = {o.key: o.name for o in upload.cluster.organisations.all()}
    files = [(upload.name, gzip.decompress(bytes(upload.body)))]
    sheet: FactSheet = read(files, kinds=kinds(), by=speaker.key, known=day, organisations=organisations)
    held = ledger(upload.cluster)
    facts = [replace(f, known=day) for f in sheet.facts]
    speaks = {o.key for o in audience.speaks_for}
    offers = [
        Offer(change, sheet.places.get(change.fact.key, ""), _refused(change.fact, held, day, speaks))
        for change in preview(facts, _beside(held, facts, day), kinds())
    ]
    return Reading(tuple(offers), sheet.rows, sheet.findings)


@transaction.atomic
def enter_sheet(upload: FactUpload, offers: Sequence[Offer], *, by: User, at: datetime, day: date) -> int:
    """Enter the chosen facts, all or none; raises AlreadySaved."""
    locked = FactUpload.objects.select_for_update().select_related("cluster").get(pk=upload.pk)
    if locked.saved_at:
        raise AlreadySaved
    cluster = locked.cluster
    houses = {o.key: o for o in cluster.organisations.all()}
    known = ledger(cluster).known_on(day)
    rows = []
    for offer in offers:
        fact = offer.change.fact
        college = college_of(known, fact, houses)
        other = asked(fact, houses, college)
        rows.append(row_of(cluster, fact, speaker=houses[fact.by], other=other, college=college, by=by, at=at))
    try:
        with transaction.atomic():
            FactRow.objects.bulk_create(rows, batch_size=500)
    except IntegrityError as error:
        raise AlreadySaved from error
    locked.saved_at = at
    locked.save(update_fields=["saved_at"])
    record("facts.imported", by=by, cluster=cluster, subject="facts:", count=len(rows))
    return len(rows)


def _beside(held: Ledger, facts: Sequence[Fact], day: date) -> list[Fact]:
    """Facts in force, and all that are under one of the sheet's keys; facts of the sheet known today as they stand."""
    known = held.known_on(day)
    keys = [f.key for f in facts if f.key in held.by_key and f.key not in known.by_key]
    found = [*known.facts, *(held.by_key[k] for k in keys)]
    return [replace(f, known=day) for f in found]


def _refused(fact: Fact, held: Ledger, day: date, speaks: set[str]) -> bool:
    if fact.kind == CONFIRMATION or fact.by not in speaks:
        return True
    if fact.corrects is None:
        return False
    named = held.known_on(day).by_key.get(FactKey(fact.corrects))
    return named is None or named.by != fact.by
