"""Asking and answering in tests: addresses, questions kept, answers that need no solver."""

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from tests.web import factories

from remeslo.core.curriculum.result import Progress
from remeslo.interchange.values import to_json

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def url(name: str = "what_if", **parts: Any) -> str:
    own = {"key": "mach-operator"} if not parts else {}
    return reverse(f"trials:{name}", kwargs={"cluster": "example", **own, **parts})


def trials() -> Any:
    from remeslo.web.apps.trials.models import Trial

    return Trial.objects.order_by("id")


def answering(made: dict[str, Any] | Exception, told: list[Any] | None = None) -> Any:
    """Answers with what the test brings, in place of the solver."""
    from remeslo.web.apps.trials.enums import TrialKind

    def it(trial: Any, outcome: Any, progress: Any, cancelled: Any) -> dict[str, Any]:
        progress(Progress("term", 20, 19, 0.5))
        if told is not None:
            told.append(trial.changes)
        if isinstance(made, Exception):
            raise made
        return made

    return dict.fromkeys(TrialKind, it)


def work(answerers: Any) -> int:
    from remeslo.web.apps.common.worker import work_off
    from remeslo.web.apps.trials.crew import crew

    return work_off([crew(lambda: answerers)])


def shorter() -> dict[str, Any]:
    result = factories.outcome().result
    return {"result": to_json(result), "weeks_saved": 0, "proven": True, "decides": "law"}
