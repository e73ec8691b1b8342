"""Runs of the allocation: one worker finishes each; mends are proposals; releases are frozen and compared."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.network.house import NOW, url

from remeslo.core.base.findings import ProblemError
from remeslo.core.network.result import Progress
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.services import keeper
from remeslo.web.apps.common.services.making import Made
from remeslo.web.apps.common.worker import work_off
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.crew import crew
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.models import NetworkRun, Outage, Release
from remeslo.web.apps.network.planners import PLANNERS


@pytest.fixture(autouse=True)
def _no_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heartbeat beside a test's transaction would see no run and give the lease up."""
    monkeypatch.setattr(keeper, "TICK_S", 60.0)


def work(made: Any = None) -> int:
    """Everything that waits, by the core's own planners or by one that gives what the test brings."""

    def it(run: Any, progress: Any, cancelled: Any) -> Made:
        progress(Progress("refused", 5, 3, 0.5))
        if isinstance(made, Exception):
            raise made
        return made

    planners = PLANNERS if made is None else dict.fromkeys(RunKind, it)
    return work_off([crew(lambda: planners)])


def start(client: Client, kind: str = "allocate", **fields: str) -> Any:
    return client.post(url("start", kind=kind), fields)


def mend(client: Client, **fields: str) -> NetworkRun:
    client.post(url("mend"), fields)
    return NetworkRun.objects.get(kind="mend")


CLOSED = {"kind": "closed", "place": "lathes", "reason": "Сломался станок"}


@pytest.fixture
def busy(version: Any) -> Any:
    """A booking at the lathes that lies after the day of planning."""
    return next(b for b in queries.kept(version).bookings if b.place == "lathes")


def test_the_year_is_shared_out_once_and_becomes_a_version(manager: Client, cluster: Any) -> None:
    start(manager, limit="20")
    start(manager, limit="20")
    assert NetworkRun.objects.count() == 1 and work() == 1

    run = NetworkRun.objects.get()
    kept = queries.kept(run.version)
    page = manager.get(url("year")).text
    assert run.state == "done" and kept.bookings and VersionedDocument.objects.get(kind="allocation").published is None
    assert "group-days granted" in page and "rules broken" in page
    assert [level[0] for level in run.result["levels"]][:2] == ["refused", "unfair"]


def test_a_page_shows_best_bound_and_gap_and_a_waiting_run_is_cancelled(manager: Client, cluster: Any) -> None:
    start(manager)
    run = NetworkRun.objects.get()
    NetworkRun.objects.update(progress={"stage": "refused", "best": 12, "bound": 9, "seconds": 3.0, "curve": []})
    live = manager.get(url("run", run_id=run.pk), headers={"hx-request": "true"}).text
    assert "best 12, bound 9" in live and "gap 3" in live and "hx-trigger" in live
    manager.post(url("stop", run_id=run.pk), {"how": "drop"})

    assert NetworkRun.objects.get().state == "cancelled" and work(Made()) == 0


def test_what_the_core_refuses_is_told_and_nothing_is_saved(manager: Client, cluster: Any) -> None:
    start(manager)
    work(ProblemError("so it cannot be"))

    assert NetworkRun.objects.get().state == "failed" and "The last run gave nothing" in manager.get(url("year")).text


def test_a_broken_workshop_is_a_proposal_until_it_is_accepted(
    manager: Client, cluster: Any, version: Any, busy: Any
) -> None:
    from remeslo.web.apps.network.snapshot import scene

    here = scene(cluster)
    day = here.monday(busy.blocks[0].week).isoformat()
    run = mend(manager, **CLOSED, first=day, last=day)
    work()
    page = manager.get(url("change"), {"run": run.pk}).text
    assert "Сломался станок" in page and "Whom it touches" in page
    assert Outage.objects.count() == 0 and VersionedDocument.objects.get(kind="allocation").latest == version

    manager.post(url("accept", run_id=run.pk))
    after = VersionedDocument.objects.get(kind="allocation").latest
    closed = Outage.objects.get()
    assert (after.number, closed.place, closed.first) == (2, "lathes", busy.blocks[0].week)
    assert all(b.days_in(closed.first) == 0 for b in queries.kept(after).bookings if b.place == "lathes")
    assert manager.get(url("year")).context["hard"] == []
    assert "Out of use now" in manager.get(url("change")).text


def test_a_proposal_of_yesterday_is_not_accepted(manager: Client, cluster: Any, version: Any, busy: Any) -> None:
    from remeslo.web.apps.network.services.releasing import pin

    run = mend(manager, **CLOSED, first="2026-10-05", last="2026-10-05")
    work()
    pin(version, [busy.request], on=True, by=None, at=NOW)  # type: ignore[arg-type]
    answer = manager.post(url("accept", run_id=run.pk), follow=True)

    assert "Something changed since" in answer.text and Outage.objects.count() == 0


def test_a_quota_that_is_withdrawn_ends_the_day_before(manager: Client, cluster: Any, version: Any) -> None:
    from remeslo.web.apps.registry.snapshot import cluster_value

    run = mend(manager, kind="quota", quota="К-1", first="2027-01-11")
    work()
    manager.post(url("accept", run_id=run.pk))

    (quota,) = cluster_value(cluster).quotas
    after = queries.kept(VersionedDocument.objects.get(kind="allocation").latest)
    assert quota.last.isoformat() == "2027-01-10"
    assert not [b for b in after.bookings if b.partner == "guests" and b.is_away and b.blocks[-1].week >= 19]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {**CLOSED, "first": "2026-10-12", "last": "2026-10-05"},
        {"kind": "quota", "quota": "нет", "first": "2026-10-05"},
    ],
    ids=["nothing", "backwards", "no such quota"],
)
def test_a_change_that_says_too_little_is_not_asked(manager: Client, version: Any, fields: dict[str, str]) -> None:
    answer = manager.post(url("mend"), fields, follow=True)

    assert "Say what happened" in answer.text and NetworkRun.objects.count() == 0


def test_a_release_is_named_frozen_and_compared_with_the_next(manager: Client, version: Any, busy: Any) -> None:
    manager.post(url("publish"), {"version": "1", "name": " "})
    assert Release.objects.count() == 0
    manager.post(url("publish"), {"version": "1", "name": "Осень"})
    manager.post(url("publish"), {"version": "1", "name": "Осень ещё раз"})
    release = Release.objects.get()
    assert (release.name, VersionedDocument.objects.get(kind="allocation").published) == ("Осень", version)

    from remeslo.web.apps.common.models.documents import Immutable

    release.name = "Зима"
    with pytest.raises(Immutable):
        release.save()
    manager.post(url("pin"), {"request": busy.request, "pin": "on"})
    same = manager.get(url("releases"), {"a": "1", "b": "2"}).text
    assert "The two say the same" in same and "Осень" in same


def test_what_breaks_a_rule_is_not_published(manager: Client, version: Any, busy: Any, cluster: Any) -> None:
    Outage.objects.create(cluster=cluster, year=2026, place="lathes", first=0, last=51, at=NOW)
    answer = manager.post(url("publish"), {"version": "1", "name": "Осень"}, follow=True)

    assert "mend" in answer.text and Release.objects.count() == 0 and manager.get(url("year")).context["hard"]


def test_colleges_see_the_release_while_the_manager_works_on(manager: Client, guest: Client, released: Any) -> None:
    key = queries.kept(released).bookings[0].request
    manager.post(url("pin"), {"request": key, "pin": "on"})

    assert manager.get(url("year")).context["page"].version.number == 2
    assert guest.get(url("year")).context["page"].version.number == 1
