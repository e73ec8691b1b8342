"""Whose cards a person may write."""

from dataclasses import dataclass
from typing import Any

from remeslo.web.apps.common.models import Cluster, Organisation, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can


@dataclass(frozen=True, slots=True)
class _CardOf:
    """A card that an employer might state, for asking about rights."""

    cluster_id: int
    owner: Organisation


def employers_of(user: Any, cluster: Cluster, document: VersionedDocument | None = None) -> list[Organisation]:
    """Employers for whom this person may write; a saved card keeps its employer's house."""
    everyone = [o for o in cluster.organisations.all() if o.is_employer or (document and o == document.owner)]
    return [o for o in everyone if can(user, Action.EDIT_CARD, _CardOf(cluster.pk, o))]
