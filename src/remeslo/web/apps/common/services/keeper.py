"""Keeps a lease alive from a thread of its own while a job is worked on, and carries news both ways."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.models.jobs import Job, with_line
from remeslo.web.apps.common.services.leases import LEASE, Claim, LeaseLost, beat, finish, hear
from remeslo.web.apps.common.services.tracks import Track

log = logging.getLogger("remeslo.jobs")

TICK_S = 0.5
"""How often news is carried and wishes are heard."""
QUIET_S = 3.0
"""Without news, the lease is pushed on this often."""
GRACE = timedelta(seconds=60)
"""Work that is told to stop because it is overdue may take so long to do so."""
OVERDUE = "job.overdue"


class Keeper:
    """
    The only one who talks to the database while the work goes on; solver threads just leave their news here.

    Use as a context manager around the work. ``wish`` says what a person asked for, ``is_lost`` that nothing may be
    written any more, ``is_overdue`` that the attempt took longer than the job's patience.
    """

    def __init__(
        self,
        held: Claim,
        job: Job,
        track: Track,
        process_stops: threading.Event | None = None,
        also_tell: Callable[[Any], None] | None = None,
    ) -> None:
        self.held, self.job, self.track, self.also_tell = held, job, track, also_tell
        self.process_stops = process_stops or threading.Event()
        self.wish = Stop.NO
        self.is_lost = self.is_overdue = False
        self._log = list(job.log)
        self._until = (job.started_at or timezone.now()) + job.patience
        self._told = ("", "")
        self._news = False
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"lease of {held}", daemon=True)
        self._heard = self._beaten = timezone.now()

    def __enter__(self) -> "Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def written(self) -> dict[str, Any]:
        """How far the work is, as columns of the row."""
        with self._lock:
            return {"progress": self.track.as_data(), "log": list(self._log)}

    def tell(self, step: Any) -> None:
        """For the work's ``progress``: any thread, never waits for the database."""
        with self._lock:
            self.track.tell(step)
            self._news = True
            if (self.track.stage, self.track.part) != self._told:
                self._told = (self.track.stage, self.track.part)
                self._log = with_line(
                    self._log, timezone.now(), "job.stage", stage=self.track.stage, part=self.track.part
                )
        if self.also_tell is not None:
            self.also_tell(step)

    def cancelled(self) -> bool:
        """For the work's ``cancelled``."""
        return bool(self.wish) or self.is_lost or self.is_overdue or self.process_stops.is_set()

    def _run(self) -> None:
        try:
            while not self._over.wait(TICK_S):
                self._tick(timezone.now())
        finally:
            connection.close()

    def _tick(self, now: datetime) -> None:
        """Carry news, or at least a sign of life when it is due, and hear what people want."""
        self.is_overdue = self.is_overdue or now > self._until
        try:
            if self.is_overdue and now > self._until + GRACE:
                self._give_up(now)
                return
            if self._news or (now - self._beaten).total_seconds() >= QUIET_S:
                self._news = False
                beat(self.held, now, **self.written)
                self._beaten = now
            self.wish = self.wish or hear(self.held)
            self._heard = now
        except LeaseLost:
            self._lose()
        except (InterfaceError, OperationalError) as error:  # busy or restarting: the lease has room for some silence
            log.warning("%s: no heartbeat: %s", self.held, error)
            close_old_connections()
            if now - self._heard > LEASE:
                self._lose()

    def _give_up(self, now: datetime) -> None:
        """The work does not even stop when told: the job ends without it, and what it brings later is dropped."""
        log.error("%s: does not stop though it is overdue", self.held)
        written = self.written
        written["log"] = with_line(written["log"], now, "job.failed")
        finish(self.held, now, JobState.FAILED, problem=overdue(self.job), **written)
        self._lose()

    def _lose(self) -> None:
        self.is_lost = True
        self._over.set()


def overdue(job: Job) -> dict[str, Any]:
    """Why a job ends that took too long."""
    return {"code": OVERDUE, "facts": {"minutes": round(job.patience.total_seconds() / 60)}}
