"""A cluster with a learner whose name is known, facts and money about the learner, and people of every role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.web.funding.conftest import learners, pack, say  # noqa: F401

TODAY = date(2026, 11, 20)
NAME = "Тайная Мария Ивановна"
KEY = "L-001"


@pytest.fixture
def recorded(cluster: Any) -> Callable[..., Any]:
    """Enters a fact of the base college."""

    def enter(subject: str = KEY, on: date = date(2026, 10, 1), **values: Any) -> Any:
        from remeslo.web.apps.results.services.recording import Said, record_fact

        base, plant = (cluster.organisations.get(key=k) for k in ("base", "turbines"))
        told = {"element": "ПП.01", "employer": "turbines", "hours": 72, **values}
        return record_fact(
            cluster,
            Said(kind="practice", subject=subject, on=on, values=told, evidence=()),
            speaker=base,
            other=plant,
            college=base,
            by=None,
            at=datetime(2026, 11, 1, 9, tzinfo=UTC),
        )

    return enter


@pytest.fixture
def learner(cluster: Any) -> Callable[..., Any]:
    """Makes a name behind a pseudonym."""

    def make(key: str = KEY, name: str = NAME, college: str = "base") -> Any:
        from remeslo.web.apps.results.models import Learner

        house = cluster.organisations.get(key=college)
        return Learner.objects.create(cluster=cluster, key=key, name=name, college=house)

    return make


@pytest.fixture
def administrator(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("administrator", cluster=cluster)
