"""A run of the line: read its input, let the line think without any transaction, keep the results once."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from remeslo.core.curriculum.result import CancelledFn
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome
from remeslo.interchange.values import ValuesError, to_json
from remeslo.web.apps.common.services.crews import Ended, Refused, TellFn
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.programmes.services.results import keep_outcome
from remeslo.web.apps.programmes.values import read_input

if TYPE_CHECKING:  # the solver and the matcher are heavy: a process that plans loads them with its first run
    from remeslo.core.competence.matching import Encoder
    from remeslo.core.line.plan import LineProgressFn


class Planner(Protocol):
    """What `remeslo.core.line.plan.plan` is; tests bring others."""

    def __call__(
        self,
        cluster: ClusterValue,
        *,
        encoder: "Encoder | None",
        limit_s: float,
        seed: int,
        progress: "LineProgressFn | None",
        cancelled: CancelledFn | None,
    ) -> LineOutcome: ...


EncoderSource = Callable[[], "Encoder | None"]


def the_line(cluster: ClusterValue, **how: Any) -> LineOutcome:
    """The line itself, loaded with its first run."""
    from remeslo.core.line.plan import plan

    return plan(cluster, **how)


def plan_run(
    run: PlanRun, tell: TellFn, cancelled: CancelledFn, *, planner: Planner, encoder: EncoderSource
) -> LineOutcome:
    """Let the line plan what the run keeps; raises Refused when that cannot be read any more."""
    try:
        cluster = read_input(run.input)
    except ValuesError as error:
        raise Refused("planning.input_unreadable", run=run.pk, kind=type(error).__name__) from error
    return planner(cluster, encoder=encoder(), limit_s=run.limit_s, seed=run.seed, progress=tell, cancelled=cancelled)


def keep_results(run: PlanRun, outcome: LineOutcome, ended: Ended) -> None:
    """Versions of what was planned; of a run that was stopped, what has a plan."""
    places = {p["key"]: n for n, p in enumerate(run.programmes)}
    kept = [p for p in outcome.programmes if not ended.stop or (p.result and p.result.plan)]
    PlanRun.objects.filter(pk=run.pk).update(
        results=[_keep_one(run, p, ended.at, places.get(p.key, len(places))) for p in kept],
        findings=[to_json(f) for f in outcome.findings],
        unanswered=list(outcome.unanswered),
    )


def _keep_one(run: PlanRun, outcome: ProgrammeOutcome, now: datetime, position: int) -> dict[str, Any]:
    kept = keep_outcome(run.cluster, outcome, run.input, by=run.asked_by, at=now, position=position)
    result = outcome.result
    return {
        "key": outcome.key,
        "title": outcome.design.title if outcome.design else outcome.key,
        "status": result.status.value if result else "",
        "weeks": result.weeks if result else None,
        "bound": result.bound if result else 0,
        "design": kept.design.number if kept.design else None,
        "term": kept.term.number,
        "is_new": kept.is_new,
        "findings": [to_json(f) for f in outcome.findings],
    }
