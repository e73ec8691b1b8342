"""The core's answers to questions, as JSON data; the only place of this app that loads a solver."""

from dataclasses import replace
from time import monotonic
from typing import Any

from remeslo.core.curriculum.causes.causeset import cause_set
from remeslo.core.curriculum.result import CancelledFn, Progress
from remeslo.core.curriculum.whatif.ask import what_if
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.core.curriculum.whatif.spelling import parse, spell
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.values import to_json
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.services.answering import Answerer, Counted, TellFn
from remeslo.web.apps.trials.units import unit_changes

WORKERS = 2
"""Threads of one search: the machine also serves pages."""
LEAST_S = 2.0
"""Each line of a price list gets at least this long."""


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
    """What one unit of every norm and resource saves: each line is a problem solved again, its term proven or not."""
    problem, base = outcome.problem, outcome.result
    assert problem is not None, "questions are asked about planned programmes"
    changes = list(unit_changes(problem))
    lines: list[dict[str, Any]] = []
    begun = monotonic()
    for number, change in enumerate(changes):
        if cancelled():
            break
        progress(Counted(Progress("prices", seconds=monotonic() - begun), number, len(changes)))
        left = trial.limit_s - (monotonic() - begun)
        share = max(LEAST_S, left / (len(changes) - number))
        try:
            answer = what_if(
                problem,
                [change],
                base=base,
                weeks_only=True,
                limit_s=share,
                workers=WORKERS,
                cancelled=cancelled,
            )
        except ChangeRefused:
            continue
        lines.append(
            {
                "change": spell(change),
                "weeks": answer.result.weeks,
                "bound": answer.result.bound,
                "weeks_saved": answer.weeks_saved,
                "proven": answer.proven,
                "decides": answer.decides.value,
            }
        )
    return {"prices": lines}


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
