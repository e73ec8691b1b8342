"""
Addresses of the interface: ``api/v1/…``, all behind the same door.

``OPERATIONS`` is what tests walk over, so that no operation is left out.
"""

from typing import Final

from django.urls import URLPattern, path, re_path

from remeslo.web.api.api import API
from remeslo.web.api.document import openapi
from remeslo.web.api.door import door, unknown

app_name = "api"

OPERATIONS: Final = tuple(p for p in API.urls[0] if isinstance(p, URLPattern) and p.name != "api-root")


def _operations() -> list[URLPattern]:
    """What ninja made, each behind the door."""
    return [URLPattern(p.pattern, door(p.callback), p.default_args, p.name) for p in OPERATIONS]


urlpatterns = [
    path("v1/openapi.json", door(openapi), name="openapi"),
    path("v1/", (_operations(), None, None)),
    re_path("^(?P<rest>.*)$", door(unknown), name="unknown"),
]
