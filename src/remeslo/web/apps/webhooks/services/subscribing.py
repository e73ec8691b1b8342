"""What an administrator does with a subscription: make, change, pause, give a new secret, try, end, send again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.webhooks.addresses import NotReachable, tidy
from remeslo.web.apps.webhooks.enums import PING, DeliveryState, EventKind, SubscriptionState
from remeslo.web.apps.webhooks.events import ping_of
from remeslo.web.apps.webhooks.models import Delivery, Subscription
from remeslo.web.apps.webhooks.signing import new_nonce, secret_of

MOST: Final = 20
"""Subscriptions that a cluster may have."""
OVERLAP: Final = timedelta(hours=24)
"""How long the former secret signs beside the new one."""


class NotMade(Exception):
    """The subscription can't be kept so; ``code``: name, url, private, kinds or many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CannotSend(Exception):
    """The delivery waits already, or its subscription takes nothing now."""


@transaction.atomic
def subscribe(
    cluster: Cluster, *, name: str, url: str, kinds: Iterable[str], by: User | None, at: datetime
) -> tuple[Subscription, str]:
    """A new subscription and its secret, which is told once. Raises NotMade."""
    told = _checked(name, url, kinds)
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    there = Subscription.objects.filter(cluster=cluster).exclude(state=SubscriptionState.ENDED)
    if there.count() >= MOST:
        raise NotMade("many")
    row = Subscription.objects.create(cluster=cluster, made_by=by, made_at=at, nonce=new_nonce(), **told)
    _note("webhook.made", row, by)
    return row, secret_of(row.key, row.nonce)


@transaction.atomic
def change(
    row: Subscription, *, name: str, url: str, kinds: Iterable[str], is_on: bool, by: User | None
) -> Subscription:
    """Other words, another address, paused or in force again: then what waits is sent. Raises NotMade."""
    told = _checked(name, url, kinds)
    locked = _locked(row)
    was_on = locked.state == SubscriptionState.ON
    for field, value in told.items():
        setattr(locked, field, value)
    if is_on and not was_on:
        locked.failures, locked.failing_since, locked.held_until = 0, None, None
    if is_on != was_on:
        locked.state = SubscriptionState.ON if is_on else SubscriptionState.OFF
    locked.version += 1
    locked.save()
    _note("webhook.changed", locked, by)
    return locked


@transaction.atomic
def rotate(row: Subscription, *, by: User | None, at: datetime) -> tuple[Subscription, str]:
    """A new secret, told once; the one before signs too for a day."""
    locked = _locked(row)
    locked.former_nonce, locked.former_until = locked.nonce, at + OVERLAP
    locked.nonce = new_nonce()
    locked.version += 1
    locked.save(update_fields=["nonce", "former_nonce", "former_until", "version"])
    _note("webhook.rotated", locked, by)
    return locked, secret_of(locked.key, locked.nonce)


@transaction.atomic
def end(row: Subscription, *, by: User | None) -> None:
    """For good; what waits is dropped."""
    locked = _locked(row)
    locked.state = SubscriptionState.ENDED
    locked.version += 1
    locked.save(update_fields=["state", "version"])
    locked.deliveries.filter(state=DeliveryState.WAITING).update(state=DeliveryState.DROPPED)
    _note("webhook.ended", locked, by)


@transaction.atomic
def ping(row: Subscription, *, by: User | None, at: datetime) -> Delivery:
    """Try the address once, also while it is paused."""
    key = uuid4()
    body = ping_of(key, at, row.cluster.key)
    made = Delivery.objects.create(key=key, subscription=row, kind=PING, body=body, made_at=at, next_at=at)
    _note("webhook.pinged", row, by)
    return made


@transaction.atomic
def send_again(row: Subscription, number: int, *, by: User | None, at: datetime) -> Delivery:
    """Send a delivery once more, under its own key. Raises CannotSend, or Delivery.DoesNotExist."""
    locked = row.deliveries.select_for_update().get(pk=number)
    if row.state != SubscriptionState.ON or locked.state == DeliveryState.WAITING or locked.entry_id is None:
        raise CannotSend
    locked.state, locked.tries, locked.next_at = DeliveryState.WAITING, 0, at
    locked.save(update_fields=["state", "tries", "next_at"])
    _note("webhook.sent_again", row, by)
    return locked


def _checked(name: str, url: str, kinds: Iterable[str]) -> dict[str, Any]:
    wanted = set(kinds)
    chosen = [k.value for k in EventKind if k.value in wanted]
    name = " ".join(name.split())[:100]
    if not name:
        raise NotMade("name")
    if not chosen or wanted - set(EventKind.values):
        raise NotMade("kinds")
    try:
        return {"name": name, "url": tidy(url, settings.WEBHOOK_NETWORKS), "kinds": chosen}
    except NotReachable as refused:
        raise NotMade(refused.code) from None


def _locked(row: Subscription) -> Subscription:
    return Subscription.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=row.pk)


def _note(action: str, row: Subscription, by: User | None) -> None:
    record(action, by=by, cluster=row.cluster, subject=f"webhook:{row.key}", name=row.name)
