"""Signing in and out, language."""

import time
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.doorkeeper import WITH_CODE
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.queries import demo_people
from remeslo.web.apps.common.services import second_factor, sessions
from remeslo.web.apps.common.services.accounts import Locked, address_of, sign_in_with_password
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.common.services.openid import provider

WAITING: Final = "waiting"
"""In the session of somebody who gave the password and not yet the code."""
WAITS_S: Final = 600


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: Any) -> HttpResponse:
    """Name and password; in demo mode one click for each role."""
    if request.user.is_authenticated:
        return redirect(next_address(request))
    error, status = "", 200
    if request.method == "POST":
        try:
            user = sign_in_with_password(request, request.POST.get("username", ""), request.POST.get("password", ""))
        except Locked:
            error, status = too_many(), 429
        else:
            if user:
                return let_in(request, user)
            error, status = _("The name and the password don't fit together. Check the layout of the keyboard."), 400
    people = demo_people() if settings.DEMO else []
    context = {
        "error": error,
        "next": next_address(request),
        "demo_people": people,
        "provider": provider.configured(),
        "username": request.POST.get("username", ""),
    }
    return render(request, "common/sign_in.html", context, status=status)


@login_not_required
@require_POST
def demo_sign_in(request: Any) -> HttpResponse:
    """Sign in as one of the demo people; there is no such page outside demo mode."""
    if not settings.DEMO:
        raise Http404
    user = User.objects.filter(username=request.POST.get("username", ""), demo=True, is_active=True).first()
    if user is None:
        raise Http404
    return welcome(request, user)


@require_POST
def sign_out(request: Any) -> HttpResponse:
    """Leave."""
    record("account.signed_out", by=request.user)
    sessions.forget(request.session.session_key)
    logout(request)
    return redirect("common:sign_in")


@login_not_required
@require_POST
def language(request: Any) -> HttpResponse:
    """Choose the language; kept in a cookie and, signed in, with the account."""
    code = request.POST.get("language", "")
    response = redirect(next_address(request))
    if check_for_language(code) and code in dict(settings.LANGUAGES):
        activate(code)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=code)
    return response


def let_in(request: Any, user: User, *, to: str = "") -> HttpResponse:
    """Somebody who gave the first proof: asked for the second where there is one, and let in."""
    if not second_factor.is_on(user):
        return welcome(request, user, to=to)
    request.session.cycle_key()
    request.session[WAITING] = {
        "user": user.pk,
        "proof": user.get_session_auth_hash(),
        "at": time.time(),
        "next": to or next_address(request),
    }
    return redirect("common:sign_in_code")


@login_not_required
@never_cache
@sensitive_post_parameters("code")
def sign_in_code(request: Any) -> HttpResponse:
    """The code of the second factor, for whoever gave the password in the last ten minutes."""
    waiting = request.session.get(WAITING) or {}
    user = User.objects.filter(pk=waiting.get("user", 0), is_active=True).first()
    fresh = user is not None and time.time() - waiting["at"] <= WAITS_S
    if user is None or not fresh or user.get_session_auth_hash() != waiting["proof"]:
        request.session.pop(WAITING, None)
        return redirect("common:sign_in")
    error, status = "", 200
    if request.method == "POST":
        try:
            passed = second_factor.passes(user, request.POST.get("code", ""), address_of(request))
        except Locked:
            error, status = too_many(), 429
        else:
            if passed:
                del request.session[WAITING]
                return welcome(request, user, to=waiting["next"], with_code=True)
            error, status = _("The code doesn't fit, or was used before. Wait for the next one."), 400
    return render(request, "common/sign_in_code.html", {"error": error}, status=status)


def welcome(request: Any, user: User, *, to: str = "", with_code: bool = False) -> HttpResponse:
    """Signed in, and on to the asked page."""
    goes_to = to or next_address(request)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    if with_code:
        request.session[WITH_CODE] = True
    record("account.signed_in", by=user)
    response = redirect(goes_to)
    if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax"
        )
    messages.success(request, _("Welcome, %(name)s.") % {"name": user.get_full_name()})
    return response


def too_many() -> str:
    """Told whoever guesses."""
    return _("Too many attempts. Wait a quarter of an hour and try again.")


def next_address(request: Any) -> str:
    """Where to go on: an address of ours, or home."""
    wanted: str = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("common:home")
