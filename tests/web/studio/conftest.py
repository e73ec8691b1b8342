"""A table on the small cluster's one programme, and the people who sit at it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.web import held
from tests.web.studio.sitting import NOW, studio_cluster


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Matching by words: the optional encoder takes seconds to load."""
    monkeypatch.setattr("remeslo.web.apps.studio.snapshot.desks._encoder", lambda: None)


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    from remeslo.web.apps.registry.services import load_cluster

    yield from held.held(request, lambda: load_cluster(studio_cluster(), by=None, at=NOW))


@pytest.fixture
def methodist(person: Callable[..., Any], cluster: Any) -> Any:
    return person("methodist", cluster=cluster, organisation="base", name="Методист")


@pytest.fixture
def turbines(person: Callable[..., Any], cluster: Any) -> Any:
    return person("employer", cluster=cluster, organisation="turbines", name="Турбины")


@pytest.fixture
def valves(person: Callable[..., Any], cluster: Any) -> Any:
    return person("employer", cluster=cluster, organisation="valves", name="Арматура")


@pytest.fixture
def table(cluster: Any, methodist: Any, turbines: Any) -> Any:
    """An open table, headed by the representative of the turbine plant."""
    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.studio.services.tables import open_table

    document = VersionedDocument.objects.get(cluster=cluster, kind="outline", key="welder")
    head = cluster.organisations.get(key="turbines")
    return open_table(document, by=methodist, at=NOW, head=turbines, head_organisation=head)


@pytest.fixture
def stranger(person: Callable[..., Any]) -> Any:
    return person(name="Чужой")
