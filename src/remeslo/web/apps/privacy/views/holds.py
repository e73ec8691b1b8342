"""Holds: what must stay although its time has come."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.privacy import queries
from remeslo.web.apps.privacy.forms import HoldForm
from remeslo.web.apps.privacy.services import holding
from remeslo.web.apps.privacy.services.erasing import register_in_force
from remeslo.web.apps.privacy.words import in_words


@cluster_member_required(Action.KEEP_PRIVACY)
def holds(request: ClusterRequest) -> HttpResponse:
    """The list, and a form for one more."""
    register = register_in_force()
    form = HoldForm(register, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = (data["kind"], data["key"], data["reason"], data["until"])
        try:
            holding.hold(request.cluster, *told, by=request.user, at=timezone.now())
        except holding.NoSuchRecord:
            form.add_error("key", _("There is no such record of this kind."))
        else:
            messages.success(request, _("It is held."))
            return redirect("privacy:holds", cluster=request.cluster.key)
    today = timezone.localdate()
    rows = [
        {
            "hold": h,
            "title": in_words(register.kinds[h.kind], "title") if h.kind in register.kinds else h.kind,
            "is_over": h.lifted_at is not None or (h.until is not None and h.until < today),
        }
        for h in queries.holds(request.cluster)
    ]
    return render(request, "privacy/holds.html", {"form": form, "rows": rows}, status=400 if form.errors else 200)


@require_POST
@cluster_member_required(Action.KEEP_PRIVACY)
def lift(request: ClusterRequest, pk: int) -> HttpResponse:
    """Lift a hold."""
    if not holding.lift(request.cluster, pk, by=request.user, at=timezone.now()):
        raise Http404
    messages.success(request, _("The hold is lifted."))
    return redirect("privacy:holds", cluster=request.cluster.key)
