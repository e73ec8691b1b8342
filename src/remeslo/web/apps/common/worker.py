"""The worker: looks for jobs of all kinds with one query, and has each lane of each crew do one at a time."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.db.models import CharField, QuerySet, Value
from django.utils import timezone

from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.services.crews import Crew, crews
from remeslo.web.apps.common.services.errands import Errand, errands
from remeslo.web.apps.common.services.execution import carry_out
from remeslo.web.apps.common.services.leases import Claim, claim, reap, waiting_of

log = logging.getLogger("remeslo.jobs")

POLL_S = 0.4
"""Somebody at the screen waits so long at most before the work begins."""
REAP_EVERY = 12
"""Looks for work between two looks for jobs of silent workers."""
ERRANDS_EVERY = 4
"""Looks for work between two looks for errands."""
PATIENCE_S = 10.0
"""How long an ending process waits for its lanes."""


def name_of_worker() -> str:
    """Machine, process, and a word of its own."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"


@dataclass(frozen=True, slots=True)
class Lane:
    """Jobs of some kinds of a crew, of which one is done at a time."""

    crew: Crew
    name: str
    kinds: tuple[str, ...]

    def is_wanted(self, waiting: Collection[tuple[str, str]]) -> bool:
        """True when one of these (crew, kind) is for this lane."""
        return any(crew == self.crew.key and (kind in self.kinds or not self.kinds) for crew, kind in waiting)


def lanes_of(teams: Iterable[Crew]) -> list[Lane]:
    """Every lane of the crews."""
    return [Lane(crew, name, kinds) for crew in teams for name, kinds in crew.lanes.items()]


class Look:
    """
    One query over the tables of all crews: of what there are jobs that wait.

    The statement is the same each time, so that it is made once.
    """

    def __init__(self, teams: Sequence[Crew]) -> None:
        self.crews = teams
        self._statement: tuple[str, Any] | None = None

    def waiting(self) -> set[tuple[str, str]]:
        """(crew, kind) of the jobs that wait; the kind is empty where a table knows none."""
        if self._statement is None:
            self._statement = _union([_told(c, waiting_of(c.model)) for c in self.crews]).query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(*self._statement)
            return {(crew, kind) for crew, kind in cursor.fetchall()}

    def silent(self, now: datetime) -> list[Crew]:
        """Crews of whose jobs a lease ran out."""
        rows = [
            _told(c, c.model._default_manager.filter(state=JobState.RUNNING, lease_until__lt=now)) for c in self.crews
        ]
        found = {crew for crew, _kind in _union(rows)}
        return [c for c in self.crews if c.key in found]


def _told(crew: Crew, rows: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    key = Value(crew.key, CharField())
    told: QuerySet[Any, Any] = rows.order_by().annotate(told_crew=key, told_kind=crew.kind_told())
    return told.values_list("told_crew", "told_kind").distinct()


def _union(rows: "list[QuerySet[Any, Any]]") -> "QuerySet[Any, Any]":
    return rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]


class Worker:
    """
    Looks for work and has the lanes do it, each in a thread of its own while there is any.

    Errands are looked after likewise by a worker for every crew; one that is given crews has none.
    """

    def __init__(
        self,
        teams: Sequence[Crew] | None = None,
        *,
        poll_s: float | None = None,
        errands_too: Sequence[Errand] | None = None,
    ) -> None:
        self.crews = tuple(crews() if teams is None else teams)
        self.errands = tuple((errands() if teams is None else ()) if errands_too is None else errands_too)
        self.poll_s = POLL_S if poll_s is None else poll_s
        self.name = name_of_worker()
        self.look = Look(self.crews)
        self.at_work: dict[tuple[str, str], threading.Thread] = {}

    def run(self, stop: threading.Event) -> None:
        """Until told to stop; then jobs in the middle are given back. A silent database is tried again."""
        log.info("worker %s is ready", self.name)
        looks = 0
        while not stop.is_set():
            try:
                if looks % REAP_EVERY == 0:
                    close_old_connections()
                    reap_all(self.look, timezone.now())
                self._begin(stop)
                if looks % ERRANDS_EVERY == 0:
                    self._begin_errands(stop)
            except (InterfaceError, OperationalError) as error:
                log.warning("worker %s: the database does not answer: %s", self.name, error)
                close_old_connections()
            looks += 1
            stop.wait(self.poll_s)
        for thread in self.at_work.values():
            thread.join(PATIENCE_S)
        log.info("worker %s ends", self.name)

    def _begin(self, stop: threading.Event) -> None:
        """Start the lanes that have work and are idle."""
        waiting = self.look.waiting()
        for lane in lanes_of(self.crews) if waiting else ():
            place = (lane.crew.key, lane.name)
            if lane.is_wanted(waiting) and not self._is_at_work(place):
                self._start(place, self._work, lane, stop)

    def _begin_errands(self, stop: threading.Event) -> None:
        """Start the errands that are due and not being done."""
        for errand in self.errands:
            place = ("errand", errand.key)
            if not self._is_at_work(place) and errand.is_due(timezone.now()):
                self._start(place, self._go, errand, stop)

    def _is_at_work(self, place: tuple[str, str]) -> bool:
        busy = self.at_work.get(place)
        return busy is not None and busy.is_alive()

    def _start(self, place: tuple[str, str], what: Callable[..., None], *asked: Any) -> None:
        thread = threading.Thread(target=what, args=asked, name=" ".join(place), daemon=True)
        self.at_work[place] = thread
        thread.start()

    def _go(self, errand: Errand, stop: threading.Event) -> None:
        try:
            errand.run(stop)
        except Exception:
            log.exception("the errand %s failed", errand.key)
        finally:
            connection.close()

    def _work(self, lane: Lane, stop: threading.Event) -> None:
        """One job after another, as long as there is one for the lane."""
        try:
            while not stop.is_set() and (held := _claimed(lane, self.name)) is not None:
                _carry_out(held, lane.crew, stop)
        finally:
            connection.close()


def work_off(
    teams: Sequence[Crew] | None = None, kinds: Collection[str] = (), stop: threading.Event | None = None
) -> int:
    """Do what waits (of these kinds), in this thread, until nothing does; how many jobs ended."""
    over, name, ended = stop or threading.Event(), name_of_worker(), 0
    chosen = tuple(crews() if teams is None else teams)
    reap_all(Look(chosen), timezone.now())
    for crew in chosen:
        lane = Lane(crew, "all", tuple(kinds))
        while not over.is_set() and (held := _claimed(lane, name)) is not None:
            ended += _carry_out(held, crew, over)
    return ended


def reap_all(look: Look, now: datetime) -> int:
    """Give back the jobs of silent workers, in all tables; how many were touched."""
    return sum(reap(crew.model, now) for crew in look.silent(now))


def _claimed(lane: Lane, name: str) -> Claim | None:
    try:
        return claim(lane.crew.model, name, timezone.now(), lane.kinds)
    except (InterfaceError, OperationalError) as error:
        log.warning("worker %s: the database does not answer: %s", name, error)
        return None


def _carry_out(held: Claim, crew: Crew, stop: threading.Event) -> bool:
    """True when the job ended; one that could not be written is left to its lease, which gives it to another try."""
    try:
        state = carry_out(held, crew, stop)
    except (InterfaceError, OperationalError) as error:
        log.warning("%s: the database does not answer: %s", held, error)
        return False
    log.info("%s: %s", held, state or "given back")
    return state is not None


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM and Ctrl+C set; the former handlers come back afterwards."""
    stop = threading.Event()
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
