"""A planned programme in a cluster, and the people who may ask about it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.web import factories, held
from tests.web.trials.asking import NOW


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    from remeslo.web.apps.registry.services import load_cluster

    yield from held.held(request, lambda: load_cluster(factories.cluster(), by=None, at=NOW))


@pytest.fixture
def planned(cluster: Any) -> Any:
    from remeslo.web.apps.programmes.services.inputs import keep_input
    from remeslo.web.apps.programmes.services.results import keep_outcome
    from remeslo.web.apps.registry.snapshot import cluster_value

    made_from = keep_input(cluster, cluster_value(cluster), at=NOW)
    return keep_outcome(cluster, factories.outcome(), made_from, by=None, at=NOW, position=0)


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="college")


@pytest.fixture
def employer(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("employer", cluster=cluster, organisation="gears")
