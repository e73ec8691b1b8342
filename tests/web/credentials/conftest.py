"""A planned programme, a graduate with a confirmed practice, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from tests.web.programmes.conftest import held_cluster, keep, planned

__all__ = ["graduate", "held_cluster", "keep", "planned"]

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PROGRAMME = "mach-operator"
SUBJECT = "L-001"
NAME = "ТАЙНА-ИМЕНИ"


def enter(cluster: Any, kind: str, values: dict[str, Any], *, other: str | None = None, subject: str = SUBJECT) -> Any:
    from remeslo.web.apps.results.services.recording import Said, record_fact

    houses = {o.key: o for o in cluster.organisations.all()}
    return record_fact(
        cluster,
        Said(kind=kind, subject=subject, on=date(2026, 6, 1), values=values),
        speaker=houses["college"],
        other=houses[other] if other else None,
        college=houses["college"],
        by=None,
        at=datetime.now(UTC),
    )


@pytest.fixture
def graduate(cluster: Any, planned: Any, person: Callable[..., Any]) -> str:
    """A graduate whose practice of ПК 1.1 the pipe plant has confirmed; ПК 2.1 is not recorded."""
    from remeslo.web.apps.results.models import Learner
    from remeslo.web.apps.results.services.confirming import confirm

    houses = {o.key: o for o in cluster.organisations.all()}
    Learner.objects.create(cluster=cluster, key=SUBJECT, name=NAME, college=houses["college"])
    enter(cluster, "graduation", {"programme": PROGRAMME})
    practice = enter(cluster, "practice", {"element": "ПП.01", "employer": "pipes", "hours": 180}, other="pipes")
    confirm([practice], speaker=houses["pipes"], by=person(name="шеф"), at=datetime.now(UTC))
    return SUBJECT


def address(name: str, cluster: Any, **kwargs: Any) -> str:
    return reverse(f"credentials:{name}", kwargs={"cluster": cluster.key, **kwargs})


def certify(client: Any, cluster: Any, subject: str = SUBJECT, **more: str) -> Any:
    return client.post(address("graduate", cluster, key=subject), {"competence": ["ПК 1.1"], **more})
