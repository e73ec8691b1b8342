"""The workers of timetables: two threads beside the worker of plans; who waits at the screen is answered at once."""

import logging
import os
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from remeslo.web.apps.timetables.enums import LONG, QUICK, RunKind
from remeslo.web.apps.timetables.services.execution import Planners, carry_out
from remeslo.web.apps.timetables.services.lease import Claim, claim, reap

log = logging.getLogger("remeslo.timetables")

POLL_S = 0.5
REAP_EVERY = 10
"""Looks for work between two looks for runs of silent workers."""


def the_planners() -> Planners:
    """The core's own planners, loaded with the first run."""
    from remeslo.web.apps.timetables.planners import PLANNERS

    return PLANNERS


def run_weeks(
    stop: threading.Event,
    kinds: Iterable[RunKind] = (*QUICK, *LONG),
    *,
    planners: Planners | None = None,
    poll_s: float = POLL_S,
    until_idle: bool = False,
) -> int:
    """Carry out runs of these kinds until told to stop, or until none waits; the number of runs it ended."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    wanted, ended, looks = tuple(kinds), 0, 0
    while not stop.is_set():
        held = _next(owner, wanted, reaps=looks % REAP_EVERY == 0)
        looks += 1
        if held is not None:
            ended += _carry_out(held, planners or the_planners(), stop)
        elif until_idle:
            break
        else:
            close_old_connections()
            stop.wait(poll_s)
    return ended


@contextmanager
def weeks_beside(stop: threading.Event) -> Iterator[None]:
    """Runs are carried out by threads of their own as long as the block lasts."""

    def run(kinds: tuple[RunKind, ...]) -> None:
        try:
            run_weeks(stop, kinds)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(k,), name="timetables", daemon=True) for k in (QUICK, LONG)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=10)


def _next(owner: str, kinds: tuple[RunKind, ...], *, reaps: bool) -> Claim | None:
    try:
        if reaps:
            reap(timezone.now())
        return claim(owner, kinds, timezone.now())
    except DatabaseError as error:
        log.warning("worker %s: the database does not answer: %s", owner, error)
        return None


def _carry_out(held: Claim, planners: Planners, stop: threading.Event) -> bool:
    try:
        state = carry_out(held, planners, stop)
    except DatabaseError as error:
        log.warning("timetable run %s, attempt %s: the database does not answer: %s", held.run_id, held.attempt, error)
        return False
    log.info("timetable run %s, attempt %s: %s", held.run_id, held.attempt, state or "given back")
    return state is not None
