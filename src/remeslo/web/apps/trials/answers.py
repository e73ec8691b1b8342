"""The core's answers to questions, as JSON data; the only place of this app that loads a solver."""

from dataclasses import replace
from time import monotonic
from typing import Any

from remeslo.core.curriculum.causes.causeset import cause_set
from remeslo.core.curriculum.prices.lever import levers
from remeslo.core.curriculum.prices.pricelist import price_list
from remeslo.core.curriculum.result import CancelledFn, Progress
from remeslo.core.curriculum.whatif.ask import what_if
from remeslo.core.curriculum.whatif.spelling import parse
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.services.crews import TellFn
from remeslo.web.apps.trials.counting import Counting
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.services.answering import Answerer

WORKERS = 2
"""Threads of one search: the machine also serves pages."""
CAUSES_SHARE = 0.3
"""Of the time for a price list, what the cause set may take: it proves most zeros at once."""
CURVE = 4
"""Points of a price beyond one unit."""
LEAST_S = 2.0
"""What is left for the prices after the causes, at least."""


def answer_what_if(trial: Trial, outcome: ProgrammeOutcome, progress: TellFn, cancelled: CancelledFn) -> dict[str, Any]:
    """The new term under the changes, its plan kept as close to the present one as its term allows."""
    problem, base = outcome.problem, outcome.result
    assert problem is not None, "questions are asked about planned programmes"
    before = base.plan if base else None
    answer = what_if(
        replace(problem, previous=before),
        [parse(text) for text in trial.changes],
        base=base,
        limit_s=trial.limit_s,
        workers=WORKERS,
        progress=progress,
        cancelled=cancelled,
    )
    return {
        "result": to_json(answer.result),
        "weeks_saved": answer.weeks_saved,
        "proven": answer.proven,
        "decides": answer.decides.value,
    }


def answer_prices(trial: Trial, outcome: ProgrammeOutcome, progress: TellFn, cancelled: CancelledFn) -> dict[str, Any]:
    """What units of every norm and resource save; what does not touch the causes is known to save nothing."""
    problem, base = outcome.problem, outcome.result
    assert problem is not None and base is not None, "questions are asked about planned programmes"
    begun = monotonic()
    counting = Counting(progress, len(levers(problem, base.weeks or 0)))
    causes = cause_set(
        problem,
        base,
        limit_s=trial.limit_s * CAUSES_SHARE,
        workers=WORKERS,
        progress=counting.causes,
        cancelled=cancelled,
    )
    prices = price_list(
        problem,
        base,
        causes=causes,
        curve=CURVE,
        limit_s=max(LEAST_S, trial.limit_s - (monotonic() - begun)),
        workers=WORKERS,
        progress=counting.prices,
        cancelled=cancelled,
    )
    return {"prices": [to_json(p) for p in prices], "causes": None if causes is None else to_json(causes)}


def answer_causes(trial: Trial, outcome: ProgrammeOutcome, progress: TellFn, cancelled: CancelledFn) -> dict[str, Any]:
    """What together forbids a week less, each member confirmed by solving again without it."""
    problem, base = outcome.problem, outcome.result
    assert problem is not None and base is not None, "questions are asked about planned programmes"
    progress(Progress("causes", base.weeks, base.bound))
    found = cause_set(problem, base, limit_s=trial.limit_s, workers=WORKERS, progress=progress, cancelled=cancelled)
    return {"causes": None if found is None else to_json(found)}


ANSWERERS: dict[TrialKind, Answerer] = {
    TrialKind.WHAT_IF: answer_what_if,
    TrialKind.PRICES: answer_prices,
    TrialKind.CAUSES: answer_causes,
}
