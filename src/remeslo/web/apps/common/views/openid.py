"""Signing in by the sign-in service: to it, back from it, and joining it to the account one has."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from remeslo.web.apps.common.outside import outside_address
from remeslo.web.apps.common.services.openid import flow, people, provider
from remeslo.web.apps.common.services.openid.provider import Provider
from remeslo.web.apps.common.views.account import let_in, next_address

_log = logging.getLogger("remeslo.openid")


@login_not_required
@never_cache
@require_safe
def set_out(request: Any) -> HttpResponse:
    """To the service; a link and not a form, since the content policy lets forms go nowhere else."""
    service = _service()
    if request.user.is_authenticated:
        return redirect(next_address(request))
    try:
        return redirect(flow.set_out(request, service, _back(request), next=next_address(request)))
    except provider.ProviderFailed as error:
        return _refused(request, service, _("The sign-in service does not answer. Try again later."), error)


@login_not_required
@never_cache
@require_safe
def come_back(request: Any) -> HttpResponse:
    """From the service: signed in, joined to the account that set out, or told why not."""
    service = _service()
    try:
        claims, kept = flow.come_back(request, service)
    except flow.Refused as error:
        return _refused(request, service, _("The answer did not fit what was asked. Begin again from here."), error)
    except provider.ProviderFailed as error:
        return _refused(request, service, _("The sign-in service does not answer. Try again later."), error)
    if kept.get("joins"):
        return _join(request, service, claims, kept["joins"])
    if request.user.is_authenticated:
        return redirect(kept["next"])
    person = people.person_of(claims)
    if person is None:
        told = _("Nobody here is known by this account. Ask an administrator of your cluster to invite you.")
        return _refused(request, service, told, None, status=403)
    return let_in(request, person, to=kept["next"])


@require_POST
@never_cache
def connect(request: Any) -> HttpResponse:
    """A page with the link to the service, whose account will be joined to the own one."""
    service = _service()
    try:
        address = flow.set_out(request, service, _back(request), joins=request.user.pk)
    except provider.ProviderFailed as error:
        return _refused(request, service, _("The sign-in service does not answer. Try again later."), error)
    return render(request, "common/own/connect.html", {"provider": service, "address": address})


@require_POST
def disconnect(request: Any) -> HttpResponse:
    """The service's account is not mine any more; only for those who have a password too."""
    _service()
    if request.user.has_usable_password():
        people.disconnect(request.user)
        messages.success(request, _("You sign in with your password only."))
    return redirect("account:home")


def _join(request: Any, service: Provider, claims: flow.Claims, who: int) -> HttpResponse:
    if not request.user.is_authenticated or request.user.pk != who:
        told = _("The answer did not fit what was asked. Begin again from here.")
        return _refused(request, service, told, None)
    try:
        people.connect(request.user, claims)
    except people.TakenByAnother:
        messages.error(request, _("That account of the service belongs to somebody else here."))
    else:
        messages.success(request, _("From now on you can sign in by %(service)s.") % {"service": service.name})
    return redirect("account:home")


def _service() -> Provider:
    service = provider.configured()
    if service is None:
        raise Http404
    return service


def _back(request: Any) -> str:
    return outside_address(request, reverse("common:openid_back"))


def _refused(request: Any, service: Provider, told: str, why: Exception | None, status: int = 400) -> HttpResponse:
    if why is not None:
        _log.warning("signing in by the service was refused: %s", why)
    context = {"provider": service, "told": told}
    return render(request, "common/openid_refused.html", context, status=status)
