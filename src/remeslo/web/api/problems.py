"""
Whatever goes wrong, as problem details (RFC 9457): what it is, what to do, and every place of the request at once.

``type`` is a stable name (``urn:remeslo:problem:outdated``), ``title`` and ``detail`` are sentences in the language of
the request.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding
from remeslo.interchange.sentences import say

MEDIA_TYPE: Final = "application/problem+json"
PREFIX: Final = "urn:remeslo:problem:"

STATUSES: Final[Mapping[str, int]] = {
    "unreadable": 400,
    "unauthenticated": 401,
    "no-scope": 403,
    "forbidden": 403,
    "not-found": 404,
    "method": 405,
    "conflict": 409,
    "outdated": 412,
    "too-large": 413,
    "media-type": 415,
    "invalid": 422,
    "key-reused": 422,
    "if-match-needed": 428,
    "too-many": 429,
    "broken": 500,
}
"""Kinds of problems with the status of each."""

TITLES: Final[Mapping[str, Any]] = {
    "unreadable": gettext_lazy("The request can't be read"),
    "unauthenticated": gettext_lazy("A valid token is needed"),
    "no-scope": gettext_lazy("The token was not made for this"),
    "forbidden": gettext_lazy("The role does not include this"),
    "not-found": gettext_lazy("There is no such thing"),
    "method": gettext_lazy("This address does not answer to this method"),
    "conflict": gettext_lazy("This can't be done now"),
    "outdated": gettext_lazy("Somebody saved a newer version meanwhile"),
    "too-large": gettext_lazy("The request is too large"),
    "media-type": gettext_lazy("The body must be JSON"),
    "invalid": gettext_lazy("Some values are not accepted"),
    "key-reused": gettext_lazy("The Idempotency-Key belongs to another request"),
    "if-match-needed": gettext_lazy("Say which version you change"),
    "too-many": gettext_lazy("Too many requests"),
    "broken": gettext_lazy("Something went wrong on our side"),
}

TODO: Final[Mapping[str, str]] = {
    "unauthenticated": gettext_noop("Send the header “Authorization: Bearer …” with a token that is in force."),
    "not-found": gettext_noop("The address is mistyped, the thing is withdrawn, or it is not yours to see."),
    "forbidden": gettext_noop("The person whose token it is may not do this here."),
    "outdated": gettext_noop("Read the thing again, put your change on what it is now, and send its new ETag."),
    "if-match-needed": gettext_noop("Send the ETag of the version that you read in the header If-Match."),
    "key-reused": gettext_noop("Make a new key for every new request; repeat a key only with the very same request."),
    "media-type": gettext_noop("Send the header “Content-Type: application/json”."),
    "broken": gettext_noop("Nothing was saved half. Try again; if it happens once more, tell the administrator when."),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing wrong: ``place`` as a path (``body.requirements.0.text``), a stable code, a sentence."""

    place: str
    code: str
    detail: str


class Problem(Exception):
    """A request that is answered with problem details."""

    def __init__(
        self, kind: str, detail: str = "", *, slips: Iterable[Slip] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.slips, self.headers = kind, detail, tuple(slips), headers or {}

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUSES[self.kind]


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as a response."""
    told = TODO.get(problem.kind)
    body: dict[str, Any] = {
        "type": PREFIX + problem.kind,
        "title": str(TITLES[problem.kind]),
        "status": problem.status,
        "detail": problem.detail or (_(told) if told else str(TITLES[problem.kind])),
        "instance": request.path,
        "errors": [asdict(s) for s in problem.slips],
    }
    response = JsonResponse(body, status=problem.status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = MEDIA_TYPE
    for name, value in problem.headers.items():
        response[name] = value
    return response


def invalid(slips: Sequence[Slip]) -> Problem:
    """Values that are not accepted, all of them."""
    return Problem("invalid", " ".join(dict.fromkeys(s.detail for s in slips[:3])), slips=slips)


def wrong(place: str, code: str, detail: str) -> Problem:
    """One value that is not accepted."""
    return invalid([Slip(place, code, detail)])


def broken_rules(findings: Iterable[Finding], detail: str) -> Problem:
    """An act that rules stop: 409 with every finding in words."""
    slips = [Slip(f.where, f.code, say(f, language()).what) for f in findings]
    return Problem("conflict", detail, slips=slips)


def language() -> str:
    """The language of the request, as sentences of findings know it."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def outdated() -> Problem:
    """Somebody was faster."""
    return Problem("outdated")
