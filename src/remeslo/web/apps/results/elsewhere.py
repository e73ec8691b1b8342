"""What boards above this app hide of the same figures: shown here, it could be put together with those."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.module_loading import import_string

HIDING: Final = "remeslo.web.apps.boards.hiding.hidden_here"
"""A function ``(cluster, year) -> frozenset of (indicator, place)``; passed over where the app is not there."""


def hidden_elsewhere(request: Any, year: int) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Figures of the cluster and year that are hidden there; one query a request and year."""
    kept: dict[int, frozenset[tuple[str, tuple[str, ...]]]] = getattr(request, "_hidden_elsewhere", {})
    if year not in kept:
        kept[year] = _hiding()(request.cluster, year)
        request._hidden_elsewhere = kept
    return kept[year]


def _hiding() -> Callable[..., frozenset[tuple[str, tuple[str, ...]]]]:
    try:
        found: Callable[..., frozenset[tuple[str, tuple[str, ...]]]] = import_string(HIDING)
    except ImportError:
        return lambda _cluster, _year: frozenset()
    return found
