"""Questions over subscriptions and deliveries."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.webhooks.enums import DeliveryState, SubscriptionState
from remeslo.web.apps.webhooks.models import Delivery, Subscription


def subscriptions(cluster: Cluster) -> QuerySet[Subscription]:
    """Those that are not ended, the newest first, with how many deliveries wait; one query."""
    rows = Subscription.objects.filter(cluster=cluster).exclude(state=SubscriptionState.ENDED)
    return rows.annotate(waiting=Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)))


def subscription_of(cluster: Cluster, key: UUID) -> Subscription | None:
    """One that is not ended; one query."""
    return subscriptions(cluster).filter(key=key).select_related("made_by", "cluster").first()


def deliveries_of(subscription: Subscription) -> QuerySet[Delivery]:
    """Its deliveries, the newest first."""
    return Delivery.objects.filter(subscription=subscription).order_by("-pk")


def due(now: datetime) -> QuerySet[Delivery]:
    """What may be sent now, longest due first: pings always, the rest where the subscription takes them."""
    ready = Q(subscription__held_until__isnull=True) | Q(subscription__held_until__lte=now)
    wanted = Q(entry__isnull=True) | (Q(subscription__state=SubscriptionState.ON) & ready)
    rows = Delivery.objects.filter(wanted, state=DeliveryState.WAITING, next_at__lte=now)
    return rows.select_related("subscription__cluster").order_by("next_at", "pk")
