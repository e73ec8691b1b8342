"""A planned cluster, people of every role, and jobs in every table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.web import factories, held

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    from remeslo.web.apps.registry.services import load_cluster

    yield from held.held(request, lambda: load_cluster(factories.cluster(), by=None, at=NOW))


@pytest.fixture
def asked(cluster: Any) -> Callable[..., Any]:
    """Asks for a run of the planners of staff; kinds that wait beside each other."""

    def make(by: Any = None, at: datetime = NOW, kind: str = "assign", **fields: Any) -> Any:
        from remeslo.web.apps.staffplans.models import StaffRun

        return StaffRun.objects.create(cluster=cluster, kind=kind, asked_by=by, asked_at=at, scene="", **fields)

    return make
