"""Keeps a lease alive from a thread of its own while a planner thinks, and carries news both ways."""

import logging
import threading
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from remeslo.core.line.weekly.result import Progress
from remeslo.web.apps.planning.enums import Stop
from remeslo.web.apps.timetables.services.lease import LEASE, Claim, LeaseLost, beat

log = logging.getLogger("remeslo.timetables")

TICK_S = 0.4
"""How often news is carried and wishes are heard."""


class Keeper:
    """
    The only one who talks to the database during a run; use as a context manager around the work.

    ``wish`` says what a person asked for, ``is_lost`` that nothing may be written any more.
    """

    def __init__(self, held: Claim, process_stops: threading.Event) -> None:
        self.held, self.process_stops = held, process_stops
        self.wish = Stop.NO
        self.is_lost = False
        self._news: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"week-run-{held.run_id}", daemon=True)
        self._heard = timezone.now()

    def __enter__(self) -> "Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def news(self) -> dict[str, Any]:
        """The last news as JSON data: stage, broken rules and cost of the best so far, seconds."""
        with self._lock:
            return dict(self._news)

    def tell(self, step: Progress) -> None:
        """For the planner's ``progress``: any thread, never waits for the database."""
        with self._lock:
            self._news = {
                "stage": step.stage,
                "hard": step.hard,
                "best": step.best,
                "seconds": round(step.seconds, 1),
            }

    def cancelled(self) -> bool:
        """For the planner's ``cancelled``."""
        return bool(self.wish) or self.is_lost or self.process_stops.is_set()

    def _run(self) -> None:
        try:
            while not self._over.wait(TICK_S):
                self._tick()
        finally:
            connection.close()

    def _tick(self) -> None:
        now = timezone.now()
        try:
            self.wish = self.wish or beat(self.held, now, self.news)
            self._heard = now
        except LeaseLost:
            self._lose()
        except DatabaseError as error:  # busy or restarting: the lease has room for some silence
            log.warning("timetable run %s: no heartbeat: %s", self.held.run_id, error)
            close_old_connections()
            if now - self._heard > LEASE:
                self._lose()

    def _lose(self) -> None:
        self.is_lost = True
        self._over.set()
