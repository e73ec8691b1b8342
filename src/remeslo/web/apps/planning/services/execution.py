"""Carrying a claimed run out: read its input, let the line think without any transaction, write the results once."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.result import CancelledFn
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome
from remeslo.interchange.values import ValuesError, to_json
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.planning.enums import RunState, Stop
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.keeper import Keeper
from remeslo.web.apps.planning.services.lease import Claim, LeaseLost, finish, give_back
from remeslo.web.apps.planning.services.progress import Track
from remeslo.web.apps.programmes.services.results import keep_outcome
from remeslo.web.apps.programmes.values import read_input

if TYPE_CHECKING:  # the solver and the matcher are heavy: a process that plans loads them with its first run
    from remeslo.core.competence.matching import Encoder
    from remeslo.core.line.plan import LineProgressFn

log = logging.getLogger("remeslo.planning")

PAUSES_S = (1.0, 5.0)
"""Between tries to write the results; together shorter than a lease."""


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


def carry_out(
    held: Claim,
    *,
    planner: Planner = the_line,
    encoder: EncoderSource = lambda: None,
    process_stops: threading.Event | None = None,
    also_tell: "LineProgressFn | None" = None,
) -> RunState | None:
    """
    Plan and keep the results; the state the run ended in, ``None`` when it is no longer this worker's.

    When the process is told to stop, the run is given back for another worker.
    """
    run = PlanRun.objects.select_related("input", "cluster", "requested_by").get(pk=held.run_id)
    track = Track([p["key"] for p in run.programmes], run.limit_s)
    try:
        cluster = read_input(run.input)
        with Keeper(held, track, process_stops=process_stops, also_tell=also_tell) as keeper:
            outcome = planner(
                cluster,
                encoder=encoder(),
                limit_s=run.limit_s,
                seed=run.seed,
                progress=keeper.tell,
                cancelled=keeper.cancelled,
            )
        return _end_patiently(run, held, keeper, outcome)
    except LeaseLost:
        log.warning("run %s: the lease was lost, nothing is written", held.run_id)
        return None
    except Exception as error:
        log.exception("run %s failed", held.run_id)
        return _fail(run, held, error)


def _end_patiently(run: PlanRun, held: Claim, keeper: Keeper, outcome: LineOutcome) -> RunState | None:
    """Minutes of search are not thrown away because the database is busy or was restarted meanwhile."""
    for pause in (*PAUSES_S, None):
        try:
            return _end(run, held, keeper, outcome)
        except (OperationalError, InterfaceError) as error:
            if pause is None:
                raise
            log.warning("run %s: results are not written yet: %s", held.run_id, error)
            time.sleep(pause)
            close_old_connections()
    raise AssertionError("the last try returns or raises")


def _end(run: PlanRun, held: Claim, keeper: Keeper, outcome: LineOutcome) -> RunState | None:
    if keeper.is_lost:
        raise LeaseLost
    if keeper.process_stops.is_set() and not keeper.wish:
        give_back(held)
        return None
    if keeper.wish is Stop.DROP:
        return _cancel(run, held, keeper)
    return _keep(run, held, keeper, outcome)


@transaction.atomic
def _cancel(run: PlanRun, held: Claim, keeper: Keeper) -> RunState:
    finish(held, timezone.now(), RunState.CANCELLED, progress=keeper.track.as_data())
    record("plan.cancelled", by=run.stopped_by, cluster=run.cluster, subject=f"run:{run.pk}")
    return RunState.CANCELLED


@transaction.atomic
def _keep(run: PlanRun, held: Claim, keeper: Keeper, outcome: LineOutcome) -> RunState:
    """Everything in one short transaction that begins with the fence: all of it is written, once, or nothing."""
    now = timezone.now()
    finish(
        held,
        now,
        RunState.DONE,
        progress=keeper.track.as_data(),
        findings=[to_json(f) for f in outcome.findings],
        unanswered=list(outcome.unanswered),
    )
    places = {p["key"]: n for n, p in enumerate(run.programmes)}
    kept = [p for p in outcome.programmes if not keeper.wish or (p.result and p.result.plan)]
    results = [_keep_one(run, p, now, places.get(p.key, len(places))) for p in kept]
    PlanRun.objects.filter(pk=run.pk).update(results=results)
    record("plan.done", by=run.requested_by, cluster=run.cluster, subject=f"run:{run.pk}", programmes=len(results))
    return RunState.DONE


def _keep_one(run: PlanRun, outcome: ProgrammeOutcome, now: datetime, position: int) -> dict[str, Any]:
    kept = keep_outcome(run.cluster, outcome, run.input, by=run.requested_by, at=now, position=position)
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


def _fail(run: PlanRun, held: Claim, error: Exception) -> RunState | None:
    """The run ends with a finding in place of a traceback; the traceback is in the process's own log."""
    code = "planning.input_unreadable" if isinstance(error, ValuesError) else "planning.broke_down"
    finding = Finding(code, "", {"run": run.pk, "kind": type(error).__name__}, Severity.STOPS_SAVING)
    try:
        with transaction.atomic():
            finish(held, timezone.now(), RunState.FAILED, findings=[to_json(finding)])
            record("plan.failed", by=run.requested_by, cluster=run.cluster, subject=f"run:{run.pk}")
    except LeaseLost:
        return None
    return RunState.FAILED
