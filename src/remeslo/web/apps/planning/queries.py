"""Questions about runs; the number of queries does not grow with them."""

from remeslo.web.apps.common.enums import ACTIVE
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.registry.snapshot import published_versions

SHOWN = 50
"""Runs of the history."""


def recent_runs(cluster: Cluster) -> list[PlanRun]:
    """The last runs, newest first; one query."""
    rows = PlanRun.objects.filter(cluster=cluster).select_related("asked_by", "stopped_by")
    return list(rows.defer("findings", "progress")[:SHOWN])


def run_of(cluster: Cluster, run_id: int) -> PlanRun | None:
    """A run of this cluster, with its people and what it was made from; one query."""
    rows = PlanRun.objects.select_related("asked_by", "stopped_by", "input").defer("input__body")
    return rows.filter(cluster=cluster, pk=run_id).first()


def queue_ahead(run: PlanRun) -> int:
    """Runs of any cluster that will be taken before this one."""
    return PlanRun.objects.filter(state__in=ACTIVE, asked_at__lt=run.asked_at).exclude(pk=run.pk).count()


def last_run(cluster: Cluster) -> PlanRun | None:
    """The run asked for last, with what it was made from; one query."""
    rows = PlanRun.objects.filter(cluster=cluster).select_related("input", "cluster")
    return rows.defer("findings", "progress", "results", "input__body").first()


def changed_since(run: PlanRun) -> int:
    """Documents published, changed or withdrawn since a run was asked for; one query."""
    then = {f"{d['kind']}:{d['key']}": d["number"] for d in run.input.documents}
    now = published_versions(run.cluster)
    return sum(then.get(key) != now.get(key) for key in {*then, *now})
