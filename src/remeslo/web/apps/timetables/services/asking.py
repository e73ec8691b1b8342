"""Asking for a run and stopping it: what people do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from remeslo.web.apps.common.enums import ACTIVE, Stop
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.crews import stop_job
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.timetables.enums import RunKind
from remeslo.web.apps.timetables.models import WeekRun

LIMITS: Final = (20, 60, 300)
"""Seconds a person may choose from."""
REPAIR_S: Final = 10
"""Seconds for a repair: somebody waits at the screen."""


class AlreadyRunning(Exception):
    """The timetable has a run of this kind that is not finished; carries it."""

    def __init__(self, run: WeekRun) -> None:
        super().__init__(f"timetable run {run.pk} is not finished")
        self.run = run


def ask(
    cluster: Cluster,
    kind: RunKind,
    semester: str,
    settings: Mapping[str, Any] | None = None,
    *,
    by: User | None,
    at: datetime,
    limit_s: int = LIMITS[0],
) -> WeekRun:
    """Queue a run over a semester's timetable; raises AlreadyRunning."""
    limit = REPAIR_S if kind is RunKind.REPAIR else limit_s if limit_s in LIMITS else LIMITS[0]
    asked = dict(settings or {})
    try:
        with transaction.atomic():
            run = WeekRun.objects.create(
                cluster=cluster, kind=kind, semester=semester, asked=asked, limit_s=limit, asked_by=by, asked_at=at
            )
            record("timetable.asked", by=by, cluster=cluster, subject=f"week:{semester}", kind=str(kind))
    except IntegrityError:
        active = WeekRun.objects.filter(cluster=cluster, semester=semester, kind=kind, state__in=ACTIVE).first()
        if active is None:
            raise
        raise AlreadyRunning(active) from None
    return run


@transaction.atomic
def stop(run_id: int, how: Stop, *, by: User | None, at: datetime) -> WeekRun:
    """Stop a run (`crews.stop_job`) and note who did."""
    run, is_stopped = stop_job(WeekRun, run_id, how, by=by, at=at)
    if is_stopped:
        record("timetable.stopped", by=by, cluster=run.cluster, subject=f"week:{run.semester}", kind=run.kind)
    return run  # type: ignore[no-any-return]
