"""Carrying a claimed job out: the work goes on without any transaction, what came of it is written once."""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from remeslo.core.base.findings import ProblemError
from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.models.jobs import Job, with_line
from remeslo.web.apps.common.services.crews import Crew, Ended
from remeslo.web.apps.common.services.keeper import Keeper, overdue
from remeslo.web.apps.common.services.leases import Claim, LeaseLost, finish, give_back

log = logging.getLogger("remeslo.jobs")

PAUSES_S = (1.0, 5.0)
"""Between tries to write what was found; together shorter than a lease."""
BROKE_DOWN: Final = "planning.broke_down"


def carry_out(
    held: Claim,
    crew: Crew,
    process_stops: threading.Event | None = None,
    also_tell: Callable[[Any], None] | None = None,
) -> JobState | None:
    """
    Work a job out; the state it ended in, ``None`` when it is no longer this worker's or was given back.

    When the process is told to stop, the job is given back for another worker.
    """
    job: Job = crew.load(held.job_id)
    made: Any = None
    problem: dict[str, Any] = {}
    with Keeper(held, job, crew.track(job), process_stops, also_tell) as keeper:
        try:
            made = crew.work(job, keeper.tell, keeper.cancelled)
        except (InterfaceError, OperationalError):
            raise
        except Exception as error:
            problem = problem_of(error, job)
    if keeper.is_lost:
        _tell_lost(held)
        return None
    if keeper.process_stops.is_set() and not keeper.wish and not problem:
        give_back(held, timezone.now())
        return None
    return _end(held, crew, job, keeper, made, problem)


def problem_of(error: Exception, job: Job) -> dict[str, Any]:
    """What the core refused, or what broke down, as a finding's code and facts; a traceback stays in the log."""
    is_refusal = isinstance(error, ProblemError)
    if not is_refusal:
        log.error("job %s %s failed", job._meta.model_name, job.pk, exc_info=error)
    facts = getattr(error, "facts", None) if is_refusal else None
    if facts is None:
        facts = {"run": job.pk, "kind": type(error).__name__}
    code = getattr(error, "code", BROKE_DOWN) if is_refusal else BROKE_DOWN
    return {"code": code, "facts": {k: str(v) for k, v in facts.items()}}


def _end(held: Claim, crew: Crew, job: Job, keeper: Keeper, made: Any, problem: dict[str, Any]) -> JobState | None:
    """Minutes of search are not thrown away because the database is busy or was restarted meanwhile."""
    if keeper.is_overdue and not problem:
        made, problem = None, overdue(job)
    for pause in (*PAUSES_S, None):
        try:
            return _write(held, crew, job, keeper, made, problem)
        except LeaseLost:
            _tell_lost(held)
            return None
        except (InterfaceError, OperationalError) as error:
            if pause is None:
                raise
            log.warning("%s: nothing is written yet: %s", held, error)
            time.sleep(pause)
            close_old_connections()
        except Exception as error:
            if problem:
                raise
            made, problem = None, problem_of(error, job)
            return _end(held, crew, job, keeper, made, problem)
    raise AssertionError("the last try returns or raises")


def _write(held: Claim, crew: Crew, job: Job, keeper: Keeper, made: Any, problem: dict[str, Any]) -> JobState:
    """One short transaction that begins with the fence: all of it is written, once, or nothing."""
    now = timezone.now()
    state = JobState.DONE if made is not None else JobState.CANCELLED
    if keeper.wish is Stop.DROP:
        state, problem = JobState.CANCELLED, {}
    elif problem:
        state = JobState.FAILED
    written = keeper.written
    written["log"] = with_line(written["log"], now, f"job.{state}")
    ended = Ended(at=now, stop=keeper.wish)
    bring = partial(crew.keep, job, made, ended) if state is JobState.DONE else None
    finish(held, now, state, bring, problem=problem, **written)
    return state


def _tell_lost(held: Claim) -> None:
    log.warning("%s: the lease was lost, nothing is written", held)
