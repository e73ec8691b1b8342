"""How often one address may check credentials: counted by all processes together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remeslo.web.apps.credentials.models import PublicCheck
from remeslo.web.apps.credentials.services.limiting import MOST, WINDOW, may_check

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def check(address: str) -> int:
    """Asks in public, by a browser at this address; the status."""
    return Client().post(reverse("badges:check"), {"text": "{}"}, REMOTE_ADDR=address).status_code


@pytest.mark.django_db
def test_the_page_refuses_an_address_that_asks_too_often_and_no_other() -> None:
    assert [check("192.0.2.7") for _ in range(MOST + 1)] == [200] * MOST + [429]
    assert check("192.0.2.8") == 200
    assert not PublicCheck.objects.filter(caller__contains="192.0.2").exists(), "no address is kept"


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(0, 8), min_size=25, max_size=70))
def test_within_any_minute_no_more_than_the_limit_pass(gaps: list[int]) -> None:
    PublicCheck.objects.all().delete()
    at, passed = NOW, []
    for gap in gaps:
        at += gap * SECOND
        within = [p for p in passed if p > at - WINDOW]
        assert may_check("192.0.2.7", at=at) == (len(within) < MOST)
        if len(within) < MOST:
            passed.append(at)
    assert not PublicCheck.objects.filter(at__lte=at - WINDOW).exists(), "rows go after a minute"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after another anyway")
@pytest.mark.django_db(transaction=True)
def test_many_connections_at_once_pass_no_more_than_the_limit() -> None:
    def ask(_n: int) -> bool:
        try:
            return may_check("192.0.2.7", at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers: list[Any] = list(pool.map(ask, range(2 * MOST)))

    assert 1 <= sum(answers) <= MOST
