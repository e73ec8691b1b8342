"""The log of a cluster."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.queries import log_entries


@cluster_member_required(Action.SEE_LOG)
def log(request: ClusterRequest) -> HttpResponse:
    return render(request, "common/log.html", {"entries": log_entries(request.cluster)})
