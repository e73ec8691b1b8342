"""Who has which role in a cluster."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action


@cluster_member_required(Action.MANAGE_ACCESS)
def people(request: ClusterRequest) -> HttpResponse:
    return render(request, "common/access.html", {})
