"""Answering a claimed question: the solver thinks without any transaction, the answer is written once."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.result import CancelledFn, Progress
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.web.apps.programmes.values import outcome_value
from remeslo.web.apps.trials.enums import TrialKind, TrialState
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.services.lease import LEASE, Claim, LeaseLost, beat, finish, give_back

log = logging.getLogger("remeslo.trials")

TICK_S = 0.4


@dataclass(frozen=True, slots=True)
class Counted:
    """A step of a question that is made of several: the solver's step, and how many of them are done."""

    step: Progress
    done: int
    of: int


TellFn = Callable[[Progress | Counted], None]
Answerer = Callable[[Trial, ProgrammeOutcome, TellFn, CancelledFn], dict[str, Any]]
"""Makes the answer, as JSON data, of a question about an outcome."""


def answer(held: Claim, answerers: dict[TrialKind, Answerer], process_stops: threading.Event) -> TrialState | None:
    """Answer the question; the state it ended in, ``None`` when it is no longer this worker's or was given back."""
    trial = Trial.objects.select_related("version").get(pk=held.trial_id)
    with _Keeper(held, process_stops) as keeper:
        try:
            outcome = outcome_value(trial.version_id, trial.version.sha256)
            made = answerers[TrialKind(trial.kind)](trial, outcome, keeper.tell, keeper.cancelled)
            state = TrialState.DONE
        except ProblemError as refusal:
            made, state = _told(refusal), TrialState.FAILED
        except Exception as error:
            log.exception("trial %s failed", held.trial_id)
            made = {"code": "planning.broke_down", "facts": {"run": trial.pk, "kind": type(error).__name__}}
            state = TrialState.FAILED
    if process_stops.is_set() and not keeper.is_stopped:
        give_back(held)
        return None
    if keeper.is_stopped:
        made, state = {}, TrialState.CANCELLED
    try:
        finish(held, timezone.now(), state, result=made, progress=keeper.news)
    except LeaseLost:
        return None
    return state


def _told(refusal: ProblemError) -> dict[str, Any]:
    """What the core refused, as a finding's code and facts."""
    code = getattr(refusal, "code", "planning.broke_down")
    facts = getattr(refusal, "facts", {"run": 0, "kind": type(refusal).__name__})
    return {"code": code, "facts": {k: str(v) for k, v in facts.items()}}


class _Keeper:
    """Keeps the lease alive from a thread of its own and carries news both ways."""

    def __init__(self, held: Claim, process_stops: threading.Event) -> None:
        self.held, self.process_stops = held, process_stops
        self.news: dict[str, Any] = {}
        self.is_stopped = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"trial-{held.trial_id}", daemon=True)
        self._heard = timezone.now()

    def __enter__(self) -> "_Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, told: Progress | Counted) -> None:
        """For the solver's ``progress``: any thread, never waits for the database."""
        step = told.step if isinstance(told, Counted) else told
        news = {"stage": step.stage, "best": step.best, "bound": step.bound, "seconds": round(step.seconds, 1)}
        self.news = news | ({"done": told.done, "of": told.of} if isinstance(told, Counted) else {})

    def cancelled(self) -> bool:
        """For the solver's ``cancelled``."""
        return self.is_stopped or self.process_stops.is_set()

    def _run(self) -> None:
        try:
            while not self._over.wait(TICK_S):
                self._tick()
        finally:
            connection.close()

    def _tick(self) -> None:
        now = timezone.now()
        try:
            self.is_stopped = beat(self.held, now, dict(self.news)) or self.is_stopped
            self._heard = now
        except LeaseLost:
            self.is_stopped = True
            self._over.set()
        except DatabaseError as error:  # busy or restarting: the lease has room for some silence
            log.warning("trial %s: no heartbeat: %s", self.held.trial_id, error)
            close_old_connections()
            if now - self._heard > LEASE:
                self.is_stopped = True
                self._over.set()
