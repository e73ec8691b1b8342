"""A row for every subscription that an act is to be told, written in the transaction of the act."""

from typing import Any
from uuid import uuid4

from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.webhooks.enums import SubscriptionState
from remeslo.web.apps.webhooks.events import body_of, kind_of
from remeslo.web.apps.webhooks.models import Delivery, Subscription


def on_entry(instance: LogEntry, created: bool, raw: bool = False, **_signal: Any) -> None:
    """A line of the log was written; one that a backup brings back was told before."""
    if created and not raw:
        put(instance)


def put(entry: LogEntry) -> int:
    """How many programs will be told; no query for acts that nobody can ask for."""
    kind = kind_of(entry)
    cluster = entry.cluster if kind is not None else None
    if kind is None or cluster is None:
        return 0
    rows = []
    for one in Subscription.objects.filter(cluster=cluster, state=SubscriptionState.ON):
        if kind.value in one.kinds:
            key = uuid4()
            body = body_of(key, kind, entry, cluster.key)
            told = {"kind": kind, "body": body, "made_at": entry.at, "next_at": entry.at}
            rows.append(Delivery(key=key, subscription=one, entry=entry, **told))
    return len(Delivery.objects.bulk_create(rows)) if rows else 0
