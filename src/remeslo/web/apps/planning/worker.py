"""The worker: a process of its own that claims runs and carries them out, one after another."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from remeslo.web.apps.planning.services.execution import EncoderSource, Planner, carry_out, the_line
from remeslo.web.apps.planning.services.lease import Claim, claim, reap

if TYPE_CHECKING:
    from remeslo.core.competence.matching import Encoder

log = logging.getLogger("remeslo.planning")

POLL_S = 0.7


@cache
def load_encoder() -> "Encoder | None":
    """The optional sentence encoder, loaded with the first run."""
    from remeslo.interchange.encoder import load

    return load()


def run_worker(
    stop: threading.Event,
    *,
    planner: Planner = the_line,
    encoder: EncoderSource = load_encoder,
    poll_s: float = POLL_S,
    until_idle: bool = False,
) -> int:
    """
    Carry out runs until told to stop, or until none waits; the number of runs it ended.

    Told to stop in mid-run, it gives the run back. A database that does not answer is tried again.
    """
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    ended = 0
    log.info("worker %s is ready", owner)
    while not stop.is_set():
        try:
            reap(timezone.now())
            held = claim(owner, timezone.now())
        except (OperationalError, InterfaceError) as error:
            log.warning("worker %s: the database does not answer: %s", owner, error)
            held = None
        if held is not None:
            ended += _carry_out(held, planner, encoder, stop)
        elif until_idle:
            break
        else:
            close_old_connections()
            stop.wait(poll_s)
    log.info("worker %s ends", owner)
    return ended


def _carry_out(held: Claim, planner: Planner, encoder: EncoderSource, stop: threading.Event) -> bool:
    """True when the run ended; one that could not be written is left to its lease, which gives it to another try."""
    try:
        state = carry_out(held, planner=planner, encoder=encoder, process_stops=stop)
    except (OperationalError, InterfaceError) as error:
        log.warning("run %s, attempt %s: the database does not answer: %s", held.run_id, held.attempt, error)
        return False
    log.info("run %s, attempt %s: %s", held.run_id, held.attempt, state or "given back")
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
