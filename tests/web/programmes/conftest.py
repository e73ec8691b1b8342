"""A programme planned by hand, kept in the database; readers of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.web import factories, held

from remeslo.core.line.outcome import ProgrammeOutcome

if TYPE_CHECKING:  # models can be imported only when Django is set up, which is after this file is read
    from remeslo.web.apps.common.models import Cluster
    from remeslo.web.apps.programmes.services.results import Kept

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
Keep = Callable[[ProgrammeOutcome], "Kept"]


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    from remeslo.web.apps.registry.services import load_cluster

    yield from held.held(request, lambda: load_cluster(factories.cluster(), by=None, at=NOW))


@pytest.fixture
def keep(cluster: Cluster) -> Keep:
    """Keeps an outcome as the next version."""
    from remeslo.web.apps.programmes.services.inputs import keep_input
    from remeslo.web.apps.programmes.services.results import keep_outcome
    from remeslo.web.apps.registry.snapshot import cluster_value

    def save(outcome: ProgrammeOutcome) -> Kept:
        made_from = keep_input(cluster, cluster_value(cluster), at=NOW)
        return keep_outcome(cluster, outcome, made_from, by=None, at=NOW, position=0)

    return save


@pytest.fixture
def planned(keep: Keep) -> Kept:
    """The programme of the factories, planned."""
    return keep(factories.outcome())
