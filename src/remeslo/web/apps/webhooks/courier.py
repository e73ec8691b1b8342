"""Deliveries as an errand of the worker process."""

import threading
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from remeslo.web.apps.webhooks.queries import due
from remeslo.web.apps.webhooks.services.delivering import deliver_one, forget_old

TIDY: Final = timedelta(hours=1)


class Courier:
    """Sends what is due, one after another, in a thread that lives as long as something is."""

    key = "webhooks"

    def __init__(self) -> None:
        self._tidied: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """True when there is something to send, or to tidy up."""
        return self._tidies(now) or due(now).exists()

    def run(self, stop: threading.Event) -> None:
        """Until nothing is due or the process ends."""
        now = timezone.now()
        if self._tidies(now):
            self._tidied = now
            forget_old(now)
        while not stop.is_set() and deliver_one():
            continue

    def _tidies(self, now: datetime) -> bool:
        return self._tidied is None or now - self._tidied >= TIDY
