"""Who looks at boards: which nodes a person may see, and which hidden figures all the same."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from remeslo.core.registry.keys import NodeKind, node_parts
from remeslo.web.apps.boards.trees import PROGRAMME, cluster_of_node, kind_of, unit_of_node
from remeslo.web.apps.common.enums import Realm
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.permissions import Action, can, can_over, can_somewhere, mandates, memberships


@dataclass(frozen=True, slots=True)
class Unit:
    """A college in a cluster, or what is the cluster's own, for asking about rights."""

    cluster_id: int
    owners: tuple[Organisation, ...]


class Audience:
    """
    A reader of boards; asks no query after the person's memberships are known.

    People of a college see their college and their cluster's totals, but no total from which their own figures would
    leave few people of others. Who sees single facts of a cluster sees its hidden figures.
    """

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def clusters(self) -> dict[str, Cluster]:
        """Clusters in which the person may see boards, by key."""
        found = {m.cluster.key: m.cluster for m in memberships(self.user)}
        return {k: c for k, c in found.items() if can_somewhere(self.user, Action.SEE_BOARD, c)}

    @cached_property
    def own_units(self) -> frozenset[str]:
        """Units of organisations that the person belongs to, where the role sees no others."""
        mine = (m for m in memberships(self.user) if m.organisation_id and m.cluster.key in self.clusters)
        return frozenset(f"{m.cluster.key}/{m.organisation.key}" for m in mine if not self.sees_all_of(m.cluster.key))

    def sees_all_of(self, cluster: str) -> bool:
        """True when every college of the cluster may be seen."""
        return cluster in self.clusters and can(self.user, Action.SEE_BOARD, self.clusters[cluster])

    def sees(self, node: str) -> bool:
        """True when the node's board may be seen."""
        kind = kind_of(node)
        if kind == PROGRAMME or kind == NodeKind.UNIT:
            return self.sees_all_of(cluster_of_node(node)) or unit_of_node(node) in self.own_units
        if kind == NodeKind.CLUSTER:
            return cluster_of_node(node) in self.clusters
        return self._over(Action.SEE_BOARD, node)

    def sees_hidden(self, node: str) -> bool:
        """True when hidden figures of the node are shown too."""
        cluster = cluster_of_node(node)
        if not cluster:
            return self._over(Action.SEE_FACTS, node)
        if unit_of_node(node) and unit_of_node(node) in self.own_units:
            return True
        return cluster in self.clusters and can(self.user, Action.SEE_FACTS, self.clusters[cluster])

    def unit_inside(self, node: str) -> str:
        """Key of the own unit within a cluster whose totals the person sees from outside; blank for all others."""
        if kind_of(node) != NodeKind.CLUSTER or self.sees_all_of(cluster_of_node(node)):
            return ""
        key = cluster_of_node(node)
        return next((u for u in sorted(self.own_units) if u.partition("/")[0] == key), "")

    @property
    def realms(self) -> tuple[tuple[str, str], ...]:
        """What the person's mandates are over: kind and name."""
        return tuple(
            (m.realm, m.node) for m in mandates(self.user) if can_over(self.user, Action.SEE_BOARD, m.realm, m.node)
        )

    def _over(self, action: Action, node: str) -> bool:
        kind, name = node_parts(node)  # type: ignore[arg-type]
        if kind in (NodeKind.REGION, NodeKind.INDUSTRY):
            return can_over(self.user, action, kind.value, name)
        return can_over(self.user, action, Realm.COUNTRY)
