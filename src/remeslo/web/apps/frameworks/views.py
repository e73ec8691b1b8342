"""Pages of frameworks."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required


@cluster_member_required("see_cluster")
def index(request: ClusterRequest) -> HttpResponse:
    return render(request, "frameworks/index.html", {})
