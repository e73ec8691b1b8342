"""Everything asks for a signed-in person, unless a view says otherwise."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse


class SignInRequired(LoginRequiredMiddleware):
    """Django's own, and a whole-page redirect when a part of a page asked."""

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
