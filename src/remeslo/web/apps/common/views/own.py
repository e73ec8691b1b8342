"""The own account: how I sign in, where I am signed in, the second factor, the password."""

from typing import Any, Final

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.browsers import browser_in_words
from remeslo.web.apps.common.doorkeeper import WITH_CODE
from remeslo.web.apps.common.models import RecoveryCode, SignedIn
from remeslo.web.apps.common.services import keys, second_factor, sessions, totp
from remeslo.web.apps.common.services.accounts import Locked, is_own_password
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.common.services.openid import provider
from remeslo.web.apps.common.views.account import too_many

HOUSE: Final = "Remeslo"
"""The name that a generator of codes shows."""


@never_cache
def home(request: Any) -> HttpResponse:
    """Second factor, password, browsers, sign-in service."""
    here = request.session.session_key
    rows = [(row, browser_in_words(row.browser), row.key == here) for row in sessions.mine(request.user)]
    context = {
        "browsers": sorted(rows, key=lambda r: not r[2]),
        "is_on": second_factor.is_on(request.user),
        "offered": second_factor.is_offered(),
        "must_have": second_factor.must_have(request.user),
        "codes_left": RecoveryCode.objects.filter(user=request.user, used_at=None).count(),
        "has_password": request.user.has_usable_password(),
        "provider": provider.configured(),
        "identities": request.user.outside_identities.filter(issuer=settings.OPENID["issuer"]),
    }
    return render(request, "common/own/home.html", context)


@never_cache
@sensitive_post_parameters("code")
def turn_on(request: Any) -> HttpResponse:
    """The picture with the secret, and the first code, which turns the second factor on."""
    if second_factor.is_on(request.user):
        return redirect("account:home")
    if not second_factor.is_offered():
        raise Http404
    error = ""
    if request.method == "POST":
        codes = second_factor.confirm(request.user, request.POST.get("code", ""))
        if codes is not None:
            request.session[WITH_CODE] = True
            return render(request, "common/own/recovery.html", {"codes": codes, "begun": True})
        error = _("The code doesn't fit. Compare the clocks of both devices and type the newest one.")
    secret = second_factor.begin(request.user).secret
    address = totp.address(secret, request.user.username, HOUSE)
    context = {
        "error": error,
        "picture": _picture(address),
        "address": address,
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "must_have": second_factor.must_have(request.user),
    }
    return render(request, "common/own/second_factor.html", context, status=400 if error else 200)


@require_POST
@sensitive_post_parameters("password")
def turn_off(request: Any) -> HttpResponse:
    """The second factor is not asked for any more; needs the password."""
    if second_factor.must_have(request.user):
        messages.error(request, _("Your role asks for a second factor: it stays on."))
    elif _is_oneself(request):
        second_factor.turn_off(request.user)
        request.session.pop(WITH_CODE, None)
        messages.success(request, _("The second factor is turned off."))
    return redirect("account:home")


@require_POST
@never_cache
@sensitive_post_parameters("password")
def new_codes(request: Any) -> HttpResponse:
    """Ten new recovery codes, shown once; needs the password."""
    if second_factor.is_on(request.user) and _is_oneself(request):
        codes = second_factor.renew_codes(request.user)
        return render(request, "common/own/recovery.html", {"codes": codes, "begun": False})
    return redirect("account:home")


@never_cache
@sensitive_post_parameters("password", "new", "again")
def password(request: Any) -> HttpResponse:
    """Another password; every other browser is signed out, and programs lose their tokens unless they may keep them."""
    if not request.user.has_usable_password():
        raise Http404
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        errors = _wrong_with_passwords(request)
        if not errors:
            _change(request, request.POST["new"])
            messages.success(request, _("The password is changed; other browsers are signed out."))
            if "tokens" in request.POST and (
                ended := keys.withdraw_all(request.user, by=request.user, at=timezone.now())
            ):
                messages.info(request, _("Tokens of programs withdrawn: %(n)s.") % {"n": ended})
            return redirect("account:home")
    context = {"errors": errors, "tokens": request.method != "POST" or "tokens" in request.POST}
    return render(request, "common/own/password.html", context, status=400 if errors else 200)


@require_POST
def end_session(request: Any, pk: int) -> HttpResponse:
    """Sign one other browser out."""
    row = get_object_or_404(SignedIn, pk=pk, user=request.user)
    if row.key != request.session.session_key:
        sessions.end(row, by=request.user)
        messages.success(request, _("That browser is signed out."))
    return redirect("account:home")


@require_POST
def end_others(request: Any) -> HttpResponse:
    """Sign every other browser out."""
    sessions.end_others(request.user, request.session.session_key)
    messages.success(request, _("All other browsers are signed out."))
    return redirect("account:home")


def _wrong_with_passwords(request: Any) -> dict[str, list[str]]:
    new = request.POST.get("new", "")
    try:
        if not is_own_password(request, request.POST.get("password", "")):
            return {"password": [_("That is not your present password.")]}
        validate_password(new, request.user)
    except Locked:
        return {"password": [too_many()]}
    except ValidationError as error:
        return {"new": list(error.messages)}
    return {} if new == request.POST.get("again") else {"again": [_("The two don't agree.")]}


def _change(request: Any, new: str) -> None:
    request.user.set_password(new)
    request.user.save(update_fields=["password"])
    before = request.session.session_key
    update_session_auth_hash(request, request.user)
    sessions.carry_over(before, request)
    sessions.end_others(request.user, request.session.session_key)
    record("account.password", by=request.user, subject=f"user:{request.user.username}")


def _is_oneself(request: Any) -> bool:
    """True with the right password; without a password (signed in by a service only) with a code."""
    given = request.POST.get("password", "")
    try:
        if request.user.has_usable_password():
            right = is_own_password(request, given)
        else:
            right = second_factor.passes(request.user, given, request.META.get("REMOTE_ADDR"))
    except Locked:
        messages.error(request, too_many())
        return False
    if not right:
        messages.error(request, _("That is not right; nothing was changed."))
    return right


def _picture(address: str) -> SafeString:
    """The address as a QR code: one SVG without styles."""
    made = segno.make(address, error="m", micro=False)
    text = made.svg_inline(scale=4, border=3, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    return mark_safe(text)  # made of squares only: nothing of what anybody typed stands in it
