"""Asking for a run, and stopping one that waits; the lease itself is tested with all jobs (tests/web/jobs)."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.models import Cluster, LogEntry, User
from remeslo.web.apps.common.services.leases import claim
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.asking import AlreadyRunning, NothingToPlan, request_run, stop_run


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
        PlanRun.objects.filter(pk=run.pk).update(state=JobState.RUNNING)


# --- stopping


def test_stop_ends_a_waiting_run_at_once(run: PlanRun, methodist: User, now: datetime) -> None:
    stop_run(run.pk, Stop.DROP, by=methodist, at=now)

    assert _state(run) == ("cancelled", 1)
    assert claim(PlanRun, "a", now) is None
    assert LogEntry.objects.filter(action="plan.stopped", subject=f"run:{run.pk}").count() == 1
