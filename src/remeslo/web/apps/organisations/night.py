"""
What a new day brings by itself, once a day: an errand of the worker process, and of ``manage nightly``.

Each task finishes what it can and may be done again: done twice, it changes nothing. A day is done when all tasks are.
"""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from remeslo.web.apps.organisations.models import Night

TASKS: Final = (
    "remeslo.web.apps.organisations.handover.bring_to_day",
    "remeslo.web.apps.agreements.services.nightly.bring_to_day",
)
"""Functions ``(day, at) -> how many things were done``; one whose app is not there is passed over."""

AGAIN: Final = timedelta(minutes=10)
"""A day that was not finished, because something failed, is tried again after so long."""


class Errand:
    """See `common.services.errands`; the day begins where we are, not in Greenwich."""

    key = "night"

    def __init__(self) -> None:
        self._done: date | None = None
        self._tried: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """True when the day that has begun was not done yet, nor tried a moment ago; a query until it is."""
        if self._tried is not None and now - self._tried < AGAIN:
            return False
        day = timezone.localdate(now)
        if self._done != day and Night.objects.filter(day=day).exists():
            self._done = day
        return self._done != day

    def run(self, stop: threading.Event) -> None:
        """All tasks; a process that is told to stop leaves the rest to the next."""
        self._tried = now = timezone.now()
        bring_to_day(timezone.localdate(now), at=now, stop=stop)


def bring_to_day(day: date, *, at: datetime, stop: threading.Event | None = None) -> int:
    """Do every task for a day and remember it; how many things were done."""
    count = 0
    for task in _tasks():
        if stop is not None and stop.is_set():
            return count
        count += task(day, at)
    try:
        with transaction.atomic():
            Night.objects.create(day=day, at=at)
    except IntegrityError:
        pass  # another process did it at the same time, or a person before
    return count


def _tasks() -> list[Callable[[date, datetime], int]]:
    found = []
    for path in TASKS:
        try:
            found.append(import_string(path))
        except ImportError:
            continue
    return found
