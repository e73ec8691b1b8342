"""Starting a run, watching it, stopping it; the history; the top bar's piece."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.planning import queries
from remeslo.web.apps.planning.curve import GapCurve, gap_curve
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.asking import AlreadyRunning, NothingToPlan, request_run, stop_run
from remeslo.web.apps.planning.views.findings import findings_of
from remeslo.web.apps.planning.words import LIMITS, PROGRAMME_STAGE, STAGE, STATE


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme of a run: what is being done with it, or what came of it."""

    key: str
    title: str
    stage: tuple[Any, str]
    best: int | None
    bound: int | None
    seconds: float
    curve: GapCurve | None
    result: dict[str, Any] | None

    @property
    def gap(self) -> int | None:
        """Weeks between best and bound."""
        return self.best - self.bound if self.best is not None and self.bound is not None else None


@cluster_member_required(Action.SEE_PROGRAMMES)
def listing(request: ClusterRequest) -> HttpResponse:
    """The start form and the history."""
    runs = queries.recent_runs(request.cluster)
    context = {
        "runs": [(run, STATE[JobState(run.state)]) for run in runs],
        "active": next((run for run in runs if run.is_active), None),
        "limits": LIMITS,
    }
    return render(request, "planning/list.html", context)


@require_POST
@cluster_member_required(Action.RUN_PLAN)
def start(request: ClusterRequest) -> HttpResponse:
    """Ask for a run; one that is not finished yet is shown instead."""
    require(request.user, Action.RUN_PLAN, request.cluster)
    limit, seed = _number(request, "limit", 60), _number(request, "seed", 0)
    try:
        run = request_run(request.cluster, by=request.user, at=timezone.now(), limit_s=limit, seed=seed)
    except AlreadyRunning as active:
        messages.info(request, _("A plan of this cluster is not finished yet: here it is."))
        run = active.run
    except NothingToPlan:
        messages.error(request, _("The cluster has no programme to plan: add an outline first."))
        return redirect("planning:list", cluster=request.cluster.key)
    return redirect("planning:run", cluster=request.cluster.key, run_id=run.pk)


@require_POST
@cluster_member_required(Action.RUN_PLAN)
def stop(request: ClusterRequest, run_id: int) -> HttpResponse:
    """Stop a run: keep the best so far, or drop everything."""
    run = _run(request, run_id)
    require(request.user, Action.RUN_PLAN, run)
    how = Stop.KEEP if request.POST.get("how") == Stop.KEEP else Stop.DROP
    stop_run(run.pk, how, by=request.user, at=timezone.now())
    return redirect("planning:run", cluster=request.cluster.key, run_id=run.pk)


@never_cache
@cluster_member_required(Action.SEE_PROGRAMMES)
def run(request: ClusterRequest, run_id: int) -> HttpResponse:
    """One run: live while it goes on, then its results and findings; asked by htmx, only the live part."""
    found = _run(request, run_id)
    context: dict[str, Any] = {"run": found, "lines": _lines(found), "state": STATE[JobState(found.state)]}
    context["stage"] = STAGE.get(found.progress.get("stage", ""), STAGE[""])
    context["ahead"] = queries.queue_ahead(found) if found.state == JobState.QUEUED else 0
    if not found.is_active:
        context |= {"report": findings_of(request, found)}
    template = "planning/parts/run.html" if request.htmx else "planning/run.html"
    return render(request, template, context)


def _run(request: ClusterRequest, run_id: int) -> PlanRun:
    found = queries.run_of(request.cluster, run_id)
    if found is None:
        raise Http404
    return found


def _lines(run: PlanRun) -> list[ProgrammeLine]:
    told = run.progress.get("programmes", {})
    results = {r["key"]: r for r in run.results}
    return [_line(p, told.get(p["key"], {}), results.get(p["key"]), run.limit_s) for p in run.programmes]


def _line(
    programme: dict[str, str], told: dict[str, Any], result: dict[str, Any] | None, limit_s: float
) -> ProgrammeLine:
    return ProgrammeLine(
        key=programme["key"],
        title=programme["title"],
        stage=PROGRAMME_STAGE.get(told.get("stage", ""), PROGRAMME_STAGE["waiting"]),
        best=result["weeks"] if result else told.get("best"),
        bound=result["bound"] if result else told.get("bound"),
        seconds=told.get("seconds", 0.0),
        curve=gap_curve(told.get("curve", ()), limit_s),
        result=result,
    )


def _number(request: ClusterRequest, name: str, default: int) -> int:
    wanted = (request.POST or request.GET).get(name, "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else default
