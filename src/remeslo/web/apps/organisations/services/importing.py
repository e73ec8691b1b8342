"""Tables of organisations: seen by their author first, then entered all or none."""

import gzip
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from remeslo.core.base.findings import Finding
from remeslo.interchange.orgsheet import OrganisationReading, read
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.models import OrganisationUpload
from remeslo.web.apps.organisations.services.entering import Entering
from remeslo.web.apps.organisations.services.judging import judged
from remeslo.web.apps.organisations.services.offering import Desk, Offer


class AlreadySaved(Exception):
    """The upload was decided on before; nothing was done twice."""


class Moved(Exception):
    """The registry has changed since the preview, so that the table would do something else; nothing was written."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as its author sees it before anything is entered."""

    offers: tuple[Offer, ...]
    sheet: OrganisationReading

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was met in the files."""
        return self.sheet.findings

    @property
    def chosen(self) -> tuple[Offer, ...]:
        """What saving would enter; nothing where the file was not read whole."""
        return tuple(o for o in self.offers if o.may_save) if self.sheet.is_whole else ()

    def count(self, outcome: str) -> int:
        """Rows of one outcome: ``new``, ``changed``, ``same``, ``refused``."""
        return sum(o.outcome == outcome for o in self.offers)

    @property
    def refused(self) -> int:
        """Rows that will not be entered: refused ones, and those that could not be read."""
        return self.count("refused") + self.sheet.left_out

    @property
    def digest(self) -> str:
        """Of everything that saving would do: the same at the preview and at saving, or it is shown again."""
        told = repr([(o.place, o.outcome, o.part, o.on, o.key, o.change.fields) for o in self.offers])
        return sha256(told.encode()).hexdigest()[:32]


def keep_table(name: str, data: bytes, *, by: User, at: datetime) -> OrganisationUpload:
    """Keep a table's bytes for the preview; nothing else is saved."""
    return OrganisationUpload.objects.create(author=by, at=at, name=name[:200], body=gzip.compress(data, mtime=0))


def read_upload(upload: OrganisationUpload, desk: Desk) -> Reading:
    """What a kept table would change; a fixed number of queries."""
    sheet = read([(upload.name, gzip.decompress(bytes(upload.body)))])
    return Reading(desk.offers(sheet.rows), sheet)


def enter_table(upload: OrganisationUpload, desk: Desk, *, seen: str, by: User, at: datetime) -> int:
    """
    Enter what can be entered, all or none; how many rows.

    Parameters
    ----------
    seen
        `Reading.digest` of the preview.

    Raises
    ------
    AlreadySaved, Moved, Refused
    """
    with transaction.atomic():
        locked = OrganisationUpload.objects.select_for_update().get(pk=upload.pk)
        if locked.saved_at:
            raise AlreadySaved
        reading = read_upload(locked, desk)
        if reading.digest != seen:
            raise Moved
        clusters = {o.cluster.pk: o.cluster for o in reading.chosen if o.cluster is not None}
        entering = Entering(by, desk.today)
        with judged(*clusters.values()):
            locked.done = [entering.enter(o) for o in reading.chosen]
        locked.saved_at = at
        locked.save(update_fields=["saved_at", "done"])
        count = len(reading.chosen)
        record("registry.imported", by=by, subject=f"upload:{locked.pk}", count=count, name=locked.name)
    return count
