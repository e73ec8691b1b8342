"""The lease: one worker at a time, and one end for each run."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from remeslo.web.apps.common.models import Cluster, LogEntry, User
from remeslo.web.apps.planning.enums import RunState, Stop
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.asking import AlreadyRunning, NothingToPlan, request_run, stop_run
from remeslo.web.apps.planning.services.lease import (
    LEASE,
    MOST_ATTEMPTS,
    LeaseLost,
    beat,
    claim,
    finish,
    give_back,
    hear,
    reap,
)

SECOND = timedelta(seconds=1)


@pytest.fixture
def run(cluster: Cluster, methodist: User, now: datetime) -> PlanRun:
    return request_run(cluster, by=methodist, at=now)


def _state(run: PlanRun) -> tuple[str, int]:
    run.refresh_from_db()
    return run.state, run.attempt


# --- asking


def test_request_keeps_the_cluster_and_names_the_versions_it_was_read_from(run: PlanRun) -> None:
    assert run.programmes == [{"key": "mach-operator", "title": "Оператор станков с ЧПУ"}]
    assert {d["kind"] for d in run.input.documents} == {"demand_card", "standard", "state_standard", "outline"}
    assert {d["number"] for d in run.input.documents} == {1}


def test_request_while_a_run_is_active_names_that_run(run: PlanRun, methodist: User, now: datetime) -> None:
    with pytest.raises(AlreadyRunning) as caught:
        request_run(run.cluster, by=methodist, at=now)

    assert caught.value.run == run
    assert PlanRun.objects.count() == 1


def test_request_over_an_unchanged_cluster_keeps_its_contents_once(
    run: PlanRun, methodist: User, now: datetime
) -> None:
    stop_run(run.pk, Stop.DROP, by=methodist, at=now)

    assert request_run(run.cluster, by=methodist, at=now).input == run.input


def test_request_without_programmes_is_refused(cluster: Cluster, methodist: User, now: datetime) -> None:
    cluster.documents.filter(kind="outline").update(withdrawn=True)

    with pytest.raises(NothingToPlan):
        request_run(cluster, by=methodist, at=now)


def test_database_refuses_a_running_run_without_a_lease(run: PlanRun) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)


# --- claiming


def test_claim_gives_each_run_to_one_worker(run: PlanRun, now: datetime) -> None:
    first, second = claim("a", now), claim("b", now)

    assert first is not None and second is None
    assert _state(run) == ("running", 1)
    assert (run.owner, run.lease_until) == ("a", now + LEASE)


def test_beat_pushes_the_lease_on_and_writes_progress(run: PlanRun, now: datetime) -> None:
    held = claim("a", now)
    assert held is not None
    beat(held, now + 5 * SECOND, {"share": 0.4})

    run.refresh_from_db()
    assert run.lease_until == now + 5 * SECOND + LEASE
    assert run.progress == {"share": 0.4}


def test_reap_leaves_a_worker_that_beats_alone(run: PlanRun, now: datetime) -> None:
    held = claim("a", now)
    assert held is not None
    beat(held, now + LEASE - SECOND)

    assert reap(now + LEASE + SECOND) == 0
    assert _state(run) == ("running", 1)


def test_reap_puts_a_silent_run_back_and_the_silent_worker_may_not_write(run: PlanRun, now: datetime) -> None:
    silent = claim("a", now)
    assert silent is not None
    assert reap(now + LEASE + SECOND) == 1
    assert _state(run) == ("queued", 2)
    second = claim("b", now + LEASE + SECOND)
    assert second is not None

    for write in (
        lambda: beat(silent, now),
        lambda: hear(silent),
        lambda: finish(silent, now, RunState.DONE),
    ):
        with pytest.raises(LeaseLost):
            write()
    finish(second, now + LEASE + 2 * SECOND, RunState.DONE)
    assert _state(run) == ("done", 2)


def test_a_run_ends_once(run: PlanRun, now: datetime) -> None:
    held = claim("a", now)
    assert held is not None
    finish(held, now, RunState.DONE)

    with pytest.raises(LeaseLost):
        finish(held, now, RunState.FAILED)
    assert reap(now + 10 * LEASE) == 0
    assert _state(run) == ("done", 1)


def test_give_back_lets_another_worker_take_it_without_counting_a_death(run: PlanRun, now: datetime) -> None:
    held = claim("a", now)
    assert held is not None
    give_back(held)

    assert _state(run) == ("queued", 1)
    assert claim("b", now) is not None
    with pytest.raises(LeaseLost):
        beat(held, now)


def test_reap_gives_a_run_up_that_kills_its_workers(run: PlanRun, now: datetime) -> None:
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert _state(run) == ("queued", attempt)
        assert claim(f"w{attempt}", now) is not None
        now += LEASE + SECOND
        reap(now)

    assert _state(run) == ("failed", MOST_ATTEMPTS)
    assert [f["code"] for f in run.findings] == ["planning.gave_up"]
    assert claim("next", now) is None


# --- stopping


def test_stop_ends_a_waiting_run_at_once(run: PlanRun, methodist: User, now: datetime) -> None:
    stop_run(run.pk, Stop.DROP, by=methodist, at=now)

    assert _state(run) == ("cancelled", 1)
    assert claim("a", now) is None
    assert LogEntry.objects.filter(action="plan.stopped", subject=f"run:{run.pk}").count() == 1


def test_stop_of_a_running_run_is_heard_by_its_worker(run: PlanRun, methodist: User, now: datetime) -> None:
    held = claim("a", now)
    assert held is not None
    assert hear(held) is Stop.NO
    stop_run(run.pk, Stop.KEEP, by=methodist, at=now)
    stop_run(run.pk, Stop.DROP, by=methodist, at=now)

    assert hear(held) is Stop.KEEP


def test_reap_ends_a_stopped_run_whose_worker_died(run: PlanRun, methodist: User, now: datetime) -> None:
    claim("a", now)
    stop_run(run.pk, Stop.DROP, by=methodist, at=now)
    reap(now + LEASE + SECOND)

    assert _state(run) == ("cancelled", 1)


def test_stop_leaves_a_finished_run_as_it_is(run: PlanRun, methodist: User, now: datetime) -> None:
    held = claim("a", now)
    assert held is not None
    finish(held, now, RunState.DONE)
    stop_run(run.pk, Stop.DROP, by=methodist, at=now)

    assert _state(run) == ("done", 1)
    assert run.stop == ""
