"""Asking for a run and stopping it: what people do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from remeslo.web.apps.common.enums import ACTIVE, Stop
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.crews import stop_job
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.models import NetworkRun

LIMITS: Final = (20, 60, 300)
"""Seconds a person may choose from."""
MEND_S: Final = 10
"""Seconds for a mend: somebody waits."""


class AlreadyRunning(Exception):
    """The cluster has a run of this kind that is not finished; carries it."""

    def __init__(self, run: NetworkRun) -> None:
        super().__init__(f"network run {run.pk} is not finished")
        self.run = run


def ask(
    cluster: Cluster,
    kind: RunKind,
    settings: Mapping[str, Any],
    *,
    scene: str,
    by: User | None,
    at: datetime,
    limit_s: int = LIMITS[1],
) -> NetworkRun:
    """Queue a run over the problem of this digest; ``settings`` name the year. Raises AlreadyRunning."""
    limit = MEND_S if kind is RunKind.MEND else limit_s if limit_s in LIMITS else LIMITS[1]
    try:
        with transaction.atomic():
            run = NetworkRun.objects.create(
                cluster=cluster, kind=kind, asked=dict(settings), limit_s=limit, asked_by=by, asked_at=at, scene=scene
            )
            record("network.asked", by=by, cluster=cluster, subject=f"network_run:{run.pk}", kind=str(kind))
    except IntegrityError:
        active = NetworkRun.objects.filter(cluster=cluster, kind=kind, state__in=ACTIVE).first()
        if active is None:
            raise
        raise AlreadyRunning(active) from None
    return run


@transaction.atomic
def stop(run_id: int, how: Stop, *, by: User | None, at: datetime) -> NetworkRun:
    """Stop a run (`crews.stop_job`) and note who did."""
    run, is_stopped = stop_job(NetworkRun, run_id, how, by=by, at=at)
    if is_stopped:
        record("network.stopped", by=by, cluster=run.cluster, subject=f"network_run:{run.pk}", kind=run.kind)
    return run  # type: ignore[no-any-return]
