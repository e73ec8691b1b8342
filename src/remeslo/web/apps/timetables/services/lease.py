"""The lease of a run: one UPDATE names the attempt, so that only the worker that has it can write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from remeslo.web.apps.planning.enums import Stop
from remeslo.web.apps.timetables.enums import RunKind, RunState
from remeslo.web.apps.timetables.models import WeekRun

LEASE = timedelta(seconds=20)
"""How long a silent worker keeps a run."""
MOST_ATTEMPTS = 3
"""Workers that may die over one run before it is given up."""


class LeaseLost(Exception):
    """Another worker has the run, or it ended: nothing may be written for it any more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that is mine as long as its attempt is current."""

    run_id: int
    attempt: int
    owner: str

    @property
    def mine(self) -> "QuerySet[WeekRun]":
        """The row, while it is mine."""
        return WeekRun.objects.filter(pk=self.run_id, state=RunState.RUNNING, attempt=self.attempt, owner=self.owner)


def claim(owner: str, kinds: Iterable[RunKind], now: datetime) -> Claim | None:
    """Take the run of these kinds that waits longest; ``None`` when none waits (a plain read, nothing is locked)."""
    waiting = WeekRun.objects.filter(state=RunState.QUEUED, kind__in=list(kinds)).order_by("asked_at", "id")
    if not waiting.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        run = waiting.first()
        if run is None:
            return None
        taken = WeekRun.objects.filter(pk=run.pk, state=RunState.QUEUED, attempt=run.attempt).update(
            state=RunState.RUNNING, owner=owner, lease_until=now + LEASE, started_at=now, progress={}
        )
    return Claim(run.pk, run.attempt, owner) if taken else None


def beat(held: Claim, now: datetime, progress: dict[str, Any]) -> Stop:
    """Push the lease on, tell how far the work is; what a person asked meanwhile. Raises LeaseLost."""
    if not held.mine.update(lease_until=now + LEASE, progress=progress):
        raise LeaseLost
    return Stop(held.mine.values_list("stop", flat=True).first() or "")


def finish(held: Claim, now: datetime, state: RunState, **written: Any) -> None:
    """End the run; raises LeaseLost."""
    if not held.mine.update(state=state, finished_at=now, owner="", lease_until=None, **written):
        raise LeaseLost


def give_back(held: Claim) -> None:
    """Put the run back because this worker stops."""
    held.mine.update(state=RunState.QUEUED, owner="", lease_until=None, progress={})


@transaction.atomic
def reap(now: datetime) -> int:
    """Put back the runs of silent workers, or give them up; the number of runs touched."""
    silent = WeekRun.objects.filter(state=RunState.RUNNING, lease_until__lt=now)
    if not silent.exists():
        return 0
    ended = {"owner": "", "lease_until": None, "finished_at": now}
    dropped = silent.exclude(stop=Stop.NO).update(state=RunState.CANCELLED, **ended)
    given_up = silent.filter(attempt__gte=MOST_ATTEMPTS).update(
        state=RunState.FAILED, result={"code": "planning.gave_up", "facts": {"attempts": MOST_ATTEMPTS}}, **ended
    )
    back = silent.update(state=RunState.QUEUED, attempt=F("attempt") + 1, owner="", lease_until=None, progress={})
    return dropped + given_up + back
