"""Everything asks for a signed-in person, unless a view says otherwise."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse


class WithoutNul:
    """Takes the letter NUL out of what is posted: no text needs it, and PostgreSQL keeps none with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The request as it came; forms are looked at just before the view."""
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        """After the protection against forged requests has read the form."""
        if request.method == "POST" and any("\0" in v for _, values in request.POST.lists() for v in values):
            posted = request.POST.copy()
            for key, values in request.POST.lists():
                posted.setlist(key, [v.replace("\0", "") for v in values])
            posted._mutable = False
            request.POST = posted


class SignInRequired(LoginRequiredMiddleware):
    """Django's own, and a whole-page redirect when a part of a page asked."""

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
