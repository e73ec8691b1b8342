"""Home, and the work list of the day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.permissions import Action, can, mandates, memberships
from remeslo.web.apps.common.queries import log_entries
from remeslo.web.apps.common.wording import log_lines
from remeslo.web.apps.common.work import work_items


def home(request: Any) -> HttpResponse:
    """To the cluster I worked in last, or the first; with a role above clusters to the boards."""
    mine = memberships(request.user)
    last = request.session.get("cluster")
    above = reverse_or_none("boards:country") if mandates(request.user) and not last else None
    if above:
        return redirect(above)
    if not mine:
        return render(request, "common/no_cluster.html")
    chosen = next((m.cluster for m in mine if m.cluster.key == last), mine[0].cluster)
    return redirect("common:today", cluster=chosen.key)


@cluster_member_required(Action.SEE_CLUSTER)
def today(request: ClusterRequest) -> HttpResponse:
    """What waits for me, and what happened."""
    if request.session.get("cluster") != request.cluster.key:
        request.session["cluster"] = request.cluster.key
    may_see_log = can(request.user, Action.SEE_LOG, request.cluster)
    lines = log_lines(request.cluster, log_entries(request.cluster, limit=8)) if may_see_log else []
    context = {"items": work_items(request.cluster, request.user), "lines": lines, "may_see_log": may_see_log}
    return render(request, "common/today.html", context)
