"""The board of indicators (stand-in until the indicators of the core are read here)."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action


@cluster_member_required(Action.SEE_RESULTS)
def board(request: ClusterRequest) -> HttpResponse:
    """The board."""
    return render(request, "results/board.html", {})
