"""Who has which role in a cluster."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.forms import OF_A_PERSON, RoleForm
from remeslo.web.apps.common.models import Membership
from remeslo.web.apps.common.permissions import Action, may_reset_second_factor
from remeslo.web.apps.common.services import second_factor
from remeslo.web.apps.common.services.access import LastAdministrator, grant_role, make_account, revoke_role


@cluster_member_required(Action.MANAGE_ACCESS)
def people(request: ClusterRequest) -> HttpResponse:
    """People and roles; a form to give one more."""
    form = RoleForm(request.cluster, request.POST or None)
    password = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = data["person"]
        if person is None:
            person, password = make_account(data["username"], data["name"])
        grant_role(request.cluster, person, Role(data["role"]), data["organisation"], by=request.user)
        if not password:
            messages.success(request, _("The role is given."))
            return redirect("common:access", cluster=request.cluster.key)
    rows = Membership.objects.filter(cluster=request.cluster).select_related("user", "organisation")
    context = {
        "form": form,
        "memberships": rows.order_by("user__name", "role"),
        "roles": [c for c in Role.choices if c[0] not in OF_A_PERSON],
        "organisations": request.cluster.organisations.all(),
        "password": password,
        "with_factor": second_factor.among(m.user_id for m in rows),
    }
    return render(request, "common/access.html", context, status=400 if form.errors else 200)


@require_POST
@cluster_member_required(Action.MANAGE_ACCESS)
def revoke(request: ClusterRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    membership = get_object_or_404(Membership.objects.select_related("user", "cluster"), cluster=request.cluster, pk=pk)
    try:
        revoke_role(membership, by=request.user)
    except LastAdministrator:
        messages.error(request, _("The last administrator stays: give the role to somebody else first."))
    else:
        messages.success(request, _("The role is taken away."))
    return redirect("common:access", cluster=request.cluster.key)


@require_POST
@cluster_member_required(Action.MANAGE_ACCESS)
def reset_second_factor(request: ClusterRequest, pk: int) -> HttpResponse:
    """For somebody who lost generator and codes."""
    membership = get_object_or_404(Membership.objects.select_related("user"), cluster=request.cluster, pk=pk)
    if may_reset_second_factor(request.user, membership.user):
        second_factor.reset(membership.user, by=request.user, cluster=request.cluster)
        messages.success(request, _("The second factor is reset; the person is signed out everywhere."))
    else:
        messages.error(
            request,
            _("This person has rights elsewhere too: an administrator of the country can reset the second factor."),
        )
    return redirect("common:access", cluster=request.cluster.key)
