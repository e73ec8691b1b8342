"""Questions to a term: what answers them, and how far a question is that is made of several."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from remeslo.core.curriculum.result import CancelledFn, Progress
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.web.apps.common.services.crews import Ended, TellFn
from remeslo.web.apps.common.services.tracks import LastStep
from remeslo.web.apps.programmes.values import outcome_value
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial


@dataclass(frozen=True, slots=True)
class Counted:
    """A step of a question that is made of several: the solver's step, and how many of them are done."""

    step: Progress
    done: int
    of: int


Answerer = Callable[[Trial, ProgrammeOutcome, TellFn, CancelledFn], dict[str, Any]]
"""Makes the answer, as JSON data, of a question about an outcome."""
Answerers = Mapping[TrialKind, Answerer]


class CountedStep(LastStep):
    """The last step, and how many are done."""

    def __init__(self) -> None:
        super().__init__()
        self._count: dict[str, int] = {}

    def tell(self, told: Progress | Counted) -> None:
        """Take a step in."""
        super().tell(told.step if isinstance(told, Counted) else told)
        self._count = {"done": told.done, "of": told.of} if isinstance(told, Counted) else {}

    def as_data(self) -> dict[str, Any]:
        """The step as JSON data."""
        return super().as_data() | self._count


def answered_by(answerers: Callable[[], Answerers]) -> Callable[[Trial, TellFn, CancelledFn], dict[str, Any]]:
    """The work of the crew: the answer of the question's kind."""

    def work(trial: Trial, tell: TellFn, cancelled: CancelledFn) -> dict[str, Any]:
        outcome = outcome_value(trial.version_id, trial.version.sha256)
        return answerers()[TrialKind(trial.kind)](trial, outcome, tell, cancelled)

    return work


def keep_answer(trial: Trial, made: dict[str, Any], ended: Ended) -> None:
    """The answer; of a question that was stopped, nothing."""
    Trial.objects.filter(pk=trial.pk).update(result=made)
