"""The year: how the allocation stands, the heat map of workshops, what stands in a cell; a run, a pin, a release."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.line.network.utilisation import utilisation
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.request import RequestKey
from remeslo.core.network.score import shares
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.quotaview import facts_of
from remeslo.web.apps.network.services import releasing
from remeslo.web.apps.network.services.asking import LIMITS
from remeslo.web.apps.network.sheets import bookings_sheet, year_sheets
from remeslo.web.apps.network.snapshot import scene
from remeslo.web.apps.network.views.download import download
from remeslo.web.apps.network.views.page import NetworkPage, number
from remeslo.web.apps.network.views.running import run_context
from remeslo.web.apps.network.words import LIMIT_WORDS, STAGES
from remeslo.web.apps.network.yearmap import LEVELS, YearMap

A_PAGE = 30


@cluster_member_required(Action.SEE_NETWORK)
def show(request: ClusterRequest) -> HttpResponse:
    """The chosen version; asked by htmx for a cell, only what stands in it."""
    page = NetworkPage(request, "year")
    if page.held is None:
        return render(request, "network/year.html", {"page": page, **_running(page)})
    shown = YearMap(page.scene, page.problem, page.allocation, page.owner)
    cell = _cell(page, shown)
    if request.htmx and cell is not None:
        return render(request, "network/parts/cell.html", {"page": page, "cell": cell})
    assert page.version is not None
    findings = releasing.judged(page.scene, page.held)
    facts = facts_of(page.scene, queries.entries(request.cluster, page.year))
    context: dict[str, Any] = {
        "page": page,
        "map": shown,
        "shown": Paginator(shown.rows, A_PAGE).get_page(request.GET.get("page")),
        "cell": cell,
        "shares": shares(page.problem, page.allocation),
        "hard": [f for f in findings if f.hard],
        "told": [f for f in findings if not f.hard],
        "found": queries.run_that_gave(page.version),
        "uses": [
            u for u in utilisation(page.scene.value, page.problem, page.allocation, facts) if _shown(page, u.place)
        ],
        "levels": [(n, f"{100 * n // LEVELS} %") for n in range(1, LEVELS + 1)],
        "release": queries.release_of(request.cluster, page.year),
        **_running(page),
    }
    return render(request, "network/year.html", context)


@cluster_member_required(Action.SEE_NETWORK)
def export(request: ClusterRequest) -> HttpResponse:
    """Use over the year and by weeks, and every booking."""
    page = NetworkPage(request, "year")
    if page.held is None:
        raise Http404
    shown = YearMap(page.scene, page.problem, page.allocation, page.owner)
    return download(request, "workshops", [*year_sheets(page.scene, shown), bookings_sheet(page.scene, page.held)])


@require_POST
@cluster_member_required(Action.ALLOCATE)
def pin(request: ClusterRequest) -> HttpResponse:
    """Keep a booking in every next run, or let it go."""
    require(request.user, Action.ALLOCATE, request.cluster)
    page = NetworkPage(request, "requests")
    key = RequestKey(request.POST.get("request", ""))
    if page.held is None or page.version is None or key not in page.held.booking_of:
        raise Http404
    try:
        releasing.pin(page.version, [key], on=request.POST.get("pin") == "on", by=request.user, at=timezone.now())
    except releasing.Outdated:
        messages.error(request, _("Somebody saved a newer version meanwhile: look at it first."))
    return redirect(page.back(version=None, request=key))


@require_POST
@cluster_member_required(Action.ALLOCATE)
def publish(request: ClusterRequest) -> HttpResponse:
    """Freeze the shown version under a name, unless it breaks a rule."""
    require(request.user, Action.ALLOCATE, request.cluster)
    page = NetworkPage(request, "year")
    name = request.POST.get("name", "").strip()
    if page.version is None:
        raise Http404
    if not name:
        messages.error(request, _("Give the release a name: people will speak of it by that name."))
        return redirect(page.back())
    whole = scene(request.cluster, page.year, moves=True)
    try:
        release = releasing.publish(page.version, whole, name=name, by=request.user, at=timezone.now())
    except releasing.NotPublishable as refusal:
        count = len(refusal.findings)
        text = ngettext("%(n)s rule is broken: mend it first.", "%(n)s rules are broken: mend them first.", count)
        messages.error(request, text % {"n": count})
    except releasing.NameTaken:
        messages.error(request, _("This version is a release already, or there is another release of this name."))
    else:
        messages.success(
            request, _("“%(name)s” is published: version %(n)s.") % {"name": release.name, "n": page.version.number}
        )
    return redirect(page.back(version=page.version.number))


def _shown(page: NetworkPage, key: PlaceKey) -> bool:
    return page.owner in (None, page.scene.problem.place_of[key].owner)


def _running(page: NetworkPage) -> dict[str, Any]:
    run = queries.latest_run(page.cluster, RunKind.ALLOCATE, page.year)
    return {"limits": [(s, LIMIT_WORDS[s]) for s in LIMITS], "stages": STAGES, **run_context(page, run)}


def _cell(page: NetworkPage, shown: YearMap) -> dict[str, Any] | None:
    """What stands in the cell that the address names."""
    place, week = page.scene.place(page.asked.get("place", "")), number(page.asked.get("week"), 60)
    if not page.asked.get("place"):
        return None
    if place is None or week is None:
        raise Http404
    return {"place": place, "week": week, "there": shown.there(place, week)}
