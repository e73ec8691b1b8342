"""The lease of a run: that of the plans of staff (`staffplans.services.lease`), over the rows of this app."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, QuerySet

from remeslo.web.apps.network.enums import RunKind, RunState
from remeslo.web.apps.network.models import NetworkRun
from remeslo.web.apps.planning.enums import Stop
from remeslo.web.apps.staffplans.services.lease import LEASE, MOST_ATTEMPTS
from remeslo.web.apps.staffplans.services.lease import Claim as StaffClaim


@dataclass(frozen=True, slots=True)
class Claim(StaffClaim):
    """A run that is mine as long as its attempt is current; its heartbeat, end and fence are the staff claim's."""

    @property
    def mine(self) -> "QuerySet[NetworkRun]":  # type: ignore[override]
        """The row, while it is mine."""
        rows = NetworkRun.objects.filter(pk=self.run_id, state=RunState.RUNNING)
        return rows.filter(attempt=self.attempt, owner=self.owner)


def claim(owner: str, kinds: Iterable[RunKind], now: datetime) -> Claim | None:
    """Take the run of these kinds that waits longest; ``None`` when none waits (a plain read, nothing is locked)."""
    waiting = NetworkRun.objects.filter(state=RunState.QUEUED, kind__in=list(kinds)).order_by("asked_at", "id")
    if not waiting.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        run = waiting.first()
        if run is None:
            return None
        taken = NetworkRun.objects.filter(pk=run.pk, state=RunState.QUEUED, attempt=run.attempt).update(
            state=RunState.RUNNING, owner=owner, lease_until=now + LEASE, started_at=now, progress={}
        )
    return Claim(run.pk, run.attempt, owner) if taken else None


@transaction.atomic
def reap(now: datetime) -> int:
    """Put back the runs of silent workers, or give them up; the number of runs touched."""
    silent = NetworkRun.objects.filter(state=RunState.RUNNING, lease_until__lt=now)
    if not silent.exists():
        return 0
    ended = {"owner": "", "lease_until": None, "finished_at": now}
    dropped = silent.exclude(stop=Stop.NO).update(state=RunState.CANCELLED, **ended)
    given_up = silent.filter(attempt__gte=MOST_ATTEMPTS).update(
        state=RunState.FAILED, result={"code": "planning.gave_up", "facts": {"attempts": MOST_ATTEMPTS}}, **ended
    )
    back = silent.update(state=RunState.QUEUED, attempt=F("attempt") + 1, owner="", lease_until=None, progress={})
    return dropped + given_up + back
