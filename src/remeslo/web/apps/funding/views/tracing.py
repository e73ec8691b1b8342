"""The trace of one rouble, back to the demand, and forward from a card, a programme or a fact to the money."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from remeslo.core.base.facts import FactKey
from remeslo.core.funding.lines import Line
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.funding.roubles import (
    chain_of,
    choices,
    lines_of_fact,
    lines_of_programme,
    programmes_of_card,
)
from remeslo.web.apps.funding.views.page import MoneyPage


@cluster_member_required(Action.SEE_STATEMENT)
def trace(request: ClusterRequest) -> HttpResponse:
    """The chain of what the address names: ``line``, ``fact``, ``programme`` or ``card``; or things to choose from."""
    page = MoneyPage(request, "home")
    if page.document is None:
        raise Http404
    lines, start = _lines(request, page)
    if start == "":
        held = choices(request.cluster)
        context = {
            "page": page,
            "programmes": held["programmes"],
            "cards": [c for c in held["cards"] if can(request.user, Action.SEE_CARD, c)],
            "kept": {},
        }
        return render(request, "funding/trace_start.html", context)
    seen = [line for line in lines if page.audience.sees({line.payee, *(s.payer for s in line.shares)})]
    if start == "line" and not seen:
        raise Http404
    chain = chain_of(page.account, seen, page.on)
    context = {
        "page": page,
        "start": start,
        "chain": chain,
        "cards": [c for c in chain.cards if can(request.user, Action.SEE_CARD, c)],
        "hidden_cards": sum(not can(request.user, Action.SEE_CARD, c) for c in chain.cards),
        "names": page.audience.names,
        "kept": {},
    }
    return render(request, "funding/trace.html", context)


@cluster_member_required(Action.SEE_FACTS)
def of_fact(request: ClusterRequest, key: str) -> HttpResponse:
    """The money that a fact moves, by the first published pack."""
    return redirect(MoneyPage(request, "home").link("trace") + f"&fact={key}")


def _lines(request: ClusterRequest, page: MoneyPage) -> tuple[list[Line], str]:
    asked = request.GET
    due = page.account.due(page.on)[1].lines
    if line := asked.get("line"):
        return [x for x in due if str(x.key) == line], "line"
    if fact := asked.get("fact"):
        return lines_of_fact(page.account, FactKey(fact), page.on), "fact"
    if programme := asked.get("programme"):
        return lines_of_programme(page.account, [programme], page.on), "programme"
    if key := asked.get("card"):
        rows = VersionedDocument.objects.filter(cluster=request.cluster, kind=DocumentKind.DEMAND_CARD, key=key)
        card = rows.select_related("owner").first()
        if card is None or not can(request.user, Action.SEE_CARD, card):
            raise Http404
        return lines_of_programme(page.account, programmes_of_card(card, request.cluster), page.on), "card"
    return [], ""
