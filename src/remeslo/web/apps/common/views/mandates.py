"""Who has a role over all clusters of a region, an industry, the country."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.forms import MandateForm
from remeslo.web.apps.common.models import Membership
from remeslo.web.apps.common.permissions import may_give_mandates, may_reset_second_factor
from remeslo.web.apps.common.services import second_factor
from remeslo.web.apps.common.services.access import give_mandate, make_account, take_mandate


def people(request: Any) -> HttpResponse:
    """Mandates, and a form to give one more."""
    _let_in(request)
    form = MandateForm(request.POST or None)
    password = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = data["person"]
        if person is None:
            person, password = make_account(data["username"], data["name"])
        give_mandate(person, Role(data["role"]), Realm(data["realm"]), data["node"], by=request.user)
        if not password:
            messages.success(request, _("The role is given."))
            return redirect("common:mandates")
    rows = Membership.objects.filter(cluster=None).select_related("user").order_by("user__name", "role", "id")
    choices = [form[name] for name in ("role", "realm", "region", "industry")]
    context = {"form": form, "mandates": rows, "password": password, "choices": choices}
    context["with_factor"] = second_factor.among(m.user_id for m in rows)
    return render(request, "common/mandates.html", context, status=400 if form.errors else 200)


@require_POST
def take(request: Any, pk: int) -> HttpResponse:
    """Take a mandate away."""
    _let_in(request)
    take_mandate(get_object_or_404(Membership.objects.select_related("user"), cluster=None, pk=pk), by=request.user)
    messages.success(request, _("The role is taken away."))
    return redirect("common:mandates")


@require_POST
def reset_second_factor(request: Any, pk: int) -> HttpResponse:
    """For somebody who lost generator and codes."""
    _let_in(request)
    mandate = get_object_or_404(Membership.objects.select_related("user"), cluster=None, pk=pk)
    if not may_reset_second_factor(request.user, mandate.user):
        raise PermissionDenied("the own second factor")
    second_factor.reset(mandate.user, by=request.user)
    messages.success(request, _("The second factor is reset; the person is signed out everywhere."))
    return redirect("common:mandates")


def _let_in(request: Any) -> None:
    if not may_give_mandates(request.user):
        raise PermissionDenied("mandates")
