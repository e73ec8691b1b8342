"""When leaves are computed anew: facts are only appended, so the newest row tells whether anything came."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Max

from remeslo.web.apps.boards.models import BoardYear, FigureStamp, StoredFigure
from remeslo.web.apps.boards.services.approving import mark_changed
from remeslo.web.apps.boards.services.storing import store_leaves
from remeslo.web.apps.boards.services.summing import NEVER, sum_up
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.results.models import FactRow

SMALL_COUNTRY = 20_000
"""Leaves up to which a page adds up by itself what has changed."""
MOST_AT_ONCE = 3
"""Clusters that a page above clusters computes before it shows itself; more wait for a button, or the command."""


def needs_refresh(cluster: Cluster, today: date) -> bool:
    """True when facts came since a cluster's figures were computed, or a day has passed; two queries."""
    stamp = FigureStamp.objects.filter(cluster=cluster).first()
    if stamp is not None and stamp.invented:
        return False
    newest = FactRow.objects.filter(cluster=cluster).aggregate(last=Max("pk"), count=Count("pk"))
    if not newest["count"]:
        return False
    return stamp is None or (stamp.last_fact, stamp.num_facts, stamp.day) != (newest["last"], newest["count"], today)


def refresh_cluster(cluster: Cluster, *, today: date, at: datetime) -> bool:
    """Compute a cluster's figures where that is needed; True when something was computed."""
    if not needs_refresh(cluster, today):
        return False
    periods = store_leaves(cluster, day=today, at=at)
    mark_changed(cluster, periods)
    sum_up(periods | _years_due(), today=today, at=at)
    return True


def is_small_country() -> bool:
    """True when a page can add a year up before it shows itself; one query."""
    leaves: int = StoredFigure.objects.count()
    return leaves <= SMALL_COUNTRY


def mark_stale() -> None:
    """Remember which clusters have facts that are not counted yet; two queries when there are none, at most five."""
    seen = FigureStamp.objects.aggregate(last=Max("last_fact"))["last"] or 0
    if (FactRow.objects.aggregate(last=Max("pk"))["last"] or 0) <= seen:
        return  # asking for their clusters would make an engine walk over all facts
    fresh = FactRow.objects.filter(pk__gt=seen).order_by().values_list("cluster", flat=True).distinct()
    if clusters := set(fresh):
        known = FigureStamp.objects.filter(cluster__in=clusters, invented=False)
        known.update(stale=True)
        unknown = clusters - set(FigureStamp.objects.filter(cluster__in=clusters).values_list("cluster", flat=True))
        FigureStamp.objects.bulk_create(
            [FigureStamp(cluster_id=c, day=date.min, at=NEVER, stale=True) for c in unknown],
            ignore_conflicts=True,
        )


def places_changed(clusters: Iterable[Cluster]) -> None:
    """
    After a merger, a new member or another place: the leaves of these clusters, and every year, are computed anew.

    Called by the registry, by its dotted name. Figures that were generated whole keep their leaves.
    """
    FigureStamp.objects.filter(cluster__in=list(clusters), invented=False).update(stale=True, day=date.min)
    BoardYear.objects.update(at=NEVER)


def stale_clusters() -> list[Cluster]:
    """Clusters whose figures are older than their facts, as far as `mark_stale` has seen; one query."""
    stamps = FigureStamp.objects.filter(stale=True, invented=False).select_related("cluster").order_by("cluster__key")
    return [stamp.cluster for stamp in stamps]


def refresh_stale(*, today: date, at: datetime, most: int | None = None) -> list[Cluster]:
    """Compute what is stale, at most so many clusters; those that are left."""
    mark_stale()
    waiting = stale_clusters()
    chosen = waiting if most is None else waiting[:most]
    periods: set[str] = set()
    for cluster in chosen:
        fresh = store_leaves(cluster, day=today, at=at)
        mark_changed(cluster, fresh)
        periods |= fresh
    if chosen:
        periods |= _years_due()
    if periods:
        sum_up(periods, today=today, at=at)
    return waiting[len(chosen) :]


def _years_due() -> frozenset[str]:
    """Years whose trees have changed since they were added up."""
    return frozenset(BoardYear.objects.filter(at=NEVER).values_list("period", flat=True))
