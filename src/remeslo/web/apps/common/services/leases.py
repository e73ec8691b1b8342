"""
The lease: exactly one worker finishes each job, whatever becomes of the others.

Every write of a worker is one UPDATE that names its attempt; when it changes no row, the lease was lost and the worker
must drop what it has. The same statements hold on SQLite (its transactions begin IMMEDIATE) and on PostgreSQL (rows
are locked with SKIP LOCKED, so that claiming workers don't wait for each other).
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet

from remeslo.web.apps.common.enums import ACTIVE, JobState, Stop
from remeslo.web.apps.common.models.jobs import Job, with_line
from remeslo.web.apps.common.services.ends import tell_end

LEASE = timedelta(seconds=20)
"""How long a silent worker keeps a job."""
FREE: Final[dict[str, Any]] = {"owner": "", "lease_until": None}
"""A job that nobody has."""


class LeaseLost(Exception):
    """Another worker has the job, or it ended or was given back: nothing may be written for it any more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is mine as long as its attempt is current."""

    model: type[Job]
    job_id: int
    attempt: int
    owner: str

    @property
    def mine(self) -> "QuerySet[Any]":
        """The row, while it is mine."""
        rows: QuerySet[Any] = self.model._default_manager.filter(pk=self.job_id, state=JobState.RUNNING)
        return rows.filter(attempt=self.attempt, owner=self.owner)

    def __str__(self) -> str:
        return f"{self.model._meta.model_name} {self.job_id}, attempt {self.attempt}"


def claim(model: type[Job], owner: str, now: datetime, kinds: Iterable[str] = ()) -> Claim | None:
    """Take the job (of these kinds) that waits longest; ``None`` when none waits (a plain read, nothing is locked)."""
    waiting = waiting_of(model, kinds).order_by("asked_at", "id")
    if not waiting.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        return claim_this(job, owner, now) if job is not None else None


def waiting_of(model: type[Job], kinds: Iterable[str] = ()) -> "QuerySet[Any]":
    """The jobs that wait (of these kinds)."""
    rows: QuerySet[Any] = model._default_manager.filter(state=JobState.QUEUED, stop=Stop.NO)
    wanted = [str(k) for k in kinds]
    return rows.filter(kind__in=wanted) if wanted else rows


def claim_this(job: Job, owner: str, now: datetime) -> Claim | None:
    """Take this very job; ``None`` when another was faster, or it is not wanted any more."""
    model = type(job)
    still = model._default_manager.filter(pk=job.pk, state=JobState.QUEUED, stop=Stop.NO, attempt=job.attempt)
    taken = still.update(
        state=JobState.RUNNING,
        owner=owner,
        lease_until=now + LEASE,
        heartbeat_at=now,
        started_at=now,
        progress={},
        log=with_line(job.log, now, "job.started", attempt=job.attempt, worker=owner),
    )
    return Claim(model, job.pk, job.attempt, owner) if taken else None


def beat(held: Claim, now: datetime, **written: Any) -> None:
    """Push the lease on and write how far the work is (``progress``, ``log``); raises LeaseLost."""
    if not held.mine.update(lease_until=now + LEASE, heartbeat_at=now, **written):
        raise LeaseLost


def hear(held: Claim) -> Stop:
    """What a person asked of the job meanwhile; raises LeaseLost."""
    wish = held.mine.values_list("stop", flat=True).first()
    if wish is None:
        raise LeaseLost
    return Stop(wish)


@transaction.atomic
def finish(
    held: Claim, now: datetime, state: JobState, bring: Callable[[], None] | None = None, **written: Any
) -> None:
    """
    End the job in one short transaction: the fence, then what came of it (``bring``), then the line of the log.

    Raises LeaseLost.
    """
    if not held.mine.update(state=state, finished_at=now, **FREE, **written):
        raise LeaseLost
    if bring is not None:
        bring()
    tell_end(held.model, held.job_id)


def give_back(held: Claim, now: datetime) -> None:
    """Put the job back because this worker stops (not a death); one that a person stopped meanwhile ends."""
    back = held.mine.filter(stop=Stop.NO).update(state=JobState.QUEUED, progress={}, **FREE)
    log = None if back else held.mine.values_list("log", flat=True).first()
    if log is not None:
        with suppress(LeaseLost):
            finish(held, now, JobState.CANCELLED, log=with_line(log, now, "job.cancelled"))


def reap(model: type[Job], now: datetime) -> int:
    """Put back the jobs of silent workers, end those nobody wants, give up those that kill; how many were touched."""
    rows: QuerySet[Any] = model._default_manager.filter(state=JobState.RUNNING, lease_until__lt=now)
    return sum(_reap_one(job, now) for job in rows.only("attempt", "owner", "stop", "log"))


def _reap_one(job: Job, now: datetime) -> int:
    """One UPDATE under the very lease that ran out; a worker that beats in between keeps its job."""
    model = type(job)
    became = _after_silence(job, now)
    ends = became["state"] not in ACTIVE
    silent = model._default_manager.filter(
        pk=job.pk, state=JobState.RUNNING, lease_until__lt=now, attempt=job.attempt, owner=job.owner, stop=job.stop
    )
    with transaction.atomic():
        touched = silent.update(**became, **FREE)
        if touched and ends:
            tell_end(model, job.pk)
    return touched


def _after_silence(job: Job, now: datetime) -> dict[str, Any]:
    """What becomes of a job whose worker fell silent."""
    log = with_line(job.log, now, "job.silent", attempt=job.attempt, worker=job.owner)
    if job.stop:
        return {"state": JobState.CANCELLED, "finished_at": now, "log": with_line(log, now, "job.cancelled")}
    if job.attempt >= job.MOST_ATTEMPTS:
        problem = {"code": "planning.gave_up", "facts": {"attempts": job.MOST_ATTEMPTS}}
        failed = {"state": JobState.FAILED, "finished_at": now, "problem": problem}
        return {**failed, "log": with_line(log, now, "job.failed")}
    return {"state": JobState.QUEUED, "attempt": job.attempt + 1, "progress": {}, "log": log}
