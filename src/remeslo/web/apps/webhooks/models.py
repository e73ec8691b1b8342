"""Subscriptions of programs to events of a cluster, and the outbox of what is to be told them."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster, LogEntry
from remeslo.web.apps.webhooks.enums import DeliveryState, SubscriptionState


class Subscription(models.Model):
    """
    An address that is told of kinds of events.

    The secret that signs is not kept: it follows from the server's own key and ``nonce`` (`signing.secret_of`). After
    a rotation the former one signs too, until ``former_until``. ``failures`` counts tries in a row that were not
    taken, ``failing_since`` when the first of them was; until ``held_until`` nothing is sent there. ``version`` grows
    with every change that a person makes.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    kinds: Any = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=SubscriptionState.choices, default=SubscriptionState.ON)
    nonce = models.CharField(max_length=64)
    former_nonce = models.CharField(max_length=64, blank=True)
    former_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    last_ok_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(nonce="") & ~Q(url=""), name="webhook_has_an_address_and_a_nonce")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.url}"


class Delivery(models.Model):
    """
    One event for one subscription: written with the act, sent by the courier at least once under the same key.

    ``entry`` is the line of the log (none for a ping). Whoever takes it counts ``tries`` up and pushes ``next_at`` on,
    which is the lease: a courier that dies leaves a row that is due again. ``status`` and ``problem`` tell of the last
    try.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    entry = models.ForeignKey(LogEntry, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    body = models.TextField()
    made_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=20, blank=True)
    took_ms = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["subscription", "entry"], name="webhook_once_an_act")]
        indexes = [
            models.Index(fields=["next_at"], name="webhook_due", condition=Q(state=DeliveryState.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
