"""Taking a repair: what a run found becomes the next version, if nobody has saved another one since."""

from datetime import datetime

from django.db import transaction

from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User, VersionedDocument
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.timetables.kept import kept_week
from remeslo.web.apps.timetables.models import WeekRun
from remeslo.web.apps.timetables.services.keeping import save_week


class NothingToTake(Exception):
    """The run found nothing, or what it found was taken already."""


@transaction.atomic
def take(
    cluster: Cluster, document: VersionedDocument, run: WeekRun, *, note: str, by: User, at: datetime
) -> DocumentVersion:
    """The repair as the next version; raises NothingToTake, and Outdated when the timetable has changed since."""
    row = WeekRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if row.state != JobState.DONE or "kept" not in row.result or row.version_id is not None:
        raise NothingToTake
    version = save_week(
        cluster,
        kept_week(row.result["kept"]),
        document.key,
        title=document.title,
        lessons=row.result["lessons"],
        hard=row.result["hard"],
        by=by,
        at=at,
        based_on=row.asked["based_on"],
        note=note[:500],
    )
    row.version = version
    row.save(update_fields=["version"])
    record(
        "timetable.repaired",
        by=by,
        cluster=cluster,
        subject=f"week:{document.key}",
        number=version.number,
        moved=len(row.result["moved"]),
    )
    return version
