"""The demo asks for the year's allocation once, then for the timetable; never in a real cluster."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from tests.web.network.house import load, shared

from remeslo.web.launch import network
from remeslo.web.launch.console import Console

pytestmark = pytest.mark.django_db


class _Thread:
    """Does at once what a thread would do beside."""

    def __init__(self, target: Any, args: Any, **_: Any) -> None:
        self.start = lambda: target(*args)


def asked(cluster: Any, monkeypatch: pytest.MonkeyPatch, *, done: bool) -> tuple[list[dict[str, Any]], list[str]]:
    """What is asked after a start of the demo: settings of allocations, semesters of timetables."""
    from remeslo.web.apps.network.models import NetworkRun
    from remeslo.web.apps.timetables.models import WeekRun

    def waits(row: Any) -> bool:
        if done:
            NetworkRun.objects.filter(cluster=row).update(state="done")
        return bool(NetworkRun.objects.filter(cluster=row, state="queued").exists())

    monkeypatch.setattr(network.threading, "Thread", _Thread)
    monkeypatch.setattr(network, "_is_waiting", waits)
    monkeypatch.setattr(network, "LOOK_S", 0.0)
    monkeypatch.setattr(network, "PATIENCE_S", 0.05)
    for name in ("connection", "close_old_connections"):
        monkeypatch.setattr(network, name, type("Open", (), {"close": lambda: None, "__new__": lambda cls: None}))
    network.ask_unless_asked(cluster, Console(io.StringIO()))
    runs = list(NetworkRun.objects.filter(cluster=cluster).values_list("asked", flat=True))
    return runs, list(WeekRun.objects.filter(cluster=cluster).values_list("semester", flat=True))


def test_the_year_is_asked_for_once_and_the_timetable_when_it_is_done(monkeypatch):
    cluster = load(replace(shared(), illustrative=True))
    year = 2026

    assert asked(cluster, monkeypatch, done=False) == ([{"year": year}], [])
    assert asked(cluster, monkeypatch, done=True) == ([{"year": year}], [f"{year}-1"])
    assert asked(cluster, monkeypatch, done=True) == ([{"year": year}], [f"{year}-1"])


def test_a_real_cluster_is_left_alone(monkeypatch):
    assert asked(load(replace(shared(), illustrative=False)), monkeypatch, done=True) == ([], [])
