"""What every request passes: it is measured, has no letter NUL, and comes from a signed-in person."""

import logging
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from remeslo.web.apps.common.measuring import SLOW_S, answered

_log = logging.getLogger("remeslo.request")


class Measured:
    """Counts answers and their time by route, and logs each with a number that the answer carries too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, counted."""
        began, number = time.perf_counter(), uuid4().hex[:16]
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        match = request.resolver_match
        route = (match.view_name or match.route) if match else "none"
        method = request.method if request.method in _METHODS else "OTHER"
        answered(route, str(method), response.status_code, seconds)
        told = {"request_id": number, "method": method, "route": route, "status": response.status_code}
        extra = {**told, "ms": round(seconds * 1000)}
        if seconds > SLOW_S:
            _log.warning("slow answer of %s: %d ms", route, extra["ms"], extra=extra)
        else:
            _log.info("answered", extra=extra)
        response["X-Request-ID"] = number
        return response


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


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
