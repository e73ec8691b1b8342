"""Addresses of this program as others have to write them."""

from typing import Any

from django.conf import settings


def outside_address(request: Any, path: str) -> str:
    """Under the public address of the settings; without one, as the browser reached us."""
    if settings.PUBLIC_URL.hostname:
        return f"{settings.PUBLIC_URL.scheme}://{settings.PUBLIC_URL.netloc}{path}"
    return str(request.build_absolute_uri(path))
