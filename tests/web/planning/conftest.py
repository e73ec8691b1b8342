"""A small cluster in the database, the people of it, and a planner that needs no solver."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.web import factories

if TYPE_CHECKING:  # models can be imported only when Django is set up, which is after this file is read
    from remeslo.web.apps.common.models import Cluster, User

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def methodist(db: None) -> User:
    from remeslo.web.apps.common.models import User

    return User.objects.create(username="methodist", name="Мария Мастерова")


@pytest.fixture
def cluster(methodist: User) -> Cluster:
    from remeslo.web.apps.common.models import Membership
    from remeslo.web.apps.registry.services import load_cluster

    row = load_cluster(factories.cluster(), by=methodist, at=NOW)
    college = row.organisations.get(key="college")
    Membership.objects.create(cluster=row, user=methodist, role="methodist", organisation=college)
    return row
