"""A vacancy pasted whole: split, matched, looked through by a person, and taken into a new card's draft."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.interchange.pasted import LONGEST, read
from remeslo.interchange.safety import Unreadable
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Draft, Organisation
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.demand import services
from remeslo.web.apps.demand.employers import employers_of
from remeslo.web.apps.demand.pasted import offered, taken
from remeslo.web.apps.demand.words import CRITICALITY
from remeslo.web.apps.frameworks.catalogue import catalogue


@cluster_member_required(Action.SEE_DEMAND)
def paste(request: ClusterRequest) -> HttpResponse:
    """Paste a text; then its phrases with what each may mean. Nothing is kept of the text."""
    employers = _employers(request)
    chosen = request.POST.get("employer") or (employers[0].key if len(employers) == 1 else "")
    context = {"employers": employers, "employer": chosen, "longest": LONGEST}
    if request.method != "POST":
        return render(request, "demand/paste.html", context)
    text = request.POST.get("text", "").strip()
    if not text:
        return _again(request, context, said=_("Paste the text of a vacancy."))
    try:
        pasted = read(text, name=_("the vacancy"))
    except Unreadable as refusal:
        return _again(request, {**context, "text": text[:LONGEST]}, found=refusal.findings)
    vacancy = offered(pasted, catalogue(request.cluster))
    if not vacancy.worth_matching and not vacancy.rest:
        return _again(request, {**context, "text": text}, found=pasted.findings)
    context |= {
        "vacancy": vacancy,
        "findings": pasted.findings,
        "criticality": CRITICALITY.items(),
        "has_draft": Draft.objects.filter(
            cluster=request.cluster, kind=DocumentKind.DEMAND_CARD, key="", author=request.user
        ).exists(),
    }
    return render(request, "demand/pasted.html", context)


@require_POST
@cluster_member_required(Action.SEE_DEMAND)
def take(request: ClusterRequest) -> HttpResponse:
    """Put what was kept into the draft of a new card, where people and dates are added before it is saved."""
    keys = {o.key for o in _employers(request)}
    employer = request.POST.get("employer", "")
    fields = taken(request.POST, employer=employer if employer in keys else "")
    services.take_vacancy(request.cluster, fields, offered=len(request.POST.getlist("row")), by=request.user)
    return redirect("demand:new", cluster=request.cluster.key)


def _employers(request: ClusterRequest) -> list[Organisation]:
    employers = employers_of(request.user, request.cluster)
    if not employers:
        raise Http404
    return employers


def _again(request: ClusterRequest, context: dict[str, object], **more: object) -> HttpResponse:
    return render(request, "demand/paste.html", {**context, **more}, status=400)
