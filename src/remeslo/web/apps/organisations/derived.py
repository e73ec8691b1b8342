"""What a cluster's own row and its list of members say of the registry, where nothing better is known."""

from datetime import date

from remeslo.core.registry.keys import NodeKind, node_key
from remeslo.core.registry.placement import NO_ROUND, Hierarchy
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.organisations.enums import EntityKind, Origin
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, Node, Placement

KIND_OF_ROLE = {
    "base_college": EntityKind.COLLEGE,
    "network_college": EntityKind.COLLEGE,
    "anchor_employer": EntityKind.ENTERPRISE,
    "partner_employer": EntityKind.ENTERPRISE,
    "corporate_university": EntityKind.CORPORATE_UNIVERSITY,
    "region_authority": EntityKind.AUTHORITY,
    "managing_body": EntityKind.ASSOCIATION,
}
NO_INDUSTRY, NO_REGION = "industry:none", "region:none"
"""Clusters and organisations that name none lie here, so that the trees hold them too."""


def plain_name(node: str) -> str:
    """The text that a node's name is; blank for the nodes of those that name none."""
    return "" if node in (NO_INDUSTRY, NO_REGION) else node.partition(":")[2]


def derive(cluster: Cluster) -> None:
    """
    Give every organisation of the cluster a legal entity and a membership, and everything its places, unless there.

    What was derived before is derived anew: the cluster's industry or region may have changed. Derived rows begin on
    1 January of the year in which the cluster begins, and are never written to a folder.
    """
    since = date(cluster.start_year, 1, 1)
    MemberOf.objects.filter(cluster=cluster, origin=Origin.DERIVED).delete()
    Placement.objects.filter(cluster=cluster, origin=Origin.DERIVED).delete()
    _derive_members(cluster, since)
    members = LegalEntity.objects.filter(members__cluster=cluster).distinct()
    Placement.objects.filter(entity__in=members, origin=Origin.DERIVED).delete()
    rows = [*_places_of_cluster(cluster, since), *_places_of_entities(cluster, since)]
    Placement.objects.bulk_create(rows, ignore_conflicts=True)
    name_nodes()


def name_nodes() -> None:
    """A row for each region, industry and funding round that a place names."""
    named = set(Placement.objects.order_by().values_list("parent", flat=True).distinct())
    held = set(Node.objects.values_list("key", flat=True))
    Node.objects.bulk_create(
        (Node(key=key, title=key.partition(":")[2]) for key in sorted(named - held) if ":" in key),
        ignore_conflicts=True,
    )


def _derive_members(cluster: Cluster, since: date) -> None:
    without = list(Organisation.objects.filter(cluster=cluster, members__isnull=True))
    rows = [
        LegalEntity(
            key=f"{cluster.key}.{o.key}",
            name=o.name,
            kind=KIND_OF_ROLE.get(o.role, EntityKind.OTHER),
            region=cluster.region,
            settlement=o.settlement,
            origin=Origin.DERIVED,
        )
        for o in without
    ]
    LegalEntity.objects.bulk_create(rows, ignore_conflicts=True)
    entities = LegalEntity.objects.in_bulk([r.key for r in rows], field_name="key")
    stale = []
    for row in rows:
        held = entities[row.key]
        if held.origin == Origin.DERIVED and (held.name, held.region, held.settlement, held.kind) != (
            row.name,
            row.region,
            row.settlement,
            row.kind,
        ):
            held.name, held.region, held.settlement, held.kind = row.name, row.region, row.settlement, row.kind
            stale.append(held)
    LegalEntity.objects.bulk_update(stale, ["name", "region", "settlement", "kind"])
    MemberOf.objects.bulk_create(
        MemberOf(
            entity=entities[f"{cluster.key}.{o.key}"],
            cluster=cluster,
            organisation=o,
            role=o.role,
            since=since,
            origin=Origin.DERIVED,
        )
        for o in without
    )


def _places_of_cluster(cluster: Cluster, since: date) -> list[Placement]:
    child = node_key(NodeKind.CLUSTER, cluster.key)
    industry = node_key(NodeKind.INDUSTRY, cluster.industry) if cluster.industry else NO_INDUSTRY
    wanted = {Hierarchy.INDUSTRY: industry, Hierarchy.ROUND: NO_ROUND}
    there = set(Placement.objects.filter(child=child).values_list("hierarchy", flat=True))
    began = min([since, *MemberOf.objects.filter(cluster=cluster).values_list("since", flat=True)])
    return [
        Placement(hierarchy=h.value, child=child, parent=parent, since=began, cluster=cluster, origin=Origin.DERIVED)
        for h, parent in wanted.items()
        if h.value not in there
    ]


def _places_of_entities(cluster: Cluster, since: date) -> list[Placement]:
    """Of every organisation with a part in the cluster that has no region yet, from its first day in any cluster."""
    first: dict[int, date] = {}
    rows = MemberOf.objects.filter(entity__members__cluster=cluster).distinct()
    for pk, begins in rows.values_list("entity", "since"):
        first[pk] = min(first.get(pk, begins), begins)
    placed = Placement.objects.filter(hierarchy=Hierarchy.REGION.value, entity__in=first)
    without = LegalEntity.objects.filter(pk__in=set(first) - set(placed.values_list("entity", flat=True)))
    return [
        Placement(
            hierarchy=Hierarchy.REGION.value,
            child=node_key(NodeKind.ENTITY, e.key),
            parent=node_key(NodeKind.REGION, region) if (region := e.region or cluster.region) else NO_REGION,
            since=min(first[e.pk], since),
            entity=e,
            origin=Origin.DERIVED,
        )
        for e in without
    ]
