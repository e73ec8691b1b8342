"""
The lease: exactly one worker finishes each run, whatever becomes of the others.

Every write of a worker is one UPDATE that names its attempt; when it changes no row, the lease was lost and the worker
must drop what it has. The same statements hold on SQLite (its transactions begin IMMEDIATE) and on PostgreSQL (rows
are locked with SKIP LOCKED, so that claiming workers don't wait for each other).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.values import to_json
from remeslo.web.apps.planning.enums import RunState, Stop
from remeslo.web.apps.planning.models import PlanRun

LEASE = timedelta(seconds=20)
"""How long a silent worker keeps a run."""
MOST_ATTEMPTS = 3
"""Workers that may die over one run before it is given up."""


class LeaseLost(Exception):
    """Another worker has the run, or it was given back: nothing may be written for it any more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that is mine as long as its attempt is current."""

    run_id: int
    attempt: int
    owner: str

    @property
    def mine(self) -> "QuerySet[PlanRun]":
        """The run's row, while it is mine."""
        return PlanRun.objects.filter(pk=self.run_id, state=RunState.RUNNING, attempt=self.attempt, owner=self.owner)


@transaction.atomic
def claim(owner: str, now: datetime) -> Claim | None:
    """Take the run that waits longest; ``None`` when none waits."""
    waiting = PlanRun.objects.filter(state=RunState.QUEUED).order_by("requested_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    run = waiting.first()
    return claim_this(run, owner, now) if run else None


def claim_this(run: PlanRun, owner: str, now: datetime) -> Claim | None:
    """Take this very run; ``None`` when another was faster."""
    taken = PlanRun.objects.filter(pk=run.pk, state=RunState.QUEUED, attempt=run.attempt).update(
        state=RunState.RUNNING,
        owner=owner,
        lease_until=now + LEASE,
        heartbeat_at=now,
        started_at=now,
        progress={},
    )
    return Claim(run.pk, run.attempt, owner) if taken else None


def beat(held: Claim, now: datetime, progress: dict[str, Any] | None = None) -> None:
    """Push the lease on and tell how far the work is; raises LeaseLost."""
    written: dict[str, Any] = {"lease_until": now + LEASE, "heartbeat_at": now}
    if progress is not None:
        written["progress"] = progress
    if not held.mine.update(**written):
        raise LeaseLost


def hear(held: Claim) -> Stop:
    """What a person asked of the run meanwhile; raises LeaseLost."""
    wish = held.mine.values_list("stop", flat=True).first()
    if wish is None:
        raise LeaseLost
    return Stop(wish)


def finish(held: Claim, now: datetime, state: RunState, **written: Any) -> None:
    """End the run; inside the transaction that writes its results, before them; raises LeaseLost."""
    ended = held.mine.update(state=state, finished_at=now, owner="", lease_until=None, **written)
    if not ended:
        raise LeaseLost


def give_back(held: Claim) -> None:
    """Put the run back because this worker stops; does not count as a death."""
    held.mine.update(state=RunState.QUEUED, owner="", lease_until=None, progress={})


@transaction.atomic
def reap(now: datetime) -> int:
    """Put back the runs of silent workers, or give them up; the number of runs touched."""
    silent = PlanRun.objects.filter(state=RunState.RUNNING, lease_until__lt=now)
    ended = {"owner": "", "lease_until": None, "finished_at": now}
    dropped = silent.exclude(stop=Stop.NO).update(state=RunState.CANCELLED, **ended)
    given_up = silent.filter(attempt__gte=MOST_ATTEMPTS).update(
        state=RunState.FAILED, findings=[to_json(_gave_up())], **ended
    )
    back = silent.update(state=RunState.QUEUED, attempt=F("attempt") + 1, owner="", lease_until=None, progress={})
    return dropped + given_up + back


def _gave_up() -> Finding:
    return Finding("planning.gave_up", "", {"attempts": MOST_ATTEMPTS}, Severity.STOPS_SAVING)
