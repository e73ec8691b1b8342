"""Organisations that an editor may name in a form."""

from collections.abc import Mapping

from remeslo.web.apps.organisations.models import LegalEntity, MemberOf
from remeslo.web.apps.organisations.reach import Reach


def pickable(reach: Reach) -> Mapping[str, LegalEntity]:
    """By key, every organisation that the person sees; one query."""
    return {e.key: e for e in reach.entities().order_by("name", "key")}


def changeable(reach: Reach) -> Mapping[str, LegalEntity]:
    """By key, those that the person may change: whose open memberships all are in clusters of theirs; two queries."""
    clusters: dict[int, set[int]] = {}
    for entity, cluster in MemberOf.objects.filter(until=None).values_list("entity_id", "cluster_id"):
        clusters.setdefault(entity, set()).add(cluster)
    return {
        key: e for key, e in pickable(reach).items() if reach.may_edit(e.region, frozenset(clusters.get(e.pk, set())))
    }
