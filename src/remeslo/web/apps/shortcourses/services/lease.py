"""The lease of a search: one UPDATE names the attempt, so that only the worker that has it can write."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from remeslo.web.apps.shortcourses.enums import JobState
from remeslo.web.apps.shortcourses.models import TermJob

LEASE = timedelta(seconds=20)
"""How long a silent worker keeps a search."""
MOST_ATTEMPTS = 2
"""Workers that may die over one search before it is given up."""


class LeaseLost(Exception):
    """Another worker has the search, or it ended: nothing may be written for it any more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A search that is mine as long as its attempt is current."""

    job_id: int
    attempt: int
    owner: str

    @property
    def mine(self) -> "QuerySet[TermJob]":
        """The row, while it is mine."""
        return TermJob.objects.filter(pk=self.job_id, state=JobState.RUNNING, attempt=self.attempt, owner=self.owner)


def claim(owner: str, now: datetime) -> Claim | None:
    """Take the search that waits longest; ``None`` when none waits (a plain read, nothing is locked)."""
    waiting = TermJob.objects.filter(state=JobState.QUEUED, stop=False).order_by("asked_at", "id")
    if not waiting.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        found = waiting.first()
        if found is None:
            return None
        taken = TermJob.objects.filter(pk=found.pk, state=JobState.QUEUED, attempt=found.attempt).update(
            state=JobState.RUNNING, owner=owner, lease_until=now + LEASE, progress={}
        )
    return Claim(found.pk, found.attempt, owner) if taken else None


def beat(held: Claim, now: datetime, progress: dict[str, Any]) -> bool:
    """Push the lease on, tell how far the search is; True when it is no longer wanted. Raises LeaseLost."""
    if not held.mine.update(lease_until=now + LEASE, progress=progress):
        raise LeaseLost
    return bool(held.mine.values_list("stop", flat=True).first())


def finish(held: Claim, now: datetime, state: JobState, **written: Any) -> None:
    """End the search; raises LeaseLost."""
    if not held.mine.update(state=state, finished_at=now, owner="", lease_until=None, **written):
        raise LeaseLost


def give_back(held: Claim) -> None:
    """Put the search back because this worker stops; one that was stopped meanwhile ends."""
    held.mine.filter(stop=True).update(state=JobState.CANCELLED, owner="", lease_until=None)
    held.mine.update(state=JobState.QUEUED, owner="", lease_until=None, progress={})


@transaction.atomic
def reap(now: datetime) -> int:
    """Put back the searchs of silent workers, or give them up; the number of searches touched."""
    silent = TermJob.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    ended: dict[str, Any] = {"owner": "", "lease_until": None, "finished_at": now}
    dropped = silent.filter(stop=True).update(state=JobState.CANCELLED, **ended)
    given_up = silent.filter(attempt__gte=MOST_ATTEMPTS).update(
        state=JobState.FAILED, result={"state": "failed", "attempts": MOST_ATTEMPTS}, **ended
    )
    back = silent.update(state=JobState.QUEUED, attempt=F("attempt") + 1, owner="", lease_until=None, progress={})
    return dropped + given_up + back
