"""The shared cluster in the database, its year allocated, and browsers of the people around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.web import held
from tests.web.network.house import allocated, load, shared


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    yield from held.held(request, lambda: load(shared()))


@pytest.fixture
def version(cluster: Any) -> Any:
    return allocated(cluster)


@pytest.fixture
def released(cluster: Any) -> Any:
    return allocated(cluster, publish="Выпуск 1")


@pytest.fixture
def manager(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("cluster_manager", cluster=cluster)


@pytest.fixture
def owner(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("deputy_director", cluster=cluster, organisation="college")


@pytest.fixture
def guest(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("deputy_director", cluster=cluster, organisation="guests")


@pytest.fixture
def alien(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("deputy_director", cluster=cluster, organisation="alien")
