"""A claimed run carried out: results once, stop and keep, cancel, lost lease, failures, progress."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.web import factories

from remeslo.core.curriculum.result import Status
from remeslo.core.line.outcome import LineOutcome
from remeslo.core.line.plan import LineProgress
from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.planning.services.progress import MOST_POINTS, Track

pytestmark = pytest.mark.django_db(transaction=True)


def hand_planner(*_: Any, **__: Any) -> LineOutcome:
    return factories.line_outcome()


def no_encoder() -> None:
    return None


def waiting_planner(_cluster: Any, *, progress: Any, cancelled: Callable[[], bool], **_: Any) -> LineOutcome:
    """Searches until it is told to stop; like the line, the programme at work keeps its best."""
    progress(LineProgress("term", factories.PROGRAMME, best=24, bound=20, seconds=1.0, share=0.3))
    until = time.monotonic() + 20
    while not cancelled():
        assert time.monotonic() < until, "nobody said stop"
        time.sleep(0.01)
    found = factories.outcome(status=Status.FEASIBLE)
    assert found.result is not None
    return factories.line_outcome(replace(found, result=replace(found.result, status=Status.CANCELLED)))


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heartbeats quick enough for a test."""
    from remeslo.web.apps.common.services import keeper

    monkeypatch.setattr(keeper, "TICK_S", 0.02)


@pytest.fixture
def asked(cluster: Any, methodist: Any, now: datetime) -> Any:
    from remeslo.web.apps.planning.services.asking import request_run

    return request_run(cluster, by=methodist, at=now, limit_s=10)


def _claim() -> Any:
    from django.utils import timezone

    from remeslo.web.apps.common.services.leases import claim
    from remeslo.web.apps.planning.models import PlanRun

    held = claim(PlanRun, "test", timezone.now())
    assert held is not None
    return held


def _stop_soon(run: Any, how: Stop, by: Any) -> threading.Thread:
    """Somebody stops the run once its progress can be seen."""
    from django.db import OperationalError, connection
    from django.utils import timezone

    from remeslo.web.apps.planning.models import PlanRun
    from remeslo.web.apps.planning.services.asking import stop_run

    def work() -> None:
        try:
            until = time.monotonic() + 10
            while not PlanRun.objects.get(pk=run.pk).progress and time.monotonic() < until:
                time.sleep(0.02)
            while True:
                try:
                    stop_run(run.pk, how, by=by, at=timezone.now())
                    return
                except OperationalError as error:  # SQLite in memory, as tests have it, refuses at once; a file waits
                    if "locked" not in str(error) or time.monotonic() > until:
                        raise
                    time.sleep(0.02)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_results_are_kept_as_versions_that_name_what_they_were_made_from(asked: Any, cluster: Any) -> None:
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew
    from remeslo.web.apps.programmes.queries import planned

    assert carry_out(_claim(), crew(hand_planner, no_encoder)) is JobState.DONE

    asked.refresh_from_db()
    assert [(r["key"], r["status"], r["weeks"], r["bound"], r["term"]) for r in asked.results] == [
        ("mach-operator", "optimal", 22, 22, 1)
    ]
    found = planned(cluster, "mach-operator")
    assert found is not None
    assert found.outcome == factories.outcome()
    assert found.cluster == factories.cluster()
    assert found.origin.input_id == asked.input_id
    assert found.version.author == asked.asked_by


def test_same_outcome_again_makes_no_new_version(asked: Any, cluster: Any, methodist: Any, now: datetime) -> None:
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew
    from remeslo.web.apps.planning.services.asking import request_run

    carry_out(_claim(), crew(hand_planner, no_encoder))
    again = request_run(cluster, by=methodist, at=now + timedelta(minutes=5))
    carry_out(_claim(), crew(hand_planner, no_encoder))

    again.refresh_from_db()
    assert [(r["term"], r["is_new"]) for r in again.results] == [(1, False)]
    assert cluster.documents.get(kind="term_plan").versions.count() == 1


@pytest.mark.usefixtures("fast")
def test_stop_and_keep_saves_the_best_so_far(asked: Any, methodist: Any) -> None:
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew

    person = _stop_soon(asked, Stop.KEEP, methodist)
    state = carry_out(_claim(), crew(waiting_planner, no_encoder))
    person.join()

    asked.refresh_from_db()
    assert state is JobState.DONE
    assert [(r["status"], r["weeks"], r["bound"]) for r in asked.results] == [("cancelled", 22, 20)]
    assert asked.progress["programmes"]["mach-operator"]["curve"] == [[1.0, 24, 20]]


@pytest.mark.usefixtures("fast")
def test_cancel_saves_nothing(asked: Any, cluster: Any, methodist: Any) -> None:
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew

    person = _stop_soon(asked, Stop.DROP, methodist)
    state = carry_out(_claim(), crew(waiting_planner, no_encoder))
    person.join()

    asked.refresh_from_db()
    assert (state, asked.state, asked.results) == (JobState.CANCELLED, "cancelled", [])
    assert not cluster.documents.filter(kind="term_plan").exists()
    assert asked.stopped_by == methodist


@pytest.mark.usefixtures("fast")
def test_worker_whose_lease_was_lost_writes_nothing(asked: Any, cluster: Any) -> None:
    from django.utils import timezone

    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.common.services.leases import LEASE, reap
    from remeslo.web.apps.planning.crew import crew

    def loses_the_lease(*_: Any, **__: Any) -> LineOutcome:
        assert reap(type(asked), timezone.now() + 2 * LEASE) == 1
        return factories.line_outcome()

    assert carry_out(_claim(), crew(loses_the_lease, no_encoder)) is None

    asked.refresh_from_db()
    assert (asked.state, asked.attempt, asked.results) == ("queued", 2, [])
    assert not cluster.documents.filter(kind="term_plan").exists()


