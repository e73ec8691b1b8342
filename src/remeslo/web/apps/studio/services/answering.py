"""The term of a table's programme: worked out, and remembered by what was asked."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, ProgressFn
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.services.crews import Ended, TellFn
from remeslo.web.apps.studio.enums import TermState
from remeslo.web.apps.studio.models import TermAnswer, TermQuestion
from remeslo.web.apps.studio.snapshot import designed_of, desk_of, rulings_of

LASTING = (TermState.PROVEN, TermState.IMPOSSIBLE)
"""Answers that more time does not change."""

Solver = Callable[[TermProblem, float, ProgressFn, CancelledFn], dict[str, Any] | None]
"""Term problem, seconds, progress, cancelled -> the answer as JSON data; ``None`` when it was cancelled."""


def content_hash(problem: TermProblem) -> str:
    """SHA-256 of a problem's content."""
    text = json.dumps(to_json(problem), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def answered_by(solver: Callable[[], Solver]) -> Callable[[TermQuestion, TellFn, CancelledFn], dict[str, Any] | None]:
    """The work of the crew: the answer from memory, or from the solver, as columns of the question."""

    def work(question: TermQuestion, tell: TellFn, cancelled: CancelledFn) -> dict[str, Any] | None:
        desk = desk_of(question.table)
        designed = designed_of(desk, rulings_of(question.table, question.number))
        if designed.problem is None:
            hard = [to_json(f) for f in designed.findings if f.hard]
            return {"result": {"state": TermState.NO_DESIGN.value, "findings": hard}}
        sha = content_hash(designed.problem)
        known = TermAnswer.objects.filter(sha256=sha).first()
        if known is None or not (known.body["state"] in LASTING or known.limit_s >= question.limit_s):
            body = solver()(designed.problem, question.limit_s, tell, cancelled)
            if body is None or cancelled():
                return None
            known = remember(sha, body, question.limit_s)
        return {"result": {"state": known.body["state"]}, "answer": known}

    return work


def keep_answer(question: TermQuestion, written: dict[str, Any], ended: Ended) -> None:
    """What the table shows."""
    TermQuestion.objects.filter(pk=question.pk).update(**written)


def remember(sha256: str, body: dict[str, Any], limit_s: int) -> TermAnswer:
    """Keep an answer; one that was sought longer replaces the other."""
    made = {"body": body, "limit_s": limit_s, "made_at": timezone.now()}
    try:
        with transaction.atomic():
            kept, _new = TermAnswer.objects.update_or_create(sha256=sha256, defaults=made)
    except IntegrityError:  # another worker answered the same problem at the same moment
        kept = TermAnswer.objects.get(sha256=sha256)
    return kept
