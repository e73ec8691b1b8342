"""Whose cards a person may write."""

from typing import Any

from remeslo.web.apps.common.models import Cluster, Organisation, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can, own_organisations


def employers_of(user: Any, cluster: Cluster, document: VersionedDocument | None = None) -> list[Organisation]:
    """Employers for whom this person may write; a saved card keeps its employer's house."""
    everyone = [o for o in cluster.organisations.all() if o.is_employer or (document and o == document.owner)]
    if can(user, Action.EDIT_CARD, cluster):
        return everyone
    return list(own_organisations(user, cluster, everyone))
