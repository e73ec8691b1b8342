"""What stands behind the door: how long somebody has been in, and whether the role asks for a second factor."""

from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.shortcuts import redirect
from django.urls import reverse

from remeslo.web.apps.common.middleware import SignInRequired
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.services import second_factor, sessions

WITH_CODE: Final = "with_code"
"""In a session that was opened with a second factor."""
OPEN: Final = frozenset({"common:sign_out", "account:home", "account:second_factor", "account:password"})
"""Pages for those whose role asks for a second factor that they don't have yet."""


class Doorkeeper(SignInRequired):
    """Looks at everybody who comes to a page for signed-in people; never asks the database on most pages."""

    def process_view(self, request: Any, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        if sessions.is_too_old(request, settings.SESSION_LONGEST_S):
            sessions.forget(request.session.session_key)
            logout(request)
            return self.handle_no_permission(request, view_func)
        sessions.touch(request)
        if self._lacks_code(request):
            return redirect(reverse("account:second_factor"))
        return None

    def _lacks_code(self, request: Any) -> bool:
        return (
            not request.session.get(WITH_CODE)
            and request.resolver_match.view_name not in OPEN
            and second_factor.must_have(request.user)
        )


def keep(request: Any, user: User, **_more: Any) -> None:
    """Somebody signed in, by whatever way."""
    if request is not None:
        sessions.keep(request, user)


user_logged_in.connect(keep, dispatch_uid="remeslo.signed_in")
