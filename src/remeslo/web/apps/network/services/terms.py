"""Agreed terms that are changed here: they stay when a cluster folder is loaded again."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network.enums import Origin, Part
from remeslo.web.apps.network.folder import term_row
from remeslo.web.apps.network.models import TermRow


@transaction.atomic
def put(cluster: Cluster, part: Part, key: str, values: Sequence[Any]) -> None:
    """Everything that is agreed about ``key`` anew, in the place where it was."""
    rows = TermRow.objects.select_for_update().filter(cluster=cluster, part=part)
    held = list(rows.filter(key=key))
    position = held[0].position if held else rows.count()
    rows.filter(key=key).delete()
    TermRow.objects.bulk_create(term_row(cluster, part, v, position, Origin.ENTERED) for v in values)
