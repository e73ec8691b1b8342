"""The members of a cluster on any day, and the cluster's life; joining, leaving, another part, the next step."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding
from remeslo.core.base.roles import OrganisationRole
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.organisations.forms import JoinForm, LeaveForm, RoleForm, first_day
from remeslo.web.apps.organisations.leftovers import Leftover, leftovers
from remeslo.web.apps.organisations.life import life_of
from remeslo.web.apps.organisations.listing import day_of
from remeslo.web.apps.organisations.models import MemberOf
from remeslo.web.apps.organisations.picking import pickable
from remeslo.web.apps.organisations.reach import Reach
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.services.members import change_role, join, leave
from remeslo.web.apps.organisations.services.trying import tried


@cluster_member_required(Action.SEE_REGISTRY)
def home(request: ClusterRequest) -> HttpResponse:
    """Who takes part on the day, who did and who will, and where the cluster is in its life."""
    today = timezone.localdate()
    day = day_of(request.GET.get("on", "")) or today
    rows = MemberOf.objects.filter(cluster=request.cluster).select_related("entity", "organisation")
    rows = rows.order_by("organisation__position", "organisation_id", "since", "pk")
    every = list(rows)
    on_day = [m for m in every if m.since <= day and (m.until is None or day < m.until)]
    context = {
        "today": today,
        "day": day,
        "is_today": day == today,
        "members": on_day,
        "others": [m for m in every if m not in on_day],
        "life": life_of(request.cluster, day),
        "may_edit": can(request.user, Action.EDIT_REGISTRY, request.cluster),
    }
    return render(request, "organisations/members.html", context)


@cluster_member_required(Action.EDIT_REGISTRY)
def join_cluster(request: ClusterRequest) -> HttpResponse:
    """An organisation becomes a member."""
    form = JoinForm(request.POST or None, initial={"since": first_day(timezone.localdate())})
    form.fields["entity"].pickable = choices = pickable(Reach(request.user))  # type: ignore[attr-defined]
    page = {"title": _("A new member"), "form": form, "pickable": choices}
    if not (request.method == "POST" and form.is_valid()):
        return _form(request, page)
    data = form.cleaned_data

    def act() -> MemberOf:
        role = OrganisationRole(data["role"])
        return join(request.cluster, data["entity"], role, since=data["since"], by=request.user)

    return _decide(request, page, act, _("%(name)s is a member now.") % {"name": data["entity"].name}, ())


@cluster_member_required(Action.EDIT_REGISTRY)
def leave_cluster(request: ClusterRequest, pk: int) -> HttpResponse:
    """A member leaves on a day; what it did stays."""
    member = _member(request, pk)
    form = LeaveForm(request.POST or None, initial={"on": first_day(timezone.localdate())})
    page = {"title": _("A member leaves"), "form": form, "member": member}
    if not (request.method == "POST" and form.is_valid()):
        return _form(request, page)
    on: date = form.cleaned_data["on"]
    named = [x for x in leftovers([member.entity], on) if x.cluster == request.cluster.key]
    told = _("%(name)s is no member from that day on.") % {"name": member.entity.name}
    return _decide(request, page, lambda: leave(member, on=on, by=request.user), told, named)


@cluster_member_required(Action.EDIT_REGISTRY)
def change_part(request: ClusterRequest, pk: int) -> HttpResponse:
    """A member plays another part from a day on."""
    member = _member(request, pk)
    form = RoleForm(request.POST or None, initial={"on": first_day(timezone.localdate()), "role": member.role})
    page = {"title": _("Another part in the cluster"), "form": form, "member": member}
    if not (request.method == "POST" and form.is_valid()):
        return _form(request, page)
    data = form.cleaned_data

    def act() -> MemberOf:
        role, today = OrganisationRole(data["role"]), timezone.localdate()
        return change_role(member, role, on=data["on"], today=today, by=request.user)

    return _decide(request, page, act, _("The part is changed from that day on; the one before stays readable."), ())


def _member(request: ClusterRequest, pk: int) -> MemberOf:
    rows = MemberOf.objects.select_related("entity", "cluster", "organisation")
    return get_object_or_404(rows, pk=pk, cluster=request.cluster)


def _decide(
    request: ClusterRequest, page: dict[str, Any], act: Callable[[], Any], told: str, named: Any
) -> HttpResponse:
    """Shows what the change touches first; with ``sure``, makes it."""
    require(request.user, Action.EDIT_REGISTRY, request.cluster)
    try:
        if "sure" in request.POST:
            act()
            messages.success(request, told)
            return redirect("members:home", cluster=request.cluster.key)
        tried(act)
    except Refused as refusal:
        return _form(request, page, found=refusal.findings, status=409)
    return _form(request, page, named=list(named), is_preview=True)


def _form(
    request: ClusterRequest,
    page: dict[str, Any],
    *,
    found: tuple[Finding, ...] = (),
    named: list[Leftover] | None = None,
    is_preview: bool = False,
    status: int = 200,
) -> HttpResponse:
    if not can(request.user, Action.EDIT_REGISTRY, request.cluster):
        raise PermissionDenied(str(Action.EDIT_REGISTRY))
    context = {**page, "found": found, "named": named, "is_preview": is_preview}
    wrong = 400 if page["form"].is_bound and page["form"].errors else status
    return render(request, "organisations/member_form.html", context, status=wrong)
