"""The cluster's timetables by semester: what is announced, what is being made; asking for a new one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import Stop
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.staffplans.snapshot import scene
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.enums import RunKind
from remeslo.web.apps.timetables.models import WeekRun
from remeslo.web.apps.timetables.problems import semester_of, semesters
from remeslo.web.apps.timetables.services.asking import LIMITS, AlreadyRunning, ask
from remeslo.web.apps.timetables.services.asking import stop as stop_run
from remeslo.web.apps.timetables.words import LIMIT_WORDS


@cluster_member_required(Action.SEE_WEEKS)
def show(request: ClusterRequest) -> HttpResponse:
    """Semesters with their timetables; for those who make them, also those that have none yet."""
    may_plan = can(request.user, Action.PLAN_WEEKS, request.cluster)
    heads = queries.documents(request.cluster)
    released = {r.document_id: r for r in queries.releases_in_force(request.cluster)}
    lines = [(d, released.get(d.pk)) for d in heads if may_plan or d.pk in released]
    known = {d.key for d in heads}
    context: dict[str, Any] = {"lines": lines, "may_plan": may_plan}
    if may_plan:
        possible = semesters(scene(request.cluster))
        run = queries.last_run(request.cluster, RunKind.BUILD)
        context |= {
            "possible": possible,
            "missing": [s for s in possible if s.key not in known],
            "limits": [(s, LIMIT_WORDS[s]) for s in LIMITS],
            **run_context(request, run),
        }
    return render(request, "timetables/home.html", context)


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def start(request: ClusterRequest) -> HttpResponse:
    """Ask for the timetable of a semester; one that is being made already is shown instead."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    semester = semester_of(request.POST.get("semester", ""))
    if semester is None or semester not in semesters(scene(request.cluster)):
        raise Http404
    limit = request.POST.get("limit", "")
    try:
        ask(
            request.cluster,
            RunKind.BUILD,
            semester.key,
            by=request.user,
            at=timezone.now(),
            limit_s=int(limit) if limit in map(str, LIMITS) else LIMITS[0],
        )
    except AlreadyRunning:
        messages.info(request, _("This is being worked out already: here it is."))
    return redirect("timetables:home", cluster=request.cluster.key)


@never_cache
@cluster_member_required(Action.PLAN_WEEKS)
def run(request: ClusterRequest, run_id: int) -> HttpResponse:
    """The live part for a page that is open; by itself, the way to the page."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    found = _found(request, run_id)
    if not request.htmx:
        return redirect(_page_of(request, found))
    return render(request, "timetables/parts/run.html", run_context(request, found))


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def stop(request: ClusterRequest, run_id: int) -> HttpResponse:
    """Stop a run: keep the best so far, or drop everything."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    found = _found(request, run_id)
    how = Stop.KEEP if request.POST.get("how") == Stop.KEEP else Stop.DROP
    stop_run(found.pk, how, by=request.user, at=timezone.now())
    return redirect(_page_of(request, found))


def run_context(request: ClusterRequest, found: WeekRun | None) -> dict[str, Any]:
    """What the live part shows; nothing without a run."""
    if found is None:
        return {"run": None}
    told = found.progress
    share = min(0.97, max(0.03, float(told.get("seconds") or 0) / max(1, found.limit_s)))
    semester = semester_of(found.semester)
    return {
        "run": found,
        "run_title": semester.title if semester else found.semester,
        "share": f"{share:.3f}",
        "page_url": _page_of(request, found),
        "refused": found.failure,
    }


def _found(request: ClusterRequest, run_id: int) -> WeekRun:
    found = queries.run_of(request.cluster, run_id)
    if found is None:
        raise Http404
    return found


def _page_of(request: ClusterRequest, found: WeekRun) -> str:
    """Where what came of a run is shown."""
    at = {"cluster": request.cluster.key, "semester": found.semester}
    if found.kind == RunKind.REPAIR:
        return reverse("timetables:repair", kwargs=at)
    if found.version_id is not None:
        return reverse("timetables:grid", kwargs=at)
    return reverse("timetables:home", kwargs={"cluster": request.cluster.key})
