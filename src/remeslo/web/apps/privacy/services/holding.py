"""Holding a record against its erasure, and lifting a hold."""

from datetime import date, datetime

from django.db import transaction

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.privacy.models import Hold
from remeslo.web.apps.privacy.places import places_of


class NoSuchRecord(Exception):
    """There is nothing to hold under this key."""


@transaction.atomic
def hold(cluster: Cluster, kind: str, key: str, reason: str, until: date | None, *, by: User, at: datetime) -> Hold:
    """Hold a record; raises `NoSuchRecord`."""
    mine = [p for p in places_of(cluster) if p.kind == kind]
    if not any(r.key == key for p in mine for r in p.records(cluster)):
        raise NoSuchRecord(key)
    row = Hold.objects.create(cluster=cluster, kind=kind, key=key, reason=reason, until=until, by=by, at=at)
    record("privacy.held", by=by, cluster=cluster, subject=f"hold:{row.pk}")
    return row


@transaction.atomic
def lift(cluster: Cluster, pk: int, *, by: User, at: datetime) -> bool:
    """Lift a hold; False when there is none or it is lifted."""
    changed = Hold.objects.filter(cluster=cluster, pk=pk, lifted_at__isnull=True).update(lifted_by=by, lifted_at=at)
    if changed:
        record("privacy.lifted", by=by, cluster=cluster, subject=f"hold:{pk}")
    return bool(changed)
