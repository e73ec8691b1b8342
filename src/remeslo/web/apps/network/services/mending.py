"""From a change in mid-year to the next version: a proposal is looked at, then accepted as a whole or dropped."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from remeslo.core.network.terms import PartnerQuota
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.enums import Part
from remeslo.web.apps.network.kept import kept_of
from remeslo.web.apps.network.models import NetworkRun, Outage
from remeslo.web.apps.network.scene import Scene, first_monday
from remeslo.web.apps.network.services.releasing import save
from remeslo.web.apps.network.services.terms import put

CLOSED, QUOTA, TODAY = "closed", "quota", "today"
"""Kinds of change: a workshop is out of use, a quota is withdrawn, or the picture of today as it is."""


class Stale(Exception):
    """The cluster or its allocation changed since the proposal was made: it has to be made again."""


@transaction.atomic
def accept(run: NetworkRun, scene: Scene, *, by: User, at: datetime) -> DocumentVersion:
    """
    Make the proposal of a mend the next version, and the change that it answers true.

    Raises Stale when something changed since, `Outdated` when somebody saves at the same moment.
    """
    locked = NetworkRun.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=run.pk)
    head = queries.document(locked.cluster, scene.year)
    is_whole = locked.state == JobState.DONE and "body" in locked.result and locked.version_id is None
    if not is_whole or head is None or head.latest is None or locked.scene != scene.digest:
        raise Stale
    if head.latest.number != locked.asked["based_on"]:
        raise Stale
    change: Mapping[str, Any] = locked.asked["change"]
    made_true(locked.cluster, scene.year, change, by=by, at=at)
    kept = kept_of(locked.result["body"])
    note = str(change.get("reason", ""))[:500]
    version = save(locked.cluster, kept, by=by, at=at, based_on=head.latest.number, note=note)
    locked.version = version
    locked.save(update_fields=["version"])
    record(
        "network.mended",
        by=by,
        cluster=locked.cluster,
        subject=f"network_run:{locked.pk}",
        kind=str(change["kind"]),
        count=len(locked.result.get("changed", ())),
    )
    return version


def made_true(cluster: Cluster, year: int, change: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """Write the change itself: the outage, or the end of the quota."""
    if change["kind"] == CLOSED:
        Outage.objects.create(
            cluster=cluster,
            year=year,
            place=change["place"],
            first=change["first"],
            last=change["last"],
            reason=str(change.get("reason", ""))[:300],
            by=by,
            at=at,
        )
        record("outage.entered", by=by, cluster=cluster, subject=f"place:{change['place']}", place=change["place"])
    elif change["kind"] == QUOTA:
        withdraw_quota(cluster, str(change["quota"]), first_monday(year) + timedelta(weeks=change["first"]), by=by)


def withdraw_quota(cluster: Cluster, key: str, since: date, *, by: User) -> None:
    """A quota is worth nothing from a day on: it ends the day before, or has no days when it had not begun."""
    row = cluster.network_terms.filter(part=Part.QUOTAS, key=key).first()
    if row is None:
        raise Stale
    quota = from_json(PartnerQuota, row.body)
    last = since - timedelta(days=1)
    left = replace(quota, days=0) if last < quota.first else replace(quota, last=min(last, quota.last))
    put(cluster, Part.QUOTAS, key, [left])
    record("quota.withdrawn", by=by, cluster=cluster, subject=f"quota:{key}", day=since.isoformat())


@transaction.atomic
def lift(outage: Outage, *, by: User, at: datetime) -> None:
    """The workshop can be used again; bookings that were moved stay where they are until somebody mends."""
    if outage.lifted_at is None:
        outage.lifted_by, outage.lifted_at = by, at
        outage.save(update_fields=["lifted_by", "lifted_at"])
        record("outage.lifted", by=by, cluster=outage.cluster, subject=f"place:{outage.place}", place=outage.place)
