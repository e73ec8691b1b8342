"""Another place in a hierarchy from a day on."""

from datetime import date

from remeslo.core.base.findings import Finding
from remeslo.core.registry.keys import NodeKey, NodeKind, node_key, node_parts
from remeslo.core.registry.placement import Hierarchy
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.derived import name_nodes
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, Placement
from remeslo.web.apps.organisations.services.judging import Refused, judged


def place_cluster(
    cluster: Cluster, hierarchy: Hierarchy, parent: NodeKey, *, on: date, today: date, by: User | None
) -> Placement:
    """
    The cluster lies under another industry or funding round from a day on; its row names the industry of today.

    Raises Refused when it lies there already, or the day is not after the place that holds.
    """
    with judged(cluster):
        child = node_key(NodeKind.CLUSTER, cluster.key)
        row = _move(hierarchy, child, parent, on, Placement(cluster=cluster))
        if hierarchy is Hierarchy.INDUSTRY and on <= today:
            Cluster.objects.filter(pk=cluster.pk).update(industry=node_parts(parent)[1])
        _log(cluster, child, parent, hierarchy, on, by)
    return row


def place_entity(entity: LegalEntity, parent: NodeKey, *, on: date, today: date, by: User | None) -> Placement:
    """The organisation lies in another region from a day on; its own row names the region of today."""
    clusters = Cluster.objects.filter(members__in=MemberOf.objects.filter(entity=entity)).distinct()
    with judged(*clusters):
        child = node_key(NodeKind.ENTITY, entity.key)
        row = _move(Hierarchy.REGION, child, parent, on, Placement(entity=entity))
        if on <= today:
            LegalEntity.objects.filter(pk=entity.pk).update(region=node_parts(parent)[1])
        _log(None, child, parent, Hierarchy.REGION, on, by)
    return row


def _move(hierarchy: Hierarchy, child: NodeKey, parent: NodeKey, on: date, row: Placement) -> Placement:
    rows = Placement.objects.select_for_update().filter(hierarchy=hierarchy.value, child=child)
    last = rows.order_by("-since").first()
    if last is not None and last.until is None:
        if last.parent == parent:
            raise Refused(Finding("registry.place_same", child, {"node": child, "parent": parent}))
        if on <= last.since:
            raise Refused(Finding("registry.no_day_back", child, {"since": last.since, "on": on}))
        Placement.objects.filter(pk=last.pk).update(until=on)
    row.hierarchy, row.child, row.parent, row.since = hierarchy.value, child, parent, on
    row.save()
    name_nodes()
    return row


def _log(
    cluster: Cluster | None, child: NodeKey, parent: NodeKey, hierarchy: Hierarchy, on: date, by: User | None
) -> None:
    facts = {"hierarchy": hierarchy.value, "parent": parent, "on": on.isoformat()}
    record("registry.placed", by=by, cluster=cluster, subject=child, **facts)
