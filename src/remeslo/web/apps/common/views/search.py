"""Search over everything in a cluster (Ctrl+K)."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action


@cluster_member_required(Action.SEE_CLUSTER)
def search(request: ClusterRequest) -> HttpResponse:
    return render(request, "common/found.html", {"found": []})
