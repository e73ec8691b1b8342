"""The worker of courses: a thread beside the worker of plans, so that nobody waits behind a long plan."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from remeslo.web.apps.shortcourses.services.answering import Solver, answer
from remeslo.web.apps.shortcourses.services.lease import Claim, claim, reap

log = logging.getLogger("remeslo.shortcourses")

POLL_S = 0.4
REAP_EVERY = 10
"""Looks for work between two looks for searches of silent workers."""


def the_solver() -> Solver:
    """The core's own solver, loaded with the first search."""
    from remeslo.web.apps.shortcourses.solving import the_terms

    return the_terms


def run_course_terms(
    stop: threading.Event,
    *,
    solver: Solver | None = None,
    poll_s: float = POLL_S,
    until_idle: bool = False,
) -> int:
    """Answer searches until told to stop, or until none waits; the number of searches it ended."""
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
def course_terms_beside(stop: threading.Event) -> Iterator[None]:
    """Questions are answered by a thread of their own as long as the block lasts."""

    def run() -> None:
        try:
            run_course_terms(stop)
        finally:
            connection.close()

    thread = threading.Thread(target=run, name="course-terms", daemon=True)
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
        log.warning("course term %s, attempt %s: the database does not answer: %s", held.job_id, held.attempt, error)
        return False
    log.info("course term %s, attempt %s: %s", held.job_id, held.attempt, state or "given back")
    return state is not None
