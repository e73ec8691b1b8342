"""Questions over nodes, plans and standings; each takes a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.registry.keys import COUNTRY, NodeKind
from remeslo.web.apps.boards.models import BoardNode, StoredPlan, UnitStanding
from remeslo.web.apps.boards.trees import PROGRAMME, cluster_of_node
from remeslo.web.apps.common.models import Cluster

UPPER = (NodeKind.COUNTRY, NodeKind.REGION, NodeKind.INDUSTRY, NodeKind.ROUND, NodeKind.CLUSTER)


@dataclass(frozen=True, slots=True)
class Place:
    """A node with its name, kind, the hierarchy and node that it lies under, and whom it is compared with."""

    node: str
    name: str
    kind: str
    hierarchy: str
    parent: str
    peer: str


@dataclass(frozen=True)
class Map:
    """The nodes above units of a year, in a view."""

    places: tuple[Place, ...]

    def name_of(self, node: str) -> str:
        """What the node is called; its key where nobody said."""
        return next((p.name for p in self.places if p.node == node and p.name), node.partition(":")[2])

    def way_to(self, node: str, hierarchy: str) -> tuple[str, ...]:
        """Nodes above it in a hierarchy, from the country down."""
        parents = {p.node: p.parent for p in self.places if p.hierarchy == hierarchy}
        way: list[str] = []
        while (above := parents.get(way[-1] if way else node, "")) and above not in way:
            way.append(above)
        return tuple(reversed(way))

    def clusters_under(self, node: str) -> tuple[str, ...]:
        """Clusters below a node, however deep, in the hierarchies that it stands in."""
        if node == COUNTRY:
            return tuple(dict.fromkeys(p.node for p in self.places if p.kind == NodeKind.CLUSTER))
        below = self.below(node)
        return tuple(dict.fromkeys(p.node for p in self.places if p.kind == NodeKind.CLUSTER and p.node in below))

    def below(self, node: str) -> frozenset[str]:
        """Nodes of the map under a node, itself not in it."""
        under: dict[str, list[tuple[str, str]]] = {}
        for p in self.places:
            under.setdefault(p.parent, []).append((p.hierarchy, p.node))
        hierarchies = {p.hierarchy for p in self.places if p.node == node}
        found: set[str] = set()
        waiting = [node]
        while waiting:
            fresh = {n for h, n in under.get(waiting.pop(), ()) if h in hierarchies} - found
            found |= fresh
            waiting += fresh
        return frozenset(found)


def upper_map(period: str, view: str) -> Map:
    """The country, regions, industries, rounds and clusters; one query."""
    return Map(_places(BoardNode.objects.filter(period=period, view=view, kind__in=[k.value for k in UPPER])))


def children_of(node: str, period: str, view: str) -> tuple[Place, ...]:
    """What lies right under a node, in every hierarchy that it stands in; one query."""
    rows = BoardNode.objects.filter(period=period, view=view, parent=node).order_by("hierarchy", "name", "node")
    seen: dict[str, Place] = {}
    for place in _places(rows):
        seen.setdefault(place.node, place)
    return tuple(seen.values())


def place_of(node: str, period: str, view: str) -> Place | None:
    """The node's own row; one query."""
    return next(
        iter(_places(BoardNode.objects.filter(period=period, view=view, node=node).order_by("hierarchy"))), None
    )


def peers_of(place: Place, period: str, view: str) -> tuple[Place, ...]:
    """
    Nodes of the same kind, of clusters and colleges those of the same industry; the node among them; one query.

    A node over others of its kind (a district of regions) is compared with such nodes only.
    """
    if place.kind in (NodeKind.COUNTRY, PROGRAMME):
        return ()
    rows = BoardNode.objects.filter(period=period, view=view, kind=place.kind, peer=place.peer)
    some = [p for p in _places(rows) if not p.node.endswith("/")]
    over = {p.parent for p in some}
    return tuple({p.node: p for p in some if (p.node in over) == (place.node in over)}.values())


def clusters_under(node: str, country: Map) -> tuple[str, ...]:
    """
    Clusters whose plans make a node's: those under it; of a region those that have their seat there (one query).

    A node over regions has those of all its regions.
    """
    if not node.startswith(f"{NodeKind.REGION.value}:"):
        return country.clusters_under(node)
    names = [n.partition(":")[2] for n in (node, *country.below(node))]
    rows = Cluster.objects.filter(region__in=names).order_by("key")
    return tuple(f"{NodeKind.CLUSTER.value}:{key}" for key in rows.values_list("key", flat=True))


def plans_of(clusters: Iterable[str], period: str) -> Mapping[str, Mapping[str, Decimal]]:
    """Plans by indicator and cluster's node; one query."""
    keys = [cluster_of_node(c) for c in clusters]
    found: dict[str, dict[str, Decimal]] = {}
    rows = StoredPlan.objects.filter(cluster__key__in=keys, period=period)
    for key, indicator, plan in rows.values_list("cluster__key", "indicator", "plan"):
        found.setdefault(indicator, {})[f"{NodeKind.CLUSTER.value}:{key}"] = plan
    return found


def standings(clusters: Iterable[int], period: str | None = None) -> list[UnitStanding]:
    """How far units' years have come, of clusters by id; one query. A unit without a row is open."""
    rows = UnitStanding.objects.filter(cluster__in=list(clusters)).select_related("cluster")
    return list((rows.filter(period=period) if period else rows).order_by("cluster__name", "college", "period"))


def _places(rows: Iterable[BoardNode]) -> tuple[Place, ...]:
    return tuple(Place(r.node, r.name, r.kind, r.hierarchy, r.parent, r.peer) for r in rows)
