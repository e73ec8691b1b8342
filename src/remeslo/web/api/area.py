"""An area of the interface: its operations, each with its scope, its right, and what it says of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from ninja import Router

from remeslo.web.api.access import Token
from remeslo.web.api.enums import Scope
from remeslo.web.api.problems import STATUSES
from remeslo.web.api.services.answers import HEADER, MOST_LETTERS
from remeslo.web.apps.common.permissions import Action

View = Callable[..., Any]
IN_CLUSTER: Final = "/clusters/{cluster}"
_ALWAYS: Final = (401, 403, 404, 422, 429, 500)
_DESCRIPTIONS: Final = {status: kind for kind, status in reversed(list(STATUSES.items()))}
IF_MATCH: Final = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "ETag of the version that the change was made on.",
}
KEY: Final = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": MOST_LETTERS, "pattern": "^[!-~]+$"},
    "description": "The same key with the same request acts once and gives the same answer, for 24 hours.",
}


@dataclass
class Area:
    """
    Operations under one path.

    Parameters
    ----------
    tag
        Name in the description.
    read, write
        Scopes; an operation that reads needs the first, any other the second.
    """

    tag: str
    read: Scope
    write: Scope | None = None
    router: Router = field(default_factory=Router)

    def get(
        self, path: str, *actions: Action, out: Any, tagged: bool = False, media: str = "", scope: Scope | None = None
    ) -> Callable[[View], View]:
        """Reading; ``tagged`` answers carry an ETag, ``media`` is the type of an answer that is a file."""
        extra: dict[str, Any] = {"parameters": [], "responses": _problems()}
        if tagged:
            extra["responses"][200] = {"headers": {"ETag": _TAG}}
        if media:
            extra["responses"][200] = {"content": {media: {"schema": {"type": "string", "format": "binary"}}}}
        return self._add("get", path, actions, scope or self.read, {200: None if media else out}, extra)

    def post(
        self, path: str, *actions: Action, out: Any, status: int = 200, if_match: bool = False
    ) -> Callable[[View], View]:
        """An act; repeated with its key it acts once."""
        return self._add("post", path, actions, self.write, {status: out}, _changing(status, if_match, [KEY]))

    def put(self, path: str, *actions: Action, out: Any) -> Callable[[View], View]:
        """The next version of a thing; always says which one it was made on."""
        return self._add("put", path, actions, self.write, {200: out}, _changing(200, True, []))

    def _add(
        self, method: str, path: str, actions: tuple[Action, ...], scope: Scope | None, out: Any, extra: dict[str, Any]
    ) -> Callable[[View], View]:
        def decorate(view: View) -> View:
            token = Token(scope, actions)
            extra["x-scope"] = scope.value if scope else None
            extra["x-rights"] = [a.value for a in actions]
            add = getattr(self.router, method)
            name = view.__name__.strip("_")
            made = add(
                path,
                response=out,
                auth=token,
                tags=[self.tag],
                summary=_summary(view),
                operation_id=f"{self.tag.replace(' ', '_')}_{name}",
                url_name=f"{self.tag.replace(' ', '_')}_{name}",
                openapi_extra=extra,
                exclude_none=False,
            )(view)
            token.known = _query_names(view)
            return made  # type: ignore[no-any-return]

        return decorate


_TAG: Final = {"schema": {"type": "string"}, "description": "Send it back in If-Match when you change the thing."}


def _query_names(view: View) -> frozenset[str]:
    operation = view._ninja_operation  # type: ignore[attr-defined]
    names: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            names |= set(getattr(model, "__ninja_flatten_map__", {}))
    return frozenset(names)


def _summary(view: View) -> str:
    """The first sentence of what the operation says of itself."""
    return (view.__doc__ or "").strip().splitlines()[0].rstrip(".")


def _changing(status: int, if_match: bool, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    more = (400, 409, 413, 415, *((412, 428) if if_match else ()))
    return {
        "parameters": [*parameters, *([IF_MATCH] if if_match else [])],
        "responses": _problems(*more),
    }


def _problems(*more: int) -> dict[int, dict[str, Any]]:
    """What may be answered instead."""
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {s: {"description": _DESCRIPTIONS[s], "content": body} for s in sorted({*_ALWAYS, 400, *more})}
