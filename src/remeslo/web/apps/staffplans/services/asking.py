"""Asking for a run and stopping it: what people do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from remeslo.web.apps.common.enums import ACTIVE, JobState, Stop
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.crews import stop_job
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.models import StaffRun

LIMITS: Final = (20, 60, 300)
"""Seconds a person may choose from."""
WITHOUT_S: Final = 10
"""Seconds for the question what breaks when one person leaves."""


class AlreadyRunning(Exception):
    """The cluster has a run of this kind that is not finished; carries it."""

    def __init__(self, run: StaffRun) -> None:
        super().__init__(f"staff run {run.pk} is not finished")
        self.run = run


def ask(
    cluster: Cluster,
    kind: RunKind,
    settings: Mapping[str, Any] | None = None,
    *,
    scene: str,
    by: User | None,
    at: datetime,
    limit_s: int = LIMITS[0],
) -> StaffRun:
    """
    Queue a run over the people, papers and duties of this digest; raises AlreadyRunning.

    The question what breaks without a person is answered from memory when it was answered about the same scene with
    the same settings.
    """
    asked = dict(settings or {})
    limit = WITHOUT_S if kind is RunKind.WITHOUT else limit_s if limit_s in LIMITS else LIMITS[0]
    if kind is RunKind.WITHOUT and (known := _same(cluster, asked, scene)) is not None:
        return known
    try:
        with transaction.atomic():
            run = StaffRun.objects.create(
                cluster=cluster, kind=kind, asked=asked, limit_s=limit, asked_by=by, asked_at=at, scene=scene
            )
            record("staffplan.asked", by=by, cluster=cluster, subject=f"staff_run:{run.pk}", kind=str(kind))
    except IntegrityError:
        active = StaffRun.objects.filter(cluster=cluster, kind=kind, state__in=ACTIVE).first()
        if active is None:
            raise
        raise AlreadyRunning(active) from None
    return run


def _same(cluster: Cluster, asked: Mapping[str, Any], scene: str) -> StaffRun | None:
    rows = StaffRun.objects.filter(
        cluster=cluster, kind=RunKind.WITHOUT, scene=scene, state__in=(*ACTIVE, JobState.DONE), stop=Stop.NO
    )
    return next((run for run in rows if run.asked == asked), None)


@transaction.atomic
def stop(run_id: int, how: Stop, *, by: User | None, at: datetime) -> StaffRun:
    """Stop a run (`crews.stop_job`) and note who did."""
    run, is_stopped = stop_job(StaffRun, run_id, how, by=by, at=at)
    if is_stopped:
        record("staffplan.stopped", by=by, cluster=run.cluster, subject=f"staff_run:{run.pk}", kind=run.kind)
    return run  # type: ignore[no-any-return]
