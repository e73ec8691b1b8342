"""The lease protocol: workers in any order, dying and waking up; never two results, never a job lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.common.services.crews import CannotRepeat, ask_again, stop_job
from remeslo.web.apps.common.services.leases import LEASE, Claim, LeaseLost, beat, claim, finish, give_back, hear, reap
from remeslo.web.apps.staffplans.models import StaffRun

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
NUM_JOBS = 4


class Leases(RuleBasedStateMachine):
    """Four jobs, three workers that claim, beat, fall silent, wake up, end, give back; a person who stops jobs."""

    def __init__(self, cluster: Any, now: datetime) -> None:
        super().__init__()
        self.now = now
        self.jobs = [
            StaffRun.objects.create(cluster=cluster, kind="without", asked_at=now + n * SECOND, scene="")
            for n in range(NUM_JOBS)
        ]
        self.ids = [job.pk for job in self.jobs]
        self.claims: list[Claim] = []
        self.current: dict[int, Claim] = {}
        self.results: dict[int, list[Claim]] = {pk: [] for pk in self.ids}

    def rows(self) -> dict[int, StaffRun]:
        return StaffRun.objects.in_bulk(self.ids)

    @rule(worker=st.sampled_from("abc"))
    def take(self, worker: str) -> None:
        waiting = [pk for pk, row in self.rows().items() if row.state == JobState.QUEUED]
        held = claim(StaffRun, worker, self.now)
        assert (held is None) == (not waiting)
        if held is not None:
            assert held.job_id == min(waiting) and held.job_id not in self.current, (
                "the longest waiting, by nobody else"
            )
            self.current[held.job_id] = held
            self.claims.append(held)

    @rule(seconds=st.sampled_from([1, 5, 15]))
    def time_goes_on(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def sign_of_life(self, data: st.DataObject) -> None:
        held = data.draw(st.sampled_from(self.claims))
        self._allowed(held, lambda: beat(held, self.now, progress={"by": held.owner}))
        self._allowed(held, lambda: hear(held))

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), state=st.sampled_from([JobState.DONE, JobState.FAILED]))
    def end(self, data: st.DataObject, state: JobState) -> None:
        held = data.draw(st.sampled_from(self.claims))
        if self._allowed(held, lambda: finish(held, self.now, state)):
            self.results[held.job_id].append(held)
            del self.current[held.job_id]

    @precondition(lambda self: self.current)
    @rule(data=st.data())
    def process_ends(self, data: st.DataObject) -> None:
        held = self.current.pop(data.draw(st.sampled_from(sorted(self.current))))
        give_back(held, self.now)
        self.claims.remove(held)

    @precondition(lambda self: self.current)
    @rule(data=st.data())
    def a_worker_falls_silent(self, data: st.DataObject) -> None:
        silent = self.current[data.draw(st.sampled_from(sorted(self.current)))]
        self.now += LEASE + SECOND
        for held in self.current.values():
            if held != silent:
                beat(held, self.now)
        self.somebody_reaps()

    @precondition(lambda self: len(self.claims) > len(self.current))
    @rule(data=st.data())
    def one_that_was_silent_wakes_up(self, data: st.DataObject) -> None:
        held = data.draw(st.sampled_from([c for c in self.claims if self.current.get(c.job_id) != c]))
        self._allowed(held, lambda: finish(held, self.now, JobState.DONE))

    @rule()
    def somebody_reaps(self) -> None:
        before = self.rows()
        reap(StaffRun, self.now)
        for pk, row in self.rows().items():
            is_silent = before[pk].state == JobState.RUNNING and before[pk].lease_until < self.now
            assert (row.state != before[pk].state) == is_silent, "silent ones, and no others"
            if is_silent:
                del self.current[pk]

    @rule(how=st.sampled_from([Stop.KEEP, Stop.DROP]))
    def person_stops_the_first(self, how: Stop) -> None:
        with transaction.atomic():
            stop_job(StaffRun, self.ids[0], how, by=None, at=self.now)

    def _allowed(self, held: Claim, act: Callable[[], Any]) -> bool:
        """Exactly the current claim of a job may write."""
        try:
            act()
        except LeaseLost:
            assert self.current.get(held.job_id) != held, "who has the lease may write"
            return False
        assert self.current.get(held.job_id) == held, "who lost it may not"
        return True

    @invariant()
    def every_job_is_somewhere_and_ends_once(self) -> None:
        for pk, row in self.rows().items():
            assert len(self.results[pk]) <= 1
            assert (row.state == JobState.RUNNING) == (pk in self.current)
            assert (row.owner != "") == (row.lease_until is not None) == (row.state == JobState.RUNNING)
            assert row.attempt <= StaffRun.MOST_ATTEMPTS
            if row.state == JobState.DONE:
                assert len(self.results[pk]) == 1
            if row.state == JobState.FAILED and not self.results[pk]:
                assert row.problem["code"] == "planning.gave_up" and row.attempt == StaffRun.MOST_ATTEMPTS

    def teardown(self) -> None:
        """Whoever comes last finishes what is left: nothing stays for ever, and each end is in the log once."""
        self.now += 2 * LEASE
        reap(StaffRun, self.now)
        while (held := claim(StaffRun, "last", self.now)) is not None:
            finish(held, self.now, JobState.DONE)
        assert not StaffRun.objects.filter(pk__in=self.ids, state__in=(JobState.QUEUED, JobState.RUNNING)).exists()
        told = LogEntry.objects.filter(subject__in=[f"staff_run:{pk}" for pk in self.ids])
        ends = sorted((f"staff_run:{pk}", f"staffplan.{row.state}") for pk, row in self.rows().items())
        assert sorted(told.values_list("subject", "action")) == ends
        StaffRun.objects.filter(pk__in=self.ids).delete()


def test_any_interleaving_of_workers_gives_each_job_one_end(cluster: Any, now: datetime) -> None:
    run_state_machine_as_test(
        lambda: Leases(cluster, now),
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )


def without_owner(held: Claim) -> Any:
    """A fence that only looks whether anybody has the job."""
    return held.model._default_manager.filter(pk=held.job_id, state=JobState.RUNNING)


def without_state(held: Claim) -> Any:
    """A fence that a job which ended, or waits again, does not close."""
    return held.model._default_manager.filter(pk=held.job_id, attempt=held.attempt)


@pytest.mark.parametrize("fence", [without_owner, without_state])
def test_machine_finds_a_broken_fence(cluster: Any, now: datetime, monkeypatch: Any, fence: Any) -> None:
    """The machine above is worth something: with a fence that lets a late writer through it fails."""
    monkeypatch.setattr(Claim, "mine", property(fence))

    with pytest.raises((AssertionError, IntegrityError, KeyError)):
        run_state_machine_as_test(
            lambda: Leases(cluster, now),
            settings=settings(
                max_examples=60,
                stateful_step_count=30,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )


# --- examples: what pages and logs show of it


def test_the_log_tells_of_every_attempt_and_is_bounded(asked: Callable[..., Any], now: datetime) -> None:
    from remeslo.web.apps.common.models.jobs import FIRST_LINES, MOST_LINES, with_line

    job = asked()
    claim(StaffRun, "a", now)
    reap(StaffRun, now + LEASE + SECOND)
    job.refresh_from_db()
    log = job.log
    for n in range(2 * MOST_LINES):
        log = with_line(log, now, "job.stage", stage=str(n))

    assert [line[1] for line in log[:2]] == ["job.started", "job.silent"]
    assert len(log) == MOST_LINES and log[-1][2] == {"stage": str(2 * MOST_LINES - 1)}
    assert [line[2].get("stage") for line in log[2:FIRST_LINES]] == [str(n) for n in range(FIRST_LINES - 2)]


def test_stop_is_heard_by_the_worker_and_the_first_wish_counts(asked: Callable[..., Any], now: datetime) -> None:
    job = asked()
    held = claim(StaffRun, "a", now)
    assert held is not None and hear(held) is Stop.NO
    for how in (Stop.KEEP, Stop.DROP):
        with transaction.atomic():
            stop_job(StaffRun, job.pk, how, by=None, at=now)

    assert hear(held) is Stop.KEEP
    give_back(held, now)
    job.refresh_from_db()
    assert job.state == "cancelled", "what nobody wants is not given to another worker"


def test_a_job_that_is_stopped_and_whose_worker_died_is_cancelled(asked: Callable[..., Any], now: datetime) -> None:
    job = asked()
    claim(StaffRun, "a", now)
    with transaction.atomic():
        stop_job(StaffRun, job.pk, Stop.DROP, by=None, at=now)
    reap(StaffRun, now + LEASE + SECOND)

    job.refresh_from_db()
    assert (job.state, job.attempt) == ("cancelled", 1)


def test_database_refuses_a_running_job_without_a_lease_in_every_table(cluster: Any) -> None:
    from remeslo.web.apps.common.services.crews import crews

    for crew in crews():
        names = {c.name for c in crew.model._meta.constraints}
        assert any("has_a_lease" in name for name in names), crew.key


def test_database_refuses_it_indeed(asked: Callable[..., Any]) -> None:
    job = asked()

    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRun.objects.filter(pk=job.pk).update(state="running")


def test_asking_again_is_for_jobs_that_failed_or_were_cancelled(asked: Callable[..., Any], now: datetime) -> None:
    from remeslo.web.apps.staffplans.crew import crew

    for state in ("queued", "running", "done"):
        with pytest.raises(CannotRepeat):
            ask_again(crew(), StaffRun(state=state), by=None, at=now)


def test_asking_again_of_a_repeat_names_the_first(asked: Callable[..., Any], now: datetime) -> None:
    from remeslo.web.apps.staffplans.crew import crew

    first = asked(kind="without", state="failed")
    second = ask_again(crew(), first, by=None, at=now)
    StaffRun.objects.filter(pk=second.pk).update(state="failed")
    second.refresh_from_db()
    third = ask_again(crew(), second, by=None, at=now)

    assert (second.again_of, third.again_of) == (first, first)
