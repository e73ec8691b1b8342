"""Answering a claimed question: the solver thinks without any transaction, the answer is written once."""

import hashlib
import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Progress, ProgressFn
from remeslo.interchange.values import to_json
from remeslo.web.apps.studio.enums import QuestionState, TermState
from remeslo.web.apps.studio.models import TermAnswer, TermQuestion
from remeslo.web.apps.studio.services.lease import LEASE, Claim, LeaseLost, beat, finish, give_back
from remeslo.web.apps.studio.snapshot import designed_of, desk_of, rulings_of

log = logging.getLogger("remeslo.studio")

TICK_S = 0.4
LASTING = (TermState.PROVEN, TermState.IMPOSSIBLE)
"""Answers that more time does not change."""

Solver = Callable[[TermProblem, float, ProgressFn, CancelledFn], dict[str, Any] | None]
"""Term problem, seconds, progress, cancelled -> the answer as JSON data; ``None`` when it was cancelled."""


def answer(held: Claim, solver: Solver, process_stops: threading.Event) -> QuestionState | None:
    """Answer the question; the state it ended in, ``None`` when it is no longer this worker's or was given back."""
    question = TermQuestion.objects.select_related("table__cluster", "table__base", "table__document").get(
        pk=held.question_id
    )
    written: dict[str, Any] = {}
    with _Keeper(held, process_stops) as keeper:
        try:
            written = _work_out(question, solver, keeper)
            state = QuestionState.DONE
        except Exception as error:
            log.exception("term question %s failed", held.question_id)
            written = {"result": {"state": TermState.FAILED.value, "kind": type(error).__name__}}
            state = QuestionState.FAILED
    if process_stops.is_set() and not keeper.is_stopped:
        give_back(held)
        return None
    if keeper.is_stopped:
        state, written = QuestionState.CANCELLED, {}
    try:
        finish(held, timezone.now(), state, progress=keeper.news, **written)
    except LeaseLost:
        return None
    return state


def content_hash(problem: TermProblem) -> str:
    """SHA-256 of a problem's content."""
    text = json.dumps(to_json(problem), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _work_out(question: TermQuestion, solver: Solver, keeper: "_Keeper") -> dict[str, Any]:
    """The answer from memory, or from the solver."""
    desk = desk_of(question.table)
    designed = designed_of(desk, rulings_of(question.table, question.number))
    if designed.problem is None:
        hard = [to_json(f) for f in designed.findings if f.hard]
        return {"result": {"state": TermState.NO_DESIGN.value, "findings": hard}}
    sha = content_hash(designed.problem)
    known = TermAnswer.objects.filter(sha256=sha).first()
    if known is None or not (known.body["state"] in LASTING or known.limit_s >= question.limit_s):
        body = solver(designed.problem, question.limit_s, keeper.tell, keeper.cancelled)
        if body is None or keeper.cancelled():
            return {}
        known = remember(sha, body, question.limit_s)
    return {"result": {"state": known.body["state"]}, "answer": known}


def remember(sha256: str, body: dict[str, Any], limit_s: int) -> TermAnswer:
    """Keep an answer; one that was sought longer replaces the other."""
    made = {"body": body, "limit_s": limit_s, "made_at": timezone.now()}
    try:
        with transaction.atomic():
            kept, _new = TermAnswer.objects.update_or_create(sha256=sha256, defaults=made)
    except IntegrityError:  # another worker answered the same problem at the same moment
        kept = TermAnswer.objects.get(sha256=sha256)
    return kept


class _Keeper:
    """Keeps the lease alive from a thread of its own and carries news both ways."""

    def __init__(self, held: Claim, process_stops: threading.Event) -> None:
        self.held, self.process_stops = held, process_stops
        self.news: dict[str, Any] = {}
        self.is_stopped = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"term-{held.question_id}", daemon=True)
        self._heard = timezone.now()

    def __enter__(self) -> "_Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, step: Progress) -> None:
        """For the solver's ``progress``: any thread, never waits for the database."""
        self.news = {"stage": step.stage, "best": step.best, "bound": step.bound, "seconds": round(step.seconds, 1)}

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
            self._lose()
        except DatabaseError as error:  # busy or restarting: the lease has room for some silence
            log.warning("term question %s: no heartbeat: %s", self.held.question_id, error)
            close_old_connections()
            if now - self._heard > LEASE:
                self._lose()

    def _lose(self) -> None:
        self.is_stopped = True
        self._over.set()
