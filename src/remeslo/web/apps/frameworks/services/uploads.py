"""Reading uploaded standards, and saving those that a person chose."""

import gzip
import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.interchange.profstandart import Reading, collect, preview, read
from remeslo.interchange.profstandart.preview import Arrival, Arriving
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.frameworks.models import Upload
from remeslo.web.apps.registry.contents import standard_content
from remeslo.web.apps.registry.snapshot import published_values

KEPT = timedelta(days=7)


class AlreadySaved(Exception):
    """The upload was decided on before."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A standard that arrives, and whether it may be saved."""

    arriving: Arriving
    file: str
    may_save: bool

    @property
    def key(self) -> str:
        """Its edition."""
        return self.arriving.standard.edition


@dataclass(frozen=True, slots=True)
class UploadPreview:
    """What saving an upload would change."""

    readings: tuple[Reading, ...]
    between: tuple[Finding, ...]
    offers: tuple[Offer, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found in and between the files."""
        return (*(f for r in self.readings for f in r.findings), *self.between)

    @property
    def arrivals(self) -> dict[str, int]:
        """How many standards of each kind of arrival."""
        return dict(Counter(o.arriving.arrival.value for o in self.offers))

    @property
    def refused(self) -> int:
        """Standards that would change something and can't be saved."""
        return sum(not o.may_save and o.arriving.arrival is not Arrival.SAME for o in self.offers)

    @property
    def may_save(self) -> bool:
        """True when something is left to save."""
        return any(o.may_save for o in self.offers)


def keep_upload(cluster: Cluster, files: "Iterable[UploadedFile[bytes]]", *, by: User) -> Upload:
    """Read files and keep what was read for the preview; nothing else is saved."""
    now = timezone.now()
    Upload.objects.filter(cluster=cluster, at__lt=now - KEPT).delete()
    readings = [_read(f) for f in files]
    text = json.dumps(to_json(readings), ensure_ascii=False, separators=(",", ":"))
    body = gzip.compress(text.encode(), compresslevel=5, mtime=0)
    return Upload.objects.create(cluster=cluster, author=by, at=now, body=body)


def upload_preview(upload: Upload) -> UploadPreview:
    """The upload against what the cluster holds now."""
    readings = from_json(tuple[Reading, ...], json.loads(gzip.decompress(upload.body)))
    held = tuple(published_values(upload.cluster, (DocumentKind.STANDARD,))[DocumentKind.STANDARD].values())
    together = collect(readings, conflict=Severity.STOPS_PUBLISHING)
    within = sum(len(r.findings) for r in readings)
    between = together.findings[within:]
    disputed = {str(f.facts.get("edition", "")) for f in between if f.hard}
    file_of: dict[str, Reading] = {}
    for reading in readings:
        for s in reading.standards:
            file_of.setdefault(s.edition, reading)
    offers = tuple(
        Offer(a, file_of[a.standard.edition].name, _may_save(a, file_of[a.standard.edition], disputed))
        for a in preview(held, together.standards)
    )
    return UploadPreview(readings, tuple(between), offers)


@transaction.atomic
def save_upload(upload: Upload, editions: Collection[str], *, by: User) -> list[OccupationalStandard]:
    """Save the chosen standards, all or none; raises AlreadySaved the second time."""
    locked = Upload.objects.select_for_update().select_related("cluster").get(pk=upload.pk)
    if locked.saved_at:
        raise AlreadySaved
    chosen = [o.arriving.standard for o in upload_preview(locked).offers if o.may_save and o.key in editions]
    for standard in chosen:
        save_version(locked.cluster, standard_content(standard), by=by, publish=True, log=False)
    locked.saved_at = timezone.now()
    locked.save(update_fields=["saved_at"])
    if chosen:
        names = [s.edition for s in chosen]
        record(
            "standards.saved", by=by, cluster=locked.cluster, subject="standards:", count=len(chosen), editions=names
        )
    return chosen


def _read(file: "UploadedFile[bytes]") -> Reading:
    name = (file.name or "?")[:200]
    try:
        return read(read_limited(file, name=name), name=name)
    except Unreadable as refusal:
        return Reading(name=name, findings=refusal.findings)


def _may_save(arriving: Arriving, reading: Reading, disputed: Collection[str]) -> bool:
    """A file whose counts don't add up, or an edition that two files tell differently, is not saved."""
    return (
        arriving.arrival is not Arrival.SAME
        and not any_hard(reading.findings)
        and arriving.standard.edition not in disputed
    )
