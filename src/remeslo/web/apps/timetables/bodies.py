"""Bodies of versions, read once a process: they never change."""

from typing import Any

from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.programmes.values import Memory

_bodies = Memory(20)


def body_of(version: DocumentVersion) -> Any:
    """A version's body; a query when it is not in memory."""
    return _bodies.get(
        version.sha256, lambda: DocumentVersion.objects.values_list("body", flat=True).get(pk=version.pk)
    )
