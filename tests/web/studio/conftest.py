"""A table on the small cluster's one programme, and the people who sit at it."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.studio.sitting import NOW


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
