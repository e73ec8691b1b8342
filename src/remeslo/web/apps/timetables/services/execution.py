"""Carrying a claimed run out: the planner thinks without any transaction, what came of it is written once."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from remeslo.core.base.findings import ProblemError
from remeslo.core.line.weekly.result import CancelledFn, ProgressFn
from remeslo.web.apps.common.services.documents import Content, save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.planning.enums import Stop
from remeslo.web.apps.timetables.enums import RunKind, RunState
from remeslo.web.apps.timetables.models import WeekRun
from remeslo.web.apps.timetables.services.keeper import Keeper
from remeslo.web.apps.timetables.services.lease import Claim, LeaseLost, finish, give_back

log = logging.getLogger("remeslo.timetables")

PAUSES_S = (1.0, 5.0)
"""Between tries to write what was found; together shorter than a lease."""


@dataclass(frozen=True, slots=True)
class Made:
    """
    What came of a run: data for its pages, and the document of which it is the next version, if it is one.

    ``is_whole``: False when it was cut short before there was anything to keep.
    """

    result: dict[str, Any] = field(default_factory=dict)
    content: Content | None = None
    is_whole: bool = True


Planner = Callable[[WeekRun, ProgressFn, CancelledFn], Made]
Planners = Mapping[RunKind, Planner]


def carry_out(held: Claim, planners: Planners, process_stops: threading.Event) -> RunState | None:
    """Work a run out; the state it ended in, ``None`` when it is no longer this worker's or was given back."""
    run = WeekRun.objects.select_related("cluster", "asked_by").get(pk=held.run_id)
    with Keeper(held, process_stops) as keeper:
        try:
            made, state = planners[RunKind(run.kind)](run, keeper.tell, keeper.cancelled), RunState.DONE
        except ProblemError as refusal:
            made, state = Made(_told(refusal, run)), RunState.FAILED
        except Exception as error:
            log.exception("timetable run %s failed", held.run_id)
            made = Made({"code": "planning.broke_down", "facts": {"run": run.pk, "kind": type(error).__name__}})
            state = RunState.FAILED
    if process_stops.is_set() and not keeper.wish:
        give_back(held)
        return None
    if keeper.wish is Stop.DROP or (keeper.wish is Stop.KEEP and state is RunState.DONE and not made.is_whole):
        made, state = Made(), RunState.CANCELLED
    try:
        if keeper.is_lost:
            raise LeaseLost
        return _write_patiently(run, held, state, made, keeper.news)
    except LeaseLost:
        log.warning("timetable run %s: the lease was lost, nothing is written", held.run_id)
        return None


def _write_patiently(run: WeekRun, held: Claim, state: RunState, made: Made, news: dict[str, Any]) -> RunState:
    """Minutes of search are not thrown away because the database is busy or was restarted meanwhile."""
    for pause in (*PAUSES_S, None):
        try:
            return _write(run, held, state, made, news)
        except DatabaseError as error:
            if pause is None:
                raise
            log.warning("timetable run %s: nothing is written yet: %s", held.run_id, error)
            time.sleep(pause)
            close_old_connections()
    raise AssertionError("the last try returns or raises")


@transaction.atomic
def _write(run: WeekRun, held: Claim, state: RunState, made: Made, news: dict[str, Any]) -> RunState:
    """One short transaction that begins with the fence: all of it is written, once, or nothing."""
    now = timezone.now()
    finish(held, now, state, result=made.result, progress=news)
    if made.content is not None:
        version = save_version(run.cluster, made.content, by=run.asked_by, at=now, note=run.get_kind_display())
        WeekRun.objects.filter(pk=run.pk).update(version=version)
    record(f"timetable.run_{state}", by=run.asked_by, cluster=run.cluster, subject=f"week_run:{run.pk}", kind=run.kind)
    return state


def _told(refusal: ProblemError, run: WeekRun) -> dict[str, Any]:
    """What the core refused, as a finding's code and facts."""
    code = getattr(refusal, "code", "planning.broke_down")
    facts = getattr(refusal, "facts", {"run": run.pk, "kind": type(refusal).__name__})
    return {"code": code, "facts": {k: str(v) for k, v in facts.items()}}
