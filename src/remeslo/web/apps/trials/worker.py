"""The worker of questions: a thread beside the worker of plans, so that a slider never waits behind a long plan."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.services.answering import Answerer, answer
from remeslo.web.apps.trials.services.lease import Claim, claim, reap

log = logging.getLogger("remeslo.trials")

POLL_S = 0.4


def the_answerers() -> dict[TrialKind, Answerer]:
    """The core's own answers, loaded with the first question."""
    from remeslo.web.apps.trials.answers import ANSWERERS

    return ANSWERERS


def run_trials(
    stop: threading.Event,
    *,
    answerers: dict[TrialKind, Answerer] | None = None,
    poll_s: float = POLL_S,
    until_idle: bool = False,
) -> int:
    """Answer questions until told to stop, or until none waits; the number of questions it ended."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    ended = 0
    while not stop.is_set():
        held = _next(owner)
        if held is not None:
            ended += _answer(held, answerers or the_answerers(), stop)
        elif until_idle:
            break
        else:
            close_old_connections()
            stop.wait(poll_s)
    return ended


@contextmanager
def trials_beside(stop: threading.Event) -> Iterator[None]:
    """Questions are answered by a thread of their own as long as the block lasts."""

    def run() -> None:
        try:
            run_trials(stop)
        finally:
            connection.close()

    thread = threading.Thread(target=run, name="trials", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)


def _next(owner: str) -> Claim | None:
    try:
        reap(timezone.now())
        return claim(owner, timezone.now())
    except DatabaseError as error:
        log.warning("worker %s: the database does not answer: %s", owner, error)
        return None


def _answer(held: Claim, answerers: dict[TrialKind, Answerer], stop: threading.Event) -> bool:
    try:
        state = answer(held, answerers, stop)
    except DatabaseError as error:
        log.warning("trial %s, attempt %s: the database does not answer: %s", held.trial_id, held.attempt, error)
        return False
    log.info("trial %s, attempt %s: %s", held.trial_id, held.attempt, state or "given back")
    return state is not None
