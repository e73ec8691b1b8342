"""The part of the world about messages to programs: a subscription, and a delivery that was given up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def hooks(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """An address that is told of disputed facts, and one such message that was never taken."""
    from remeslo.web.apps.common.services.log import record
    from remeslo.web.apps.webhooks.models import Delivery
    from remeslo.web.apps.webhooks.services.subscribing import subscribe

    row, _secret = subscribe(
        cluster, name="ERP", url="https://hooks.example.org/remeslo", kinds=["fact.disputed"], by=admin, at=NOW
    )
    record("fact.disputed", by=admin, cluster=cluster, subject="fact:f-0", kind="practice")
    row.deliveries.update(state="given_up", tries=12, status=500, problem="status")
    things["webhook"], things["delivery"] = str(row.key), Delivery.objects.get(subscription=row).pk
