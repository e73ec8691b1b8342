"""Home, and the work list of the day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, memberships


def home(request: Any) -> HttpResponse:
    """To the cluster I work in; the first when there are several."""
    mine = memberships(request.user)
    if not mine:
        return render(request, "common/no_cluster.html")
    last = request.session.get("cluster")
    chosen = next((m.cluster for m in mine if m.cluster.key == last), mine[0].cluster)
    return redirect("common:today", cluster=chosen.key)


@cluster_member_required(Action.SEE_CLUSTER)
def today(request: ClusterRequest) -> HttpResponse:
    """What waits for me."""
    request.session["cluster"] = request.cluster.key
    return render(request, "common/today.html", {})
