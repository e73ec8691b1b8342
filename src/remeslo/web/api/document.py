"""The description of the interface: OpenAPI 3.1 from the operations themselves, with what ninja does not tell."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI

from remeslo.web.api.problems import PREFIX, STATUSES

PROBLEM: Final[dict[str, Any]] = {
    "title": "Problem",
    "description": "Problem details (RFC 9457), in the language of the request.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "errors"],
    "properties": {
        "type": {"type": "string", "enum": [PREFIX + kind for kind in STATUSES]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["place", "code", "detail"],
                "properties": {
                    "place": {"type": "string", "description": "body.requirements.0.text"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


def description(api: NinjaAPI) -> dict[str, Any]:
    """The whole document as JSON data."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/v1/"))
    schema["components"]["schemas"]["Problem"] = PROBLEM
    for operations in schema["paths"].values():
        for operation in operations.values():
            operation["parameters"] = [_without_defaults_of_ninja(p) for p in operation["parameters"]]
    held, used = schema["components"]["schemas"], set(_named(schema["paths"]))
    while more := {n for name in used for n in _named(held[name])} - used:
        used |= more
    schema["components"]["schemas"] = {name: held[name] for name in sorted(used)}
    return schema


def _named(part: Any) -> Iterator[str]:
    """Schemas that a part of the document refers to."""
    if isinstance(part, dict):
        if isinstance(name := part.get("$ref"), str):
            yield name.rpartition("/")[2]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _named(inner)


def _without_defaults_of_ninja(parameter: dict[str, Any]) -> dict[str, Any]:
    """A part of an address is never empty."""
    if parameter["in"] == "path" and parameter["schema"].get("type") == "string":
        parameter["schema"] = {"minLength": 1, "maxLength": 300, **parameter["schema"]}
    return parameter


def openapi(request: HttpRequest) -> JsonResponse:
    """The description, open to everyone: it tells nothing of anybody."""
    from remeslo.web.api.api import API

    return JsonResponse(description(API), json_dumps_params={"ensure_ascii": False})
