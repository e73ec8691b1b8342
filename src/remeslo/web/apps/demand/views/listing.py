"""The list of cards, with the people asked for by year."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action, can, can_somewhere, own_organisations
from remeslo.web.apps.demand.queries import demand_picture


@cluster_member_required(Action.SEE_DEMAND)
def listing(request: ClusterRequest) -> HttpResponse:
    """Cards I may open; the rest summed up."""
    cluster, user = request.cluster, request.user
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("q", "employer", "programme")}
    picture = demand_picture(cluster, user, asked["q"], asked["employer"], asked["programme"])
    everything = can(user, Action.SEE_CARD, cluster)
    organisations = [o for o in cluster.organisations.all() if o.is_employer]
    context = {
        "picture": picture,
        "asked": asked,
        "everything": everything,
        "employers": organisations if everything else own_organisations(user, cluster, organisations),
        "programmes": VersionedDocument.objects.filter(
            cluster=cluster, kind=DocumentKind.OUTLINE, withdrawn=False
        ).values_list("key", "title"),
        "may_add": can_somewhere(user, Action.EDIT_CARD, cluster),
    }
    template = "demand/list_rows.html" if request.htmx and not request.htmx.boosted else "demand/list.html"
    return render(request, template, context)
