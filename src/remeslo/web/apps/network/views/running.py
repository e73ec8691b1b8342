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
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.models import NetworkRun
from remeslo.web.apps.network.services.asking import LIMITS, AlreadyRunning, ask
from remeslo.web.apps.network.services.asking import stop as stop_run
from remeslo.web.apps.network.views.page import NetworkPage, number
from remeslo.web.apps.network.words import RUN_STATES, STAGES, WORKING
from remeslo.web.apps.planning.curve import gap_curve

PAGES: Final = {RunKind.ALLOCATE: "year", RunKind.MEND: "change", RunKind.PRICES: "prices"}
"""Where what came of a run is shown."""


@require_POST
@cluster_member_required(Action.ALLOCATE)
def start(request: ClusterRequest, kind: str) -> HttpResponse:
    """Ask for a run; one that is not finished yet is shown instead."""
    require(request.user, Action.ALLOCATE, request.cluster)
    if kind not in (RunKind.ALLOCATE, RunKind.PRICES):
        raise Http404
    page = NetworkPage(request, PAGES[RunKind(kind)])
    if page.scene.is_empty:
        messages.error(request, _("There is nothing to share out: no term plan asks for a workshop."))
        return redirect(page.back())
    try:
        ask(
            request.cluster,
            RunKind(kind),
            {"year": page.year, "fresh": request.POST.get("how") == "fresh"},
            scene=page.scene.digest,
            by=request.user,
            at=timezone.now(),
            limit_s=number(request.POST.get("limit")) or LIMITS[1],
        )
    except AlreadyRunning:
        messages.info(request, _("This is being worked out already: here it is."))
    return redirect(page.link(page.tab) + page.year_query)


@never_cache
@cluster_member_required(Action.SEE_NETWORK)
def run(request: ClusterRequest, run_id: int) -> HttpResponse:
    """The live part for a page that is open; by itself, the way to the page."""
    found = _found(request, run_id)
    page = NetworkPage(request, "")
    if not request.htmx:
        return redirect(result_url(page, found))
    return render(request, "network/parts/run.html", {"page": page, **run_context(page, found)})


@require_POST
@cluster_member_required(Action.ALLOCATE)
def stop(request: ClusterRequest, run_id: int) -> HttpResponse:
    """Stop a run: keep the best so far, or drop everything."""
    found = _found(request, run_id)
    require(request.user, Action.ALLOCATE, found)
    how = Stop.KEEP if request.POST.get("how") == Stop.KEEP else Stop.DROP
    stop_run(found.pk, how, by=request.user, at=timezone.now())
    return redirect(result_url(NetworkPage(request, ""), found))


def run_context(page: NetworkPage, found: NetworkRun | None) -> dict[str, Any]:
    """What the live part shows; empty without a run."""
    if found is None:
        return {"run": None}
    told = found.progress
    best, bound = told.get("best"), told.get("bound")
    share = float(told.get("seconds") or 0) / max(1, found.limit_s)
    return {
        "run": found,
        "run_state": RUN_STATES[JobState(found.state)],
        "working": WORKING[RunKind(found.kind)],
        "stage": STAGES.get(str(told.get("stage", "")), ""),
        "curve": gap_curve(told.get("curve", ()), found.limit_s),
        "gap": best - bound if best is not None and bound is not None else None,
        "share": f"{min(0.97, max(0.03, share)):.3f}",
        "done_url": result_url(page, found),
        "refused": found.failure,
    }


def result_url(page: NetworkPage, found: NetworkRun) -> str:
    """Where what came of a run is shown."""
    url = page.link(PAGES[RunKind(found.kind)])
    more = f"&run={found.pk}" if found.kind == RunKind.MEND else ""
    return f"{url}?year={found.asked['year']}{more}"


def _found(request: ClusterRequest, run_id: int) -> NetworkRun:
    found = queries.run_of(request.cluster, run_id)
    if found is None:
        raise Http404
    return found
