"""A planned programme, people of every role, a course saved of it, a learner of its group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web import factories, held

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
FIELDS: dict[str, Any] = {
    "do": "save",
    "title": "Наладка станка по вечерам",
    "holder": "college",
    "start": "2026-10-05",
    "size": "12",
    "pace": "12",
    "schooled": "1",
    "aim": "upgrade",
    "exam_hours": "4",
    "exam_form": "credit",
}


def url(name: str, **parts: Any) -> str:
    return reverse(f"shortcourses:{name}", kwargs={"cluster": "example", **parts})


def work() -> int:
    """The worker with the core's own solver, until nothing waits."""
    from remeslo.web.apps.common.worker import work_off
    from remeslo.web.apps.shortcourses.crew import crew

    return work_off([crew()])


def load() -> Any:
    """The planned cluster with a group."""
    from remeslo.web.apps.registry.models import StudentGroup
    from remeslo.web.apps.registry.services import load_cluster

    made = load_cluster(factories.cluster(), by=None, at=NOW)
    college = made.organisations.get(key="college")
    StudentGroup.objects.create(
        cluster=made, organisation=college, key="ОС-26", programme="mach-operator", start_year=2026, size=24
    )
    return made


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    yield from held.held(request, load)


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
def deputy(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("deputy_director", cluster=cluster, organisation="college")


@pytest.fixture
def employer(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("employer", cluster=cluster, organisation="gears")


@pytest.fixture
def save(methodist: Client, planned: Any) -> Callable[..., str]:
    """Saves a course through its form; its key."""

    def make(client: Client | None = None, **fields: Any) -> str:
        from remeslo.web.apps.common.models import VersionedDocument

        data = {**FIELDS, "competences": ["ПК 1.1"], **fields}
        answer = (client or methodist).post(url("new") + "?programme=mach-operator", data)
        assert answer.status_code == 302, answer.content.decode()[:4000]
        return VersionedDocument.objects.filter(kind="short_course").latest("id").key

    return make


@pytest.fixture
def learner(methodist: Client, planned: Any) -> Any:
    """An individual plan that the methodist began."""
    from remeslo.web.apps.shortcourses.models import LearnerPlan

    methodist.post(url("learner_new"), {"pseudonym": "Д-17", "group": "ОС-26", "week": "1"})
    return LearnerPlan.objects.get()
