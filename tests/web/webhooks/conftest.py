"""A receiver that listens, and a subscription to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_network
from typing import Any

import pytest
from tests.web.webhooks.receiver import CERTIFICATE, Receiver, listening

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def receiver(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A server on this machine whose certificate is trusted; its network may be reached."""
    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with listening() as made:
        yield made


@pytest.fixture
def subscribed(cluster: Any, receiver: Receiver) -> Any:
    """A subscription of the receiver to two kinds of events."""
    from remeslo.web.apps.webhooks.services.subscribing import subscribe

    kinds = ["fact.disputed", "agreement.in_force"]
    return subscribe(cluster, name="ERP", url=receiver.url, kinds=kinds, by=None, at=NOW)[0]


@pytest.fixture
def act(cluster: Any) -> Any:
    """Does something that is told: a fact is disputed, with words that must not leave the house."""

    def made(key: str = "f-1", **facts: Any) -> Any:
        from remeslo.web.apps.common.services.log import record

        return record("fact.disputed", by=None, cluster=cluster, subject=f"fact:{key}", kind="practice", **facts)

    return made
