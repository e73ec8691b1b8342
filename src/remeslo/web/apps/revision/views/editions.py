"""New editions and the programmes that still rest on older ones; opening a review."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.words import CHANGE


@cluster_member_required(Action.SEE_STANDARDS, Action.SEE_PROGRAMMES)
def listing(request: ClusterRequest) -> HttpResponse:
    """Each new edition with what it touches; ``?new=`` shows one."""
    only = request.GET.get("new", "")[:300]
    pairs = queries.replaced(request.cluster, only_new=only)
    shown = [(p, [(CHANGE[c], n) for c, n in p.diff.counts().items() if n]) for p in pairs]
    return render(request, "revision/list.html", {"pairs": shown, "only": only})


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def open_one(request: ClusterRequest) -> HttpResponse:
    """Open the review of a programme, or the one that was opened before."""
    require(request.user, Action.EDIT_PROGRAMMES, request.cluster)
    programme, old, new = (request.POST.get(name, "")[:300] for name in ("programme", "old", "new"))
    found = reviewing.open_review(request.cluster, programme, old, new, by=request.user, at=timezone.now())
    if found is None:
        raise Http404
    return redirect("revision:review", cluster=request.cluster.key, pk=found.pk)