@pytest.mark.usefixtures("fast")
def test_process_that_is_told_to_stop_gives_the_run_back(asked: Any) -> None:
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew

    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()

    assert carry_out(_claim(), crew(waiting_planner, no_encoder), process_stops=stop) is None
    asked.refresh_from_db()
    assert (asked.state, asked.attempt) == ("queued", 1)


def test_planner_that_breaks_down_ends_the_run_with_a_finding(asked: Any, caplog: pytest.LogCaptureFixture) -> None:
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew

    def breaks(*_: Any, **__: Any) -> LineOutcome:
        raise RuntimeError("the solver fell over")

    assert carry_out(_claim(), crew(breaks, no_encoder)) is JobState.FAILED
    asked.refresh_from_db()
    assert asked.problem["code"] == "planning.broke_down"
    assert "solver fell over" not in str(asked.problem)
    assert "solver fell over" in caplog.text


def test_nothing_is_saved_half_when_a_result_cannot_be_kept(
    asked: Any, cluster: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew
    from remeslo.web.apps.planning.services import carrying

    keep = carrying.keep_outcome
    second = replace(factories.outcome(), key="second")

    def breaks_at_the_second(cluster_row: Any, outcome: Any, *args: Any, **kwargs: Any) -> Any:
        if outcome.key == "second":
            raise OSError("disk full")
        return keep(cluster_row, outcome, *args, **kwargs)

    monkeypatch.setattr(carrying, "keep_outcome", breaks_at_the_second)
    outcome = factories.line_outcome(factories.outcome(), second)

    assert carry_out(_claim(), crew(lambda *_, **__: outcome, no_encoder)) is JobState.FAILED
    assert not cluster.documents.filter(kind__in=("term_plan", "programme")).exists()
    asked.refresh_from_db()
    assert asked.results == []


def test_planning_here_and_now_returns_the_finished_run(cluster: Any, methodist: Any, now: datetime) -> None:
    from remeslo.web.apps.planning.now import plan_cluster_now

    heard: list[LineProgress] = []

    def planner(*_: Any, progress: Any, **__: Any) -> LineOutcome:
        progress(LineProgress("matching"))
        return factories.line_outcome()

    run = plan_cluster_now(cluster, by=methodist, at=now, progress=heard.append, planner=planner)

    assert (run.state, heard) == ("done", [LineProgress("matching")])


def test_results_are_written_when_a_busy_database_answers_again(
    asked: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from django.db import OperationalError

    from remeslo.web.apps.common.services import execution
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.planning.crew import crew
    from remeslo.web.apps.planning.services import carrying

    keep, tries = carrying.keep_outcome, []

    def busy_at_first(*args: Any, **kwargs: Any) -> Any:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("database is locked")
        return keep(*args, **kwargs)

    monkeypatch.setattr(carrying, "keep_outcome", busy_at_first)
    monkeypatch.setattr(execution, "PAUSES_S", (0.01, 0.01))

    assert carry_out(_claim(), crew(hand_planner, no_encoder)) is JobState.DONE
    asked.refresh_from_db()
    assert [r["term"] for r in asked.results] == [1]
    assert "database is locked" in caplog.text


def test_worker_outlives_a_database_that_does_not_answer_and_the_run_is_tried_again(
    asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    from remeslo.web.apps.common import worker
    from remeslo.web.apps.common.services.leases import LEASE, reap
    from remeslo.web.apps.planning.crew import crew

    def no_database(*_: Any, **__: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(worker, "carry_out", no_database)
    assert worker.work_off([crew(hand_planner, no_encoder)]) == 0
    monkeypatch.undo()

    from django.utils import timezone

    reap(type(asked), timezone.now() + 2 * LEASE)
    assert worker.work_off([crew(hand_planner, no_encoder)]) == 1
    asked.refresh_from_db()
    assert (asked.state, asked.attempt) == ("done", 2)


# --- progress


def test_track_never_goes_back_and_says_what_each_programme_is_doing() -> None:
    track = Track(["a", "b"], 10)
    shares = []
    for step in (
        LineProgress("matching"),
        LineProgress("design", "a", share=0.1),
        LineProgress("term", "a", best=50, bound=40, seconds=1, share=0.2),
        LineProgress("term", "a", best=45, bound=45, seconds=9, share=0.2),
        LineProgress("design", "b", share=0.55),
        LineProgress("done", share=1.0),
    ):
        track.tell(step)
        shares.append(track.share)

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    data = track.as_data()["programmes"]
    assert (data["a"]["stage"], data["a"]["curve"]) == ("done", [[1, 50, 40], [9, 45, 45]])
    assert data["b"]["stage"] == "done"


def test_track_keeps_few_points_of_a_long_search() -> None:
    track = Track(["a"], 10)
    for n in range(3 * MOST_POINTS):
        track.tell(LineProgress("term", "a", best=1000 - n, bound=n, seconds=n / 10, share=0.2))

    curve = track.as_data()["programmes"]["a"]["curve"]
    assert len(curve) == MOST_POINTS
    assert curve[0][1] == 1000 and curve[-1][1] == 1000 - 3 * MOST_POINTS + 1
