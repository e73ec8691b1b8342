"""
Who is let in: a token in force, made for this, of a person who may do this here. Asked before anything is looked at.

A stranger to a cluster gets 404, as on the pages; a token without the scope 403 ``no-scope``; a person without the
right 403 ``forbidden``. For a right that a role has for its own things only, the door opens and the operation asks
`require` for each thing.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from remeslo.web.api.enums import Scope
from remeslo.web.api.models import ApiToken
from remeslo.web.api.problems import Problem, Slip, invalid
from remeslo.web.api.reading import sentence
from remeslo.web.api.services.answers import HEADER, MOST_LETTERS, OtherRequest, kept_answer
from remeslo.web.api.services.tokens import allows
from remeslo.web.apps.common.access import ClusterRequest, enter
from remeslo.web.apps.common.permissions import Action, can, can_somewhere


class ApiRequest(ClusterRequest):
    """A request of a program; ``user`` is the person whose token it is, ``told_once`` secrets that the answer tells."""

    token: ApiToken
    refusal: Problem | None
    moment: Any
    told: dict[str, str]
    told_once: list[str]


class Replay(Exception):
    """The request was answered before; carries the answer."""

    def __init__(self, response: Any) -> None:
        super().__init__("answered before")
        self.response = response


class Token:
    """The door of one operation, as ninja calls it."""

    openapi_security_schema = {"type": "http", "scheme": "bearer", "bearerFormat": "rmsl_…"}

    def __init__(self, scope: Scope | None, actions: tuple[Action, ...]) -> None:
        self.scope, self.actions = scope, actions
        self.known: frozenset[str] = frozenset()

    def __call__(self, request: Any) -> ApiToken:
        """The token; raises what the request is refused with."""
        if request.refusal is not None:
            raise request.refusal
        if self.scope is not None and not allows(request.token, self.scope):
            raise Problem(
                "no-scope", headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{self.scope}"'}
            )
        cluster = request.resolver_match.kwargs.get("cluster")
        if cluster is not None:
            self._enter(request, cluster)
        if unknown := sorted(set(request.GET) - self.known):
            raise invalid(
                [Slip(f"query.{n}"[:200], "unknown_parameter", sentence("unknown_parameter")) for n in unknown]
            )
        if request.method == "POST" and HEADER in request.headers:
            _replay(request)
        return request.token  # type: ignore[no-any-return]

    def _enter(self, request: Any, cluster: str) -> None:
        enter(request, cluster)
        if not usable_in(request.token, request.user, request.cluster):
            raise Http404
        for action in self.actions:
            if not can_somewhere(request.user, action, request.cluster):
                raise PermissionDenied(str(action))


def usable_in(token: ApiToken, user: Any, cluster: Any) -> bool:
    """True when the token reaches into this cluster."""
    return token.cluster_id in (None, cluster.pk) and can(user, Action.USE_API, cluster)


def _replay(request: Any) -> None:
    key = request.headers[HEADER]
    if not key.isascii() or not key.isprintable() or not 1 <= len(key) <= MOST_LETTERS:
        raise invalid([Slip("header.Idempotency-Key", "string_pattern_mismatch", sentence("string_pattern_mismatch"))])
    try:
        kept = kept_answer(request.token, request, request.moment)
    except OtherRequest:
        raise Problem("key-reused") from None
    if kept is not None:
        raise Replay(kept)
