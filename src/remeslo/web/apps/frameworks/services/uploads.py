"""Reading uploaded files, and saving what a person chose of them."""

import gzip
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.frameworks.models import MappedSheet, Upload
from remeslo.web.apps.frameworks.offers import Offer, Offers, offers_of
from remeslo.web.apps.frameworks.readings import FileReading, read_all
from remeslo.web.apps.frameworks.sheets import is_table, read_mapped, replaced
from remeslo.web.apps.registry.snapshot import published_values

KEPT = timedelta(days=7)


class AlreadySaved(Exception):
    """The upload was decided on before."""


def keep_upload(cluster: Cluster, files: "Iterable[UploadedFile[bytes]]", *, by: User) -> Upload:
    """Read files and keep what was read for the preview; nothing else is saved."""
    refused: list[FileReading] = []
    contents: list[tuple[str, bytes]] = []
    for file in files:
        name = (file.name or "?")[:200]
        try:
            contents.append((name, read_limited(file, name=name)))
        except Unreadable as refusal:
            refused.append(FileReading(name=name, findings=refusal.findings))
    upload = keep_readings(cluster, [*read_all(contents), *refused], by=by)
    tables = [(name, data) for name, data in contents if is_table(name, data)]
    MappedSheet.objects.bulk_create(
        MappedSheet(upload=upload, position=n, name=name, data=gzip.compress(data, compresslevel=5, mtime=0))
        for n, (name, data) in enumerate(tables)
    )
    return upload


@transaction.atomic
def map_sheet(sheet: MappedSheet, chosen: dict[str, Any]) -> FileReading:
    """Read a table with the columns that a person named, in the place of its earlier reading."""
    upload = Upload.objects.select_for_update().get(pk=sheet.upload_id)
    if upload.saved_at:
        raise AlreadySaved
    reading = read_mapped(sheet.name, gzip.decompress(sheet.data), chosen)
    sheet.mapping = chosen
    sheet.save(update_fields=["mapping"])
    upload.body = packed(replaced(readings_of(upload), reading, sheet.name))
    upload.save(update_fields=["body"])
    return reading


def keep_readings(cluster: Cluster, readings: Sequence[FileReading], *, by: User) -> Upload:
    """Keep what was read until its author decides, or a week has passed."""
    now = timezone.now()
    Upload.objects.filter(cluster=cluster, at__lt=now - KEPT).delete()
    return Upload.objects.create(cluster=cluster, author=by, at=now, body=packed(readings))


def packed(readings: Sequence[FileReading]) -> bytes:
    """Readings as an upload keeps them."""
    text = json.dumps(to_json(tuple(readings)), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=5, mtime=0)


def readings_of(upload: Upload) -> tuple[FileReading, ...]:
    """What an upload holds."""
    return from_json(tuple[FileReading, ...], json.loads(gzip.decompress(upload.body)))


def upload_offers(upload: Upload) -> Offers:
    """The upload against what the cluster holds now."""
    readings = readings_of(upload)
    return offers_of(readings, _held(upload.cluster, readings))


@transaction.atomic
def save_upload(upload: Upload, keys: Collection[str], *, by: User) -> list[Offer]:
    """Save the chosen things, all or none; raises AlreadySaved the second time."""
    locked = Upload.objects.select_for_update().select_related("cluster").get(pk=upload.pk)
    if locked.saved_at:
        raise AlreadySaved
    chosen = [o for o in upload_offers(locked).offers if o.may_save and o.key in keys]
    for offer in chosen:
        save_version(locked.cluster, offer.content, by=by, publish=True, log=False, note=offer.reading.name[:500])
    locked.saved_at = timezone.now()
    locked.save(update_fields=["saved_at"])
    if chosen:
        names = [o.content.key for o in chosen]
        record("upload.saved", by=by, cluster=locked.cluster, subject="upload:", count=len(chosen), keys=names)
    return chosen


def _held(cluster: Cluster, readings: Sequence[FileReading]) -> dict[str, dict[str, Any]]:
    """Published values of the kinds that arrive."""
    arriving = {
        DocumentKind.STANDARD: any(r.standards for r in readings),
        DocumentKind.STATE_STANDARD: any(r.states for r in readings),
        DocumentKind.FRAMEWORK: any(r.frameworks for r in readings),
        DocumentKind.STUDY_PLAN: any(r.plans for r in readings),
    }
    wanted = tuple(kind for kind, arrives in arriving.items() if arrives)
    nothing: dict[str, dict[str, Any]] = {kind: {} for kind in arriving}
    return nothing | (published_values(cluster, wanted) if wanted else {})
