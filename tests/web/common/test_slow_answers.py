"""An answer that takes too long is told in the log, with its route and nothing of the address."""

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from remeslo.web.apps.common import middleware
from remeslo.web.apps.common.measuring import REGISTRY, SLOW_S, answered


@pytest.mark.parametrize(("seconds", "told"), [(SLOW_S / 2, []), (SLOW_S + 0.5, [2500])])
def test_only_slow_answers_are_warned_of(seconds, told, caplog, monkeypatch):
    clock = iter((10.0, 10.0 + seconds))
    monkeypatch.setattr(middleware.time, "perf_counter", lambda: next(clock))
    request = RequestFactory().get("/c/north/secret-name/")
    with caplog.at_level(logging.WARNING, logger="remeslo.request"):
        middleware.Measured(lambda _request: HttpResponse("x"))(request)

    assert [r.ms for r in caplog.records] == told
    assert "secret-name" not in caplog.text


def test_the_histogram_has_a_bound_where_slow_begins():
    answered("a route", "GET", 200, SLOW_S)
    bounds = {s.labels.get("le") for m in REGISTRY.collect() for s in m.samples if s.name.endswith("seconds_bucket")}
    assert str(SLOW_S) in bounds
