"""The small timetable in the database, and browsers of the people around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.web import held
from tests.web.timetables.semester import load, save


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    yield from held.held(request, load)


@pytest.fixture
def version(cluster: Any) -> Any:
    return save(cluster)


@pytest.fixture
def planner(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("deputy_director", cluster=cluster, organisation="base")


@pytest.fixture
def url(cluster: Any) -> Callable[..., str]:
    """``url("grid")``: the address of a page of the semester; ``url("home")``: of the cluster."""
    from django.urls import reverse
    from tests.web.timetables.semester import SEMESTER

    def make(name: str, *, semester: str = SEMESTER) -> str:
        at = {"cluster": cluster.key}
        if name not in ("home", "start", "today"):
            at["semester"] = semester
        return reverse(f"timetables:{name}", kwargs=at)

    return make
