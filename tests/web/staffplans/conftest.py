"""The staffed cluster in the database, and browsers of the people around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.web import held
from tests.web.staffplans.house import load, staffed


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    yield from held.held(request, lambda: load(staffed()))


@pytest.fixture
def scene(cluster: Any) -> Any:
    from remeslo.web.apps.staffplans.snapshot import scene

    return scene(cluster)


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="college")


@pytest.fixture
def manager(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("cluster_manager", cluster=cluster)
