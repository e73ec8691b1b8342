"""The worker of terms: a thread beside the worker of plans, so that a table never waits behind a long plan."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from remeslo.web.apps.studio.services.answering import Solver, answer
from remeslo.web.apps.studio.services.lease import Claim, claim, reap

log = logging.getLogger("remeslo.studio")

POLL_S = 0.4
REAP_EVERY = 10
"""Looks for work between two looks for questions of silent workers."""


def the_solver() -> Solver:
    """The core's own solver, loaded with the first question."""
    from remeslo.web.apps.studio.solving import shortest_term

    return shortest_term


def run_terms(
    stop: threading.Event,
    *,
    solver: Solver | None = None,
    poll_s: float = POLL_S,
    until_idle: bool = False,
) -> int:
    """Answer questions until told to stop, or until none waits; the number of questions it ended."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    ended, looks = 0, 0
    while not stop.is_set():
        held = _next(owner, reaps=looks % REAP_EVERY == 0)
        looks += 1
        if held is not None:
            ended += _answer(held, solver or the_solver(), stop)
        elif until_idle:
            break
        else:
            close_old_connections()
            stop.wait(poll_s)
    return ended


@contextmanager
def terms_beside(stop: threading.Event) -> Iterator[None]:
    """Questions are answered by a thread of their own as long as the block lasts."""

    def run() -> None:
        try:
            run_terms(stop)
        finally:
            connection.close()

    thread = threading.Thread(target=run, name="terms", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)


def _next(owner: str, *, reaps: bool) -> Claim | None:
    try:
        if reaps:
            reap(timezone.now())
        return claim(owner, timezone.now())
    except DatabaseError as error:
        log.warning("worker %s: the database does not answer: %s", owner, error)
        return None


def _answer(held: Claim, solver: Solver, stop: threading.Event) -> bool:
    try:
        state = answer(held, solver, stop)
    except DatabaseError as error:
        log.warning(
            "term question %s, attempt %s: the database does not answer: %s", held.question_id, held.attempt, error
        )
        return False
    log.info("term question %s, attempt %s: %s", held.question_id, held.attempt, state or "given back")
    return state is not None
