"""
Answers to requests with an ``Idempotency-Key``: written in the transaction of what the request did, replayed after it.

Only answers below 400 are kept: what was refused did nothing, and may be tried again under the same key. Secrets that
an answer tells once are not kept with it.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse

from remeslo.web.api.models import ApiToken, KeptAnswer

HEADER: Final = "Idempotency-Key"
KEPT: Final = timedelta(hours=24)
MOST_LETTERS: Final = 200
_HEADERS: Final = ("Content-Type", "ETag", "Location")


class OtherRequest(Exception):
    """The key came with another request before."""


def digest_of(request: HttpRequest) -> str:
    """What tells one request from another: method, address and body."""
    head = f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(head.encode() + request.body).hexdigest()


def kept_answer(token: ApiToken, request: HttpRequest, at: datetime) -> HttpResponse | None:
    """The answer given before to this very request; raises OtherRequest."""
    row = KeptAnswer.objects.filter(token=token, key=request.headers[HEADER], at__gt=at - KEPT).first()
    if row is None:
        return None
    if row.sha256 != digest_of(request):
        raise OtherRequest
    response = HttpResponse(bytes(row.body), status=row.status, headers=row.headers)
    response["Idempotency-Replayed"] = "true"
    return response


def keep_answer(
    token: ApiToken, request: HttpRequest, response: HttpResponse, at: datetime, secrets: Iterable[str] = ()
) -> None:
    """Keep an answer without what is told once; raises IntegrityError when the same key was used at the same moment."""
    KeptAnswer.objects.filter(token=token, at__lte=at - KEPT).delete()
    body = response.content
    for secret in secrets:
        body = body.replace(secret.encode(), b"")
    KeptAnswer.objects.create(
        token=token,
        key=request.headers[HEADER],
        sha256=digest_of(request),
        status=response.status_code,
        headers={name: response[name] for name in _HEADERS if name in response},
        body=body,
        at=at,
    )
