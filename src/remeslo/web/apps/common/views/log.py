"""The log of a cluster."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.queries import log_entries
from remeslo.web.apps.common.wording import log_lines


@cluster_member_required(Action.SEE_LOG)
def log(request: ClusterRequest) -> HttpResponse:
    """The last lines, newest first."""
    lines = log_lines(request.cluster, log_entries(request.cluster, limit=500))
    return render(request, "common/log.html", {"lines": lines})
