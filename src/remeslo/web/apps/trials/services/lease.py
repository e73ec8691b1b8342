"""The lease of a question: one UPDATE names the attempt, so that only the worker that has it can write."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from remeslo.web.apps.trials.enums import TrialState
from remeslo.web.apps.trials.models import Trial

LEASE = timedelta(seconds=20)
MOST_ATTEMPTS = 2


class LeaseLost(Exception):
    """Another worker has the question, or it ended: nothing may be written for it any more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A question that is mine as long as its attempt is current."""

    trial_id: int
    attempt: int
    owner: str

    @property
    def mine(self) -> "QuerySet[Trial]":
        """The row, while it is mine."""
        return Trial.objects.filter(pk=self.trial_id, state=TrialState.RUNNING, attempt=self.attempt, owner=self.owner)


@transaction.atomic
def claim(owner: str, now: datetime) -> Claim | None:
    """Take the question that waits longest; ``None`` when none waits."""
    waiting = Trial.objects.filter(state=TrialState.QUEUED).order_by("asked_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    trial = waiting.first()
    if trial is None:
        return None
    taken = Trial.objects.filter(pk=trial.pk, state=TrialState.QUEUED, attempt=trial.attempt).update(
        state=TrialState.RUNNING, owner=owner, lease_until=now + LEASE, started_at=now, progress={}
    )
    return Claim(trial.pk, trial.attempt, owner) if taken else None


def beat(held: Claim, now: datetime, progress: dict[str, Any]) -> bool:
    """Push the lease on, tell how far the work is; True when a person asked to stop. Raises LeaseLost."""
    if not held.mine.update(lease_until=now + LEASE, progress=progress):
        raise LeaseLost
    return bool(held.mine.values_list("stop", flat=True).first())


def finish(held: Claim, now: datetime, state: TrialState, **written: Any) -> None:
    """End the question; raises LeaseLost."""
    if not held.mine.update(state=state, finished_at=now, owner="", lease_until=None, **written):
        raise LeaseLost


def give_back(held: Claim) -> None:
    """Put the question back because this worker stops."""
    held.mine.update(state=TrialState.QUEUED, owner="", lease_until=None, progress={})


@transaction.atomic
def reap(now: datetime) -> int:
    """Put back the questions of silent workers, or give them up; the number of questions touched."""
    silent = Trial.objects.filter(state=TrialState.RUNNING, lease_until__lt=now)
    ended = {"owner": "", "lease_until": None, "finished_at": now}
    dropped = silent.filter(stop=True).update(state=TrialState.CANCELLED, **ended)
    given_up = silent.filter(attempt__gte=MOST_ATTEMPTS).update(
        state=TrialState.FAILED, result={"code": "planning.gave_up", "facts": {"attempts": MOST_ATTEMPTS}}, **ended
    )
    back = silent.update(state=TrialState.QUEUED, attempt=F("attempt") + 1, owner="", lease_until=None, progress={})
    return dropped + given_up + back
