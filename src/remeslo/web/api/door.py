"""
Around every address of the interface: whose token it is, one transaction for a request with a key, the answer's head.

Whatever happens, also in the framework before an operation is reached, the answer is JSON.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from remeslo.web.api.access import Replay
from remeslo.web.api.problems import Problem, answer
from remeslo.web.api.services.answers import HEADER, OtherRequest, keep_answer, kept_answer
from remeslo.web.api.services.tokens import A_MINUTE, count_request, token_of

log = logging.getLogger("remeslo.api")
MOST_BYTES: Final = 1024 * 1024
_BODIES: Final = ("POST", "PUT", "PATCH")
View = Callable[..., HttpResponse]


def door(view: View) -> View:
    """The view behind the door; no session is looked at, so that no page of another site can act for anybody."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def inside(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.moment = timezone.now()
        request.told, request.told_once = {}, []
        try:
            _refuse_unreadable(request, kwargs)
            _know(request)
            response = _once(view, request, *args, **kwargs)
        except Problem as problem:
            response = answer(request, problem)
        except Replay as replay:
            response = replay.response
        except Exception:
            log.exception("the API failed")
            response = answer(request, Problem("broken"))
        return _finished(request, response)

    return inside


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """No operation has this address."""
    return answer(request, Problem("not-found"))


def _refuse_unreadable(request: Any, kwargs: dict[str, Any]) -> None:
    if any("\0" in str(v) for v in kwargs.values()):
        raise Problem("not-found")
    if any("\0" in text for pair in request.GET.lists() for text in (pair[0], *pair[1])):
        raise Problem("unreadable")
    if request.method not in _BODIES:
        return
    if request.content_type.startswith("multipart/"):  # read already, before any view: its body is gone
        raise Problem("media-type")
    try:
        if len(request.body) > MOST_BYTES:
            raise Problem("too-large")
    except RequestDataTooBig:
        raise Problem("too-large") from None
    except UnreadablePostError:
        raise Problem("unreadable") from None
    if request.body and request.content_type != "application/json":
        raise Problem("media-type")


def _know(request: Any) -> None:
    """Whose request it is: the person of the token, and nobody of a session."""
    request.user, request.token = AnonymousUser(), None
    request.refusal = Problem("unauthenticated", headers={"WWW-Authenticate": 'Bearer realm="remeslo"'})
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    token = token_of(text.strip(), request.moment) if kind.lower() == "bearer" else None
    if token is None:
        return
    request.user, request.token, request.refusal = token.user, token, None
    if wait := count_request(token, request.moment):
        request.refusal = Problem("too-many", headers={"Retry-After": str(wait), "RateLimit-Limit": str(A_MINUTE)})


def _once(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer; of a request with a key it is written together with what the request did, or neither is."""
    if request.method != "POST" or HEADER not in request.headers or request.token is None:
        return view(request, *args, **kwargs)
    try:
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            elif "Idempotency-Replayed" not in response:
                for name, value in request.told.items():
                    response[name] = value
                keep_answer(request.token, request, response, request.moment, request.told_once)
            return response
    except IntegrityError:
        try:
            kept = kept_answer(request.token, request, request.moment)
        except OtherRequest:
            raise Problem("key-reused") from None
        if kept is None:
            raise
        return kept


def _finished(request: Any, response: HttpResponse) -> HttpResponse:
    if response.status_code == 405 and "json" not in response["Content-Type"]:
        response = answer(request, Problem("method", headers={"Allow": response["Allow"]}))
    if response.status_code < 400:
        for name, value in request.told.items():
            response[name] = value
    tag = response.get("ETag")
    if request.method == "GET" and response.status_code == 200 and tag in _tags(request.headers.get("If-None-Match")):
        response = HttpResponse(status=304, headers={"ETag": tag or ""})
        del response["Content-Type"]
    response.setdefault("Cache-Control", "private, no-cache")
    response.setdefault("X-Content-Type-Options", "nosniff")
    patch_vary_headers(response, ("Authorization", "Accept-Language"))
    return response


def _tags(header: str | None) -> list[str]:
    """Tags of a header, compared weakly as the standard has it for reading."""
    return [t.strip().removeprefix("W/") for t in (header or "").split(",") if t.strip()]
