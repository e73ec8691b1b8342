"""Signing in and out, language."""

from typing import Any

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

from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.queries import demo_people
from remeslo.web.apps.common.services.accounts import Locked, sign_in_with_password
from remeslo.web.apps.common.services.log import record


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: Any) -> HttpResponse:
    """Name and password; in demo mode one click for each role."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    error, status = "", 200
    if request.method == "POST":
        try:
            user = sign_in_with_password(request, request.POST.get("username", ""), request.POST.get("password", ""))
        except Locked:
            error, status = _("Too many attempts. Wait a quarter of an hour and try again."), 429
        else:
            if user:
                return _welcome(request, user)
            error, status = _("The name and the password don't fit together. Check the layout of the keyboard."), 400
    people = demo_people() if settings.DEMO else []
    context = {
        "error": error,
        "next": _next(request),
        "demo_people": people,
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
    return _welcome(request, user)


@require_POST
def sign_out(request: Any) -> HttpResponse:
    """Leave."""
    record("account.signed_out", by=request.user)
    logout(request)
    return redirect("common:sign_in")


@login_not_required
@require_POST
def language(request: Any) -> HttpResponse:
    """Choose the language; kept in a cookie and, signed in, with the account."""
    code = request.POST.get("language", "")
    response = redirect(_next(request))
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


def _welcome(request: Any, user: User) -> HttpResponse:
    login(request, user)
    record("account.signed_in", by=user)
    response = redirect(_next(request))
    if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax"
        )
    messages.success(request, _("Welcome, %(name)s.") % {"name": user.get_full_name()})
    return response


def _next(request: Any) -> str:
    """Where to go on: an address of ours, or home."""
    wanted: str = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("common:home")
