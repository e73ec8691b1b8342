"""Search over everything in a cluster (Ctrl+K)."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.search import search as find


@cluster_member_required(Action.SEE_CLUSTER)
def search(request: ClusterRequest) -> HttpResponse:
    """The list under the search field."""
    text = request.GET.get("q", "").strip()[:200]
    found = find(request, request.cluster, request.user, text)
    return render(request, "common/found.html", {"found": found, "text": text})
