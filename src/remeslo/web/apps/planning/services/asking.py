"""Asking for a run, stopping it, asking for it again: what people do."""

from datetime import datetime

from django.db import IntegrityError, transaction

from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.web.apps.common.enums import ACTIVE, Stop
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.crews import stop_job
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.programmes.services.inputs import keep_input
from remeslo.web.apps.registry.snapshot import cluster_value

MOST_SECONDS = 4 * 3600


class AlreadyRunning(Exception):
    """The cluster has a run that is not finished; carries it."""

    def __init__(self, run: PlanRun) -> None:
        super().__init__(f"run {run.pk} is not finished")
        self.run = run


class NothingToPlan(Exception):
    """The cluster has no programme."""


def request_run(cluster: Cluster, *, by: User | None, at: datetime, limit_s: int = 60, seed: int = 0) -> PlanRun:
    """Queue a run over the cluster as it is now; raises AlreadyRunning, NothingToPlan."""
    try:
        with transaction.atomic():
            value = cluster_value(cluster)
            if not value.programmes:
                raise NothingToPlan
            return _queue(cluster, value, by=by, at=at, limit_s=limit_s, seed=seed)
    except IntegrityError:
        if (active := PlanRun.objects.filter(cluster=cluster, state__in=ACTIVE).first()) is None:
            raise
        raise AlreadyRunning(active) from None


def _queue(cluster: Cluster, value: ClusterValue, *, by: User | None, at: datetime, limit_s: int, seed: int) -> PlanRun:
    run = PlanRun.objects.create(
        cluster=cluster,
        input=keep_input(cluster, value, at=at),
        asked_by=by,
        asked_at=at,
        limit_s=max(1, min(limit_s, MOST_SECONDS)),
        seed=seed,
        programmes=[{"key": p.key, "title": p.title} for p in value.offered],
    )
    record("plan.requested", by=by, cluster=cluster, subject=f"run:{run.pk}", limit_s=run.limit_s, seed=seed)
    return run


@transaction.atomic
def stop_run(run_id: int, how: Stop, *, by: User | None, at: datetime) -> PlanRun:
    """Stop a run (`crews.stop_job`) and note who did."""
    run, is_stopped = stop_job(PlanRun, run_id, how, by=by, at=at)
    if is_stopped:
        record("plan.stopped", by=by, cluster=run.cluster, subject=f"run:{run.pk}", how=how)
    return run  # type: ignore[no-any-return]
