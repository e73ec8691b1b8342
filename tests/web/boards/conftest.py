"""Two clusters of one industry with learners in three colleges, some few, and people of every level."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
YEAR = "2025"
SAID = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def say() -> Callable[..., None]:
    """Enters a fact of a college."""

    def say_it(cluster: Any, kind: str, subject: str, on: date, by: str, /, **values: Any) -> None:
        from remeslo.web.apps.results.services.recording import Said, record_fact

        house = cluster.organisations.get(key=by)
        record_fact(
            cluster,
            Said(kind=kind, subject=subject, on=on, values=values),
            speaker=house,
            other=None,
            college=house,
            by=None,
            at=SAID,
        )

    return say_it


@pytest.fixture
def learners(say: Callable[..., None]) -> Callable[..., None]:
    """So many learners of a college, of whom so many graduate in 2025."""

    def admit(
        cluster: Any, college: str, count: int, graduates: int, *, programme: str = "welder", tag: str = "L"
    ) -> None:
        common = {"project": True, "programme_project": True, "planned_end": date(2025, 6, 30), "cluster": cluster.key}
        for n in range(count):
            key = f"{tag}-{college}-{programme}-{n}"
            say(cluster, "admission", key, date(2023, 9, 1), college, programme=programme, college=college, **common)
            if n < graduates:
                say(cluster, "graduation", key, date(2025, 6, 30), college, programme=programme)

    return admit


@pytest.fixture
def told(cluster: Any, learners: Callable[..., None], say: Callable[..., None]) -> Any:
    """The small cluster: 20 learners of the base college, 3 of the network college; a plan for completion."""
    from decimal import Decimal

    learners(cluster, "base", 12, 9)
    learners(cluster, "base", 8, 6, programme="fitter")
    learners(cluster, "net", 3, 1)
    say(cluster, "target", "K12", date(2025, 1, 1), "base", plan=Decimal("0.5"), year=2025, cluster="small")
    return cluster


@pytest.fixture
def refreshed(told: Any) -> Any:
    """The same, added up."""
    refresh(told)
    return told


def refresh(cluster: Any) -> None:
    from remeslo.web.apps.boards.services.refreshing import refresh_cluster

    refresh_cluster(cluster, today=TODAY, at=NOW)


@pytest.fixture
def over(person: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a person with a mandate over a region, an industry or the country."""

    def make(role: str, realm: str, node: str = "", name: str = "") -> Any:
        from remeslo.web.apps.common.models import Membership

        user = person(name=name or f"{role}-{realm}")
        Membership.objects.create(user=user, role=role, realm=realm, node=node)
        return user

    return make
