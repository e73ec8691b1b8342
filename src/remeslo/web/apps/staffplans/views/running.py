"""Starting a run, watching it, stopping it."""

from typing import Any, Final

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
from remeslo.web.apps.planning.curve import gap_curve
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.staffplans.services.asking import LIMITS, AlreadyRunning, ask
from remeslo.web.apps.staffplans.services.asking import stop as stop_run
from remeslo.web.apps.staffplans.views.page import StaffPage
from remeslo.web.apps.staffplans.words import RUN_STATES, STAGES, WORKING

PAGES: Final = {
    RunKind.ASSIGN: "assignment",
    RunKind.UPSKILL: "upskill",
    RunKind.WITHOUT: "leave",
    RunKind.STAKES: "gaps",
}
"""Where what came of a run is shown."""
_MONEY: Final = ("budget", "hour_price", "way_hour_price")


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def start(request: ClusterRequest, kind: str) -> HttpResponse:
    """Ask for a run; one that is not finished yet is shown instead."""
    require(request.user, Action.PLAN_STAFF, request.cluster)
    if kind not in (RunKind.ASSIGN, RunKind.UPSKILL, RunKind.STAKES):
        raise Http404
    page = StaffPage(request, PAGES[RunKind(kind)])
    if page.scene.is_empty:
        messages.error(request, _("There is nothing to plan: people or lessons are missing."))
        return redirect(page.link(page.tab))
    try:
        ask(
            request.cluster,
            RunKind(kind),
            _settings(request, RunKind(kind)),
            scene=page.scene.digest,
            by=request.user,
            at=timezone.now(),
            limit_s=_number(request.POST.get("limit"), LIMITS[0]),
        )
    except AlreadyRunning:
        messages.info(request, _("This is being worked out already: here it is."))
    return redirect(page.link(page.tab))


def _settings(request: ClusterRequest, kind: RunKind) -> dict[str, Any]:
    """What the form asks of a planner."""
    if kind is RunKind.ASSIGN:
        return {"mend": request.POST.get("how") == "mend"}
    if kind is RunKind.UPSKILL:
        asked = {name: _number("".join(request.POST.get(name, "").split()), -1) for name in _MONEY}
        away = _number(request.POST.get("away_max"), -1)
        return {
            **{name: max(0, amount) for name, amount in asked.items()},
            "budget": asked["budget"] if asked["budget"] >= 0 else None,
            "away_max": away if away >= 0 else None,
            "substitution": "substitution" in request.POST,
        }
    return {}


@never_cache
@cluster_member_required(Action.SEE_STAFF)
def run(request: ClusterRequest, run_id: int) -> HttpResponse:
    """The live part for a page that is open; by itself, the way to the page."""
    found = _found(request, run_id)
    if not request.htmx:
        return _to_page(request, found)
    return render(request, "staffplans/parts/run.html", run_context(StaffPage(request, ""), found))


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def stop(request: ClusterRequest, run_id: int) -> HttpResponse:
    """Stop a run: keep the best so far, or drop everything."""
    found = _found(request, run_id)
    require(request.user, Action.PLAN_STAFF, found)
    how = Stop.KEEP if request.POST.get("how") == Stop.KEEP else Stop.DROP
    stop_run(found.pk, how, by=request.user, at=timezone.now())
    return _to_page(request, found)


def run_context(page: StaffPage, found: StaffRun | None) -> dict[str, Any]:
    """What the live part shows; empty without a run."""
    if found is None:
        return {"run": None}
    kind = RunKind(found.kind)
    told = found.progress
    return {
        "run": found,
        "run_state": RUN_STATES[JobState(found.state)],
        "working": WORKING[kind],
        "stage": STAGES.get(str(told.get("stage", "")), ""),
        "curve": gap_curve(told.get("curve", ()), found.limit_s),
        "gap": _gap(told),
        "share": _share(found),
        "done_url": _result_url(page, found),
        "refused": found.failure,
    }


def _gap(told: dict[str, Any]) -> int | None:
    best, bound = told.get("best"), told.get("bound")
    return best - bound if best is not None and bound is not None else None


def _share(found: StaffRun) -> str:
    """How far a run is, 0..1, for the progress element."""
    share = float(found.progress.get("seconds") or 0) / max(1, found.limit_s)
    return f"{min(0.97, max(0.03, share)):.3f}"


def _result_url(page: StaffPage, found: StaffRun) -> str:
    url = page.link(PAGES[RunKind(found.kind)])
    return f"{url}?person={found.asked['person']}" if found.kind == RunKind.WITHOUT else url


def _found(request: ClusterRequest, run_id: int) -> StaffRun:
    found = queries.run_of(request.cluster, run_id)
    if found is None:
        raise Http404
    return found


def _to_page(request: ClusterRequest, found: StaffRun) -> HttpResponse:
    return redirect(_result_url(StaffPage(request, ""), found))


def _number(written: str | None, default: int) -> int:
    text = written or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else default
