"""
Sending what is due: at least once, later and later after failures, until it is given up.

Taking a delivery is one UPDATE that counts the try and pushes the next one on; what became of it is written only by
who counted it. A courier that dies in between leaves a row that is due again when its time has passed.
"""

import random
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.webhooks.enums import DeliveryState, SubscriptionState
from remeslo.web.apps.webhooks.models import Delivery, Subscription
from remeslo.web.apps.webhooks.queries import due
from remeslo.web.apps.webhooks.signing import headers
from remeslo.web.apps.webhooks.transport import Answer, post

MOST_TRIES: Final = 12
LEASE: Final = timedelta(seconds=90)
"""Longer than any try can take."""
FIRST: Final = timedelta(seconds=20)
LONGEST: Final = timedelta(hours=6)
HOLD: Final = timedelta(seconds=5)
LONGEST_HOLD: Final = timedelta(minutes=10)
PATIENCE: Final = timedelta(days=3)
"""An address that took nothing for so long is sent nothing more."""
KEPT: Final = timedelta(days=30)
"""How long ended deliveries stay to be looked at."""
GONE: Final = 410
_CHANCE = random.SystemRandom()


def take(now: datetime) -> Delivery | None:
    """The delivery that is due longest, mine for the lease; ``None`` when none is."""
    while (row := due(now).first()) is not None:
        same = Delivery.objects.filter(pk=row.pk, state=DeliveryState.WAITING, tries=row.tries, next_at=row.next_at)
        if row.tries >= MOST_TRIES:  # couriers died over it
            same.update(state=DeliveryState.GIVEN_UP)
        elif same.update(tries=row.tries + 1, next_at=now + LEASE, tried_at=now):
            row.tries += 1
            return row
    return None


def send(row: Delivery, now: datetime) -> Answer:
    """One try; no transaction is open while it goes on."""
    body = row.body.encode()
    told = headers(row.subscription, row.key, body, now)
    more = {"Content-Type": "application/json", "User-Agent": "Remeslo-Webhooks/1"}
    return post(row.subscription.url, body, {**told, **more}, networks=settings.WEBHOOK_NETWORKS)


@transaction.atomic
def keep(row: Delivery, answer: Answer, now: datetime) -> DeliveryState | None:
    """Write what came of a try; ``None`` when it is not this courier's any more."""
    state = _state_after(row, answer)
    mine = Delivery.objects.filter(pk=row.pk, state=DeliveryState.WAITING, tries=row.tries)
    told = {"status": answer.status, "problem": answer.problem, "took_ms": answer.took_ms}
    if not mine.update(state=state, next_at=now + pause(row.tries), **told):
        return None
    if row.entry_id is not None:
        _tell_subscription(row, answer, now)
    return state


def pause(tries: int) -> timedelta:
    """Before the next try: doubled each time up to six hours, somewhere in the upper half of that."""
    whole: timedelta = min(LONGEST, FIRST * 2 ** min(tries - 1, 16))
    return whole * _CHANCE.uniform(0.5, 1.0)


def deliver_one(now: datetime | None = None) -> bool:
    """Take, send and keep one; False when none is due. ``now`` is the clock of tests."""
    row = take(now or timezone.now())
    if row is None:
        return False
    keep(row, send(row, now or timezone.now()), now or timezone.now())
    return True


def forget_old(now: datetime) -> int:
    """Take ended deliveries away after a month; how many."""
    old = Delivery.objects.filter(made_at__lt=now - KEPT).exclude(state=DeliveryState.WAITING)
    return old.delete()[0]


def _state_after(row: Delivery, answer: Answer) -> DeliveryState:
    if answer.is_good:
        return DeliveryState.SENT
    is_last = row.tries >= MOST_TRIES or row.entry_id is None
    return DeliveryState.GIVEN_UP if is_last else DeliveryState.WAITING


def _tell_subscription(row: Delivery, answer: Answer, now: datetime) -> None:
    """Count failures in a row; hold the rest back for a while, and after days without a success give up."""
    one = Subscription.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=row.subscription_id)
    if answer.is_good:
        one.failures, one.failing_since, one.held_until, one.last_ok_at = 0, None, None, now
    else:
        one.failures += 1
        one.failing_since = one.failing_since or now
        one.held_until = now + min(LONGEST_HOLD, HOLD * 2 ** min(one.failures - 1, 16))
        is_over = answer.status == GONE or now - one.failing_since >= PATIENCE
        if is_over and one.state == SubscriptionState.ON:
            one.state = SubscriptionState.FAILED
            one.version += 1
            record("webhook.failed", by=None, cluster=one.cluster, subject=f"webhook:{one.key}", name=one.name)
    one.save(update_fields=["failures", "failing_since", "held_until", "last_ok_at", "state", "version"])
