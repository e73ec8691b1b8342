"""Pages that only show: who is where (Gantt), sites with flows, requests with causes, quotas, settlement."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.asked import STATES, row_of, rows
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.gantt import by_group, by_place, colours
from remeslo.web.apps.network.priceview import price_rows
from remeslo.web.apps.network.sheets import asked_sheet, bookings_sheet, flows_sheet
from remeslo.web.apps.network.sitemap import site_map
from remeslo.web.apps.network.spans import months
from remeslo.web.apps.network.views.download import download
from remeslo.web.apps.network.views.page import NetworkPage
from remeslo.web.apps.network.views.running import run_context

A_PAGE: Final = 40
LINES: Final = 25
STATE_WORDS: Final = (
    ("", _("all")),
    ("refused", _("refused")),
    ("granted", _("granted")),
    ("moved", _("away from the weeks of the plan")),
    ("pinned", _("pinned")),
)


@cluster_member_required(Action.SEE_NETWORK)
def gantt(request: ClusterRequest) -> HttpResponse:
    """Bars by workshop or by group."""
    page = NetworkPage(request, "gantt")
    context: dict[str, Any] = {"page": page, "by": "group" if page.asked.get("by") == "group" else "place"}
    if page.held is not None and page.held.bookings:
        chosen = [b for b in page.held.bookings if page.college in (None, b.partner) and page.owner in (None, b.owner)]
        weeks = range(max(x.week for b in page.held.bookings for x in b.blocks) + 1)
        lay = by_group if context["by"] == "group" else by_place
        context |= {
            "weeks": weeks,
            "months": months(page.scene, weeks),
            "shown": Paginator(lay(page.scene, chosen, weeks), LINES).get_page(request.GET.get("page")),
            "colours": colours(page.scene, page.held),
        }
    return render(request, "network/gantt.html", context)


@cluster_member_required(Action.SEE_NETWORK)
def gantt_export(request: ClusterRequest) -> HttpResponse:
    """Every booking, a line a week."""
    page = NetworkPage(request, "gantt")
    if page.held is None:
        raise Http404
    return download(request, "who-is-where", [bookings_sheet(page.scene, page.held)])


@cluster_member_required(Action.SEE_NETWORK)
def sites(request: ClusterRequest) -> HttpResponse:
    """Sites on paper, and who goes where."""
    page = NetworkPage(request, "sites")
    drawn = site_map(page.scene, page.problem, page.allocation)
    chosen = page.asked.get("site", "")
    flows = [f for f in drawn.flows if not chosen or chosen in (f.home, f.site)]
    return render(request, "network/sites.html", {"page": page, "map": drawn, "chosen": chosen, "flows": flows})


@cluster_member_required(Action.SEE_NETWORK)
def sites_export(request: ClusterRequest) -> HttpResponse:
    """The table beside the schematic."""
    page = NetworkPage(request, "sites")
    return download(request, "ways", [flows_sheet(page.scene, site_map(page.scene, page.problem, page.allocation))])


@cluster_member_required(Action.SEE_NETWORK)
def requests(request: ClusterRequest) -> HttpResponse:
    """Requests in a state; one opened, with what it got or why not."""
    page = NetworkPage(request, "requests")
    context: dict[str, Any] = {"page": page, "states": STATE_WORDS, "state": _state(page)}
    if page.held is not None:
        key = page.asked.get("request", "")
        opened = row_of(page.scene, page.held, key) if key else None
        if key and opened is None:
            raise Http404
        context["opened"] = opened
        if request.htmx and opened is not None:
            return render(request, "network/parts/opened.html", context)
        found = rows(page.scene, page.held, state=_state(page), college=page.college, text=page.text)
        context["shown"] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "network/requests.html", context)


@cluster_member_required(Action.SEE_NETWORK)
def requests_export(request: ClusterRequest) -> HttpResponse:
    """All pages of the list as it is filtered."""
    page = NetworkPage(request, "requests")
    if page.held is None:
        raise Http404
    found = rows(page.scene, page.held, state=_state(page), college=page.college, text=page.text)
    return download(request, "requests", [asked_sheet(page.scene, found)])


@cluster_member_required(Action.SEE_NETWORK)
def prices(request: ClusterRequest) -> HttpResponse:
    """What one more place, week or machine would give."""
    page = NetworkPage(request, "prices")
    run = queries.latest_run(request.cluster, RunKind.PRICES, page.year)
    done = queries.done_run(request.cluster, RunKind.PRICES, page.year)
    context = {
        "page": page,
        "done": done,
        "prices": price_rows(page.scene, done.result.get("prices", ())) if done else [],
        "is_old": done is not None and done.scene != page.scene.digest,
        **run_context(page, run),
    }
    return render(request, "network/prices.html", context)


def _state(page: NetworkPage) -> str:
    wanted = page.asked.get("state", "")
    return wanted if wanted in STATES else ""
