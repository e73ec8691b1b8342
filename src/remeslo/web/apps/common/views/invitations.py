"""Inviting people by their address, and the link that they open."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.forms import InvitationForm, MandateInvitationForm, NewAccountForm
from remeslo.web.apps.common.models import Cluster, Invitation
from remeslo.web.apps.common.outside import outside_address
from remeslo.web.apps.common.permissions import Action, may_give_mandates
from remeslo.web.apps.common.services import invitations
from remeslo.web.apps.common.services.openid import provider
from remeslo.web.apps.common.views.account import welcome


@never_cache
@cluster_member_required(Action.MANAGE_ACCESS)
def inside(request: ClusterRequest) -> HttpResponse:
    """Open invitations to the cluster; a form to invite one more."""
    form = InvitationForm(request.cluster, request.POST or None)
    shown = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        place = {"cluster": request.cluster, "organisation": data["organisation"]}
        made, token = invitations.invite(data["email"], Role(data["role"]), by=request.user, **place)
        shown = _handed(request, made, token)
    return _page(request, request.cluster, form, [form["role"], form["organisation"]], shown)


@require_POST
@never_cache
@cluster_member_required(Action.MANAGE_ACCESS)
def again(request: ClusterRequest, pk: int) -> HttpResponse:
    """Another link, sent or shown."""
    form = InvitationForm(request.cluster)
    shown = _renewed(request, get_object_or_404(Invitation, cluster=request.cluster, pk=pk))
    return _page(request, request.cluster, form, [form["role"], form["organisation"]], shown)


@require_POST
@cluster_member_required(Action.MANAGE_ACCESS)
def withdraw(request: ClusterRequest, pk: int) -> HttpResponse:
    """The link opens nothing any more."""
    _withdrawn(request, get_object_or_404(Invitation, cluster=request.cluster, pk=pk))
    return redirect("common:invitations", cluster=request.cluster.key)


@never_cache
def above(request: Any) -> HttpResponse:
    """Open invitations to roles above clusters; a form to invite one more."""
    _let_in(request)
    form = MandateInvitationForm(request.POST or None)
    shown = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        place = {"realm": data["realm"], "node": data["node"]}
        made, token = invitations.invite(data["email"], Role(data["role"]), by=request.user, **place)
        shown = _handed(request, made, token)
    return _page(request, None, form, _above_fields(form), shown)


@require_POST
@never_cache
def again_above(request: Any, pk: int) -> HttpResponse:
    """Another link, sent or shown."""
    _let_in(request)
    form = MandateInvitationForm()
    shown = _renewed(request, get_object_or_404(Invitation, cluster=None, pk=pk))
    return _page(request, None, form, _above_fields(form), shown)


@require_POST
def withdraw_above(request: Any, pk: int) -> HttpResponse:
    """The link opens nothing any more."""
    _let_in(request)
    _withdrawn(request, get_object_or_404(Invitation, cluster=None, pk=pk))
    return redirect("common:invitations_above")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def open_link(request: Any, token: str) -> HttpResponse:
    """What the invitation gives, and how to take it: with the account one has, a new one, or the sign-in service."""
    invitation = invitations.by_token(token)
    if invitation is None:
        return render(request, "common/invitations/closed.html", status=404)
    try:
        return _opened(request, invitation)
    except invitations.NotOpen:
        return render(request, "common/invitations/closed.html", status=404)


def _opened(request: Any, invitation: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST if request.method == "POST" and not request.user.is_authenticated else None)
    if request.method == "POST" and request.user.is_authenticated:
        invitations.accept(invitation, request.user)
        messages.success(request, _("The role is yours."))
        return redirect(_place(invitation))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = invitations.accept_with_account(invitation, data["username"], data["name"], data["password"])
        except ValidationError as error:
            _tell(form, error)
        else:
            return welcome(request, person, to=_place(invitation))
    context = {
        "invitation": invitation,
        "form": form,
        "provider": provider.configured(),
        "sign_in": f"{reverse('common:sign_in')}?next={request.path}",
    }
    return render(request, "common/invitations/open.html", context, status=400 if form.errors else 200)


def _tell(form: NewAccountForm, error: ValidationError) -> None:
    """Beside the field it is about; what is wrong with a password comes without a field."""
    said = error.message_dict if hasattr(error, "error_dict") else {"password": error.messages}
    for name, texts in said.items():
        for text in texts:
            form.add_error(name if name in form.fields else "username", text)


def _place(invitation: Invitation) -> str:
    if invitation.cluster is None:
        return reverse("common:home")
    return reverse("common:today", kwargs={"cluster": invitation.cluster.key})


def _handed(request: Any, invitation: Invitation, token: str) -> dict[str, Any]:
    """How the link gets to the invited person: by letter, or shown this once."""
    address = outside_address(request, reverse("common:invitation", kwargs={"token": token}))
    sent = invitations.send(invitation, address)
    return {"email": invitation.email, "address": "" if sent else address}


def _renewed(request: Any, invitation: Invitation) -> dict[str, Any] | None:
    try:
        return _handed(request, invitation, invitations.renew(invitation, by=request.user))
    except invitations.NotOpen:
        messages.error(request, _("This invitation was accepted or withdrawn meanwhile."))
        return None


def _withdrawn(request: Any, invitation: Invitation) -> None:
    invitations.withdraw(invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))


def _page(request: Any, cluster: Cluster | None, form: Any, fields: list[Any], shown: Any) -> HttpResponse:
    now = timezone.now()
    context = {
        "form": form,
        "fields": fields,
        "shown": shown,
        "rows": [(one, one.expires_at > now) for one in invitations.of_cluster(cluster)],
        "inside": cluster,
    }
    return render(request, "common/invitations/list.html", context, status=400 if form.errors else 200)


def _above_fields(form: MandateInvitationForm) -> list[Any]:
    return [form[name] for name in ("role", "realm", "region", "industry")]


def _let_in(request: Any) -> None:
    if not may_give_mandates(request.user):
        raise PermissionDenied("invitations above clusters")
