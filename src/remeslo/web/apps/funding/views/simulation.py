"""Simulation: who gains and loses by a pack, how the money follows employment, where gaming would pay."""

from decimal import Decimal, InvalidOperation

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.core.funding.pack import RulePack
from remeslo.interchange import fundpack
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.funding import packs as rows
from remeslo.web.apps.funding.pictures.curves import curve, gain_bars
from remeslo.web.apps.funding.simulating import SEEDS, drawn, gains
from remeslo.web.apps.funding.views.page import MoneyPage
from remeslo.web.apps.funding.words import GAMES
from remeslo.web.apps.results.ledger import ledger


@cluster_member_required(Action.SEE_MONEY)
def simulation(request: ClusterRequest) -> HttpResponse:
    """A pack that is tried, beside the one that is in force."""
    page = MoneyPage(request, "simulation")
    offered = _offered(request)
    tried = offered.get(request.GET.get("try", ""))
    before = rows.pack_value(page.document.published) if page.document and page.document.published else None
    if tried is None and offered:
        tried = next(iter(offered.values()))
    held = ledger(request.cluster)
    changes = gains(before, tried, held, page.on) if tried and held.facts else ()
    cost = _cost(request.GET.get("cost", ""))
    found = drawn(tried, request.cluster, cost) if tried and cost is not None and "draw" in request.GET else None
    context = {
        "page": page,
        "kept": {},
        "offered": offered,
        "tried": tried,
        "tried_key": next((k for k, p in offered.items() if p is tried), ""),
        "before": before,
        "bars": gain_bars(changes),
        "picture_height": 34 * len(changes),
        "names": page.audience.names,
        "cost": request.GET.get("cost", ""),
        "drawn": found,
        "curve": curve(found.points) if found else None,
        "games": [(g, GAMES.get(g.variation.name, g.variation.name)) for g in found.games] if found else [],
        "seeds": len(SEEDS),
        "asked": "draw" in request.GET,
    }
    return render(request, "funding/simulation.html", context)


def _offered(request: ClusterRequest) -> dict[str, RulePack]:
    """My drafts, saved versions that are not in force, and packs that come with the program."""
    found: dict[str, RulePack] = {}
    for document in rows.packs(request.cluster):
        if draft := rows.draft_of(request.cluster, document.key, request.user):
            found[f"draft:{document.key}"] = draft.pack
        version = rows.version_of(document)
        if version is not None:
            found[f"saved:{document.key}"] = rows.pack_value(version)
    for key, pack in fundpack.builtin().items():
        if f"saved:{key}" not in found:
            found[f"builtin:{key}"] = pack
    return found


def _cost(text: str) -> Decimal | None:
    try:
        cost = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation:
        return None
    return cost if cost.is_finite() and 0 <= cost < 10**9 else None
