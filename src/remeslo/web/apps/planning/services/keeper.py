"""Keeps a lease alive from a thread of its own while the solver thinks, and carries news both ways."""

import logging
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from remeslo.web.apps.planning.enums import Stop
from remeslo.web.apps.planning.services.lease import LEASE, Claim, LeaseLost, beat, hear
from remeslo.web.apps.planning.services.progress import Track

if TYPE_CHECKING:
    from remeslo.core.line.plan import LineProgress, LineProgressFn

log = logging.getLogger("remeslo.planning")

TICK_S = 0.5
"""How often news is carried and wishes are heard."""
QUIET_S = 3.0
"""Without news, the lease is pushed on this often."""


class Keeper:
    """
    The only one who talks to the database during a run; solver threads just leave their news here.

    Use as a context manager around the work. ``stopping`` is set when a person asked to stop, when the lease was lost
    or when the process is told to end; ``wish`` says what a person asked for, ``is_lost`` that nothing may be written.
    """

    def __init__(
        self,
        held: Claim,
        track: Track,
        *,
        process_stops: threading.Event | None = None,
        also_tell: "LineProgressFn | None" = None,
    ) -> None:
        self.held, self.track = held, track
        self.also_tell = also_tell
        self.process_stops = process_stops or threading.Event()
        self.stopping = threading.Event()
        self.wish = Stop.NO
        self.is_lost = False
        self._news = False
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"lease-{held.run_id}", daemon=True)
        self._last_beat = timezone.now()

    def __enter__(self) -> "Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, step: "LineProgress") -> None:
        """For the line's ``progress``: may be called from any thread, never waits for the database."""
        with self._lock:
            self.track.tell(step)
            self._news = True
        if self.also_tell:
            self.also_tell(step)

    def cancelled(self) -> bool:
        """For the line's ``cancelled``."""
        return self.stopping.is_set() or self.process_stops.is_set()

    def _run(self) -> None:
        try:
            while not self._over.wait(TICK_S):
                self._tick(timezone.now())
        finally:
            connection.close()

    def _tick(self, now: datetime) -> None:
        """Carry news, or at least a sign of life when it is due, and hear what people want."""
        data = self._take_news()
        try:
            if data is not None or (now - self._last_beat).total_seconds() >= QUIET_S:
                beat(self.held, now, data)
                self._last_beat = now
            self.wish = self.wish or hear(self.held)
        except LeaseLost:
            self._lose()
        except (
            OperationalError,
            InterfaceError,
        ) as error:  # a busy or restarting database: the lease has room for some silence
            log.warning("run %s: no heartbeat: %s", self.held.run_id, error)
            close_old_connections()
            if now - self._last_beat > LEASE:
                self._lose()
        if self.wish:
            self.stopping.set()

    def _lose(self) -> None:
        self.is_lost = True
        self.stopping.set()
        self._over.set()

    def _take_news(self) -> dict[str, Any] | None:
        with self._lock:
            if not self._news:
                return None
            self._news = False
            return self.track.as_data()
