"""The next step of a cluster's life."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding
from remeslo.core.registry.lifecycle import ClusterState, Requirement
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.organisations.life import life_of
from remeslo.web.apps.organisations.listing import day_of
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.services.lives import advance

MOST_LETTERS = 300


@cluster_member_required(Action.EDIT_REGISTRY)
def step(request: ClusterRequest, state: str) -> HttpResponse:
    """What the step asks for; with every paper named, the step."""
    require(request.user, Action.EDIT_REGISTRY, request.cluster)
    today = timezone.localdate()
    day = day_of(request.POST.get("on", "")) or today
    way = next((w for w in life_of(request.cluster, day).ways if w.state == state), None)
    if way is None:
        raise Http404
    papers = {n.key: request.POST.get(n.key, "").strip()[:MOST_LETTERS] for n in way.needs}
    found: tuple[Finding, ...] = ()
    if request.method == "POST":
        shown = {Requirement(key): paper for key, paper in papers.items()}
        note = request.POST.get("note", "").strip()[:500]
        try:
            advance(
                request.cluster,
                ClusterState(state),
                on=day,
                shown=shown,
                by=request.user,
                at=timezone.now(),
                note=note,
            )
        except Refused as refusal:
            found = refusal.findings
        else:
            messages.success(request, _("The cluster is in its new state."))
            return redirect("members:home", cluster=request.cluster.key)
    context = {"way": way, "day": day, "needs": [(n, papers[n.key]) for n in way.needs], "found": found}
    return render(request, "organisations/step.html", context, status=409 if found else 200)
