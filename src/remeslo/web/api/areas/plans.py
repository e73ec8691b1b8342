"""Runs of the line over a cluster: ask for one, follow it, stop it; programmes hold what came of it."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, newest_first
from remeslo.web.api.problems import Problem
from remeslo.web.api.values import Given, Number
from remeslo.web.apps.common.access import require
from remeslo.web.apps.common.enums import Stop
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.planning import queries
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.asking import (
    MOST_SECONDS,
    AlreadyRunning,
    NothingToPlan,
    request_run,
    stop_run,
)

AREA = Area("plans", Scope.PROGRAMMES_READ, Scope.PLANS_RUN)
ALL = f"{IN_CLUSTER}/plans"
ONE = f"{ALL}/{{number}}"


class Wanted(Given):
    """How long the planner may think about each programme, and the seed of its chance."""

    limit_s: int = Field(60, ge=1, le=MOST_SECONDS)
    seed: int = Field(0, ge=0, le=2_147_483_647)


class Stopping(Given):
    """``keep`` the best so far, or ``drop`` everything."""

    how: Literal["keep", "drop"]


class Result(BaseModel):
    """What came of one programme; ``bound``: no plan is shorter than that many weeks."""

    programme: str
    title: str
    status: str
    weeks: int | None
    bound: int | None


class Run(BaseModel):
    """A run; ``share`` is how far it is, 0..1."""

    number: int
    state: str
    stage: str
    share: float
    limit_s: int
    seed: int
    attempt: int
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    results: list[Result]


class Runs(Page[Run]):
    """A page of runs, the newest first."""


@AREA.get(ALL, Action.SEE_PROGRAMMES, out=Runs)
def listing(request: ApiRequest, cluster: str, asked: Query[Asked]) -> Runs:
    """List the runs of the cluster, the newest first."""
    rows = PlanRun.objects.filter(cluster=request.cluster).defer("findings")
    shown, more = newest_first(rows, asked, "plans")
    return Runs(items=[_run(r) for r in shown], next=more)


@AREA.post(ALL, Action.RUN_PLAN, out=Run, status=202)
def ask(request: ApiRequest, cluster: str, given: Wanted) -> Run:
    """Ask for a run over the cluster as it is now; follow it under its own address."""
    require(request.user, Action.RUN_PLAN, request.cluster)
    try:
        run = request_run(request.cluster, by=request.user, at=request.moment, limit_s=given.limit_s, seed=given.seed)
    except AlreadyRunning as active:
        number = active.run.pk
        raise Problem("conflict", _("Run %(number)s is not finished yet.") % {"number": number}) from None
    except NothingToPlan:
        raise Problem("conflict", _("The cluster has no programme to plan: add an outline first.")) from None
    request.told["Location"] = f"{request.path}/{run.pk}"
    return _run(run)


@AREA.post(f"{ONE}/stop", Action.RUN_PLAN, out=Run)
def stop(request: ApiRequest, cluster: str, number: Number, given: Stopping) -> Run:
    """Stop a run; one that is finished stays as it is."""
    found = _found(request, number)
    require(request.user, Action.RUN_PLAN, found)
    how = Stop.KEEP if given.how == "keep" else Stop.DROP
    return _run(stop_run(found.pk, how, by=request.user, at=request.moment))


@AREA.get(ONE, Action.SEE_PROGRAMMES, out=Run)
def run(request: ApiRequest, cluster: str, number: Number) -> Run:
    """Read a run: how far it is, and what came of it."""
    return _run(_found(request, number))


def _found(request: ApiRequest, number: int) -> PlanRun:
    found = queries.run_of(request.cluster, number) if 0 < number < 2**63 else None
    if found is None:
        raise Http404
    return found


def _run(row: PlanRun) -> Run:
    told: dict[str, Any] = row.progress or {}
    return Run(
        number=row.pk,
        state=row.state,
        stage=told.get("stage", ""),
        share=float(told.get("share", 0.0)) if row.is_active else 1.0,
        limit_s=row.limit_s,
        seed=row.seed,
        attempt=row.attempt,
        requested_at=row.asked_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        results=[
            Result(programme=r["key"], title=r["title"], status=r["status"], weeks=r["weeks"], bound=r.get("bound"))
            for r in row.results
        ],
    )
