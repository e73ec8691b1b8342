"""Names of everything the registry speaks of; a node's name begins with its kind."""

from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey

EntityKey = NewType("EntityKey", str)
"""A legal entity across all clusters: ``skmm``."""
ClusterKey = NewType("ClusterKey", str)
UnitKey = NewType("UnitKey", str)
"""A college in a cluster, the smallest thing a figure is of: ``severokamsk/skmm`` (see `unit_key`)."""
NodeKey = NewType("NodeKey", str)
"""A node of a hierarchy: ``country``, ``industry:Metallurgy``, ``cluster:severokamsk``, ``unit:severokamsk/skmm``."""
SuccessionKey = NewType("SuccessionKey", str)


class NodeKind(StrEnum):
    """What a node is; the word that its key begins with."""

    COUNTRY = "country"
    REGION = "region"
    INDUSTRY = "industry"
    ROUND = "round"
    CLUSTER = "cluster"
    ENTITY = "entity"
    UNIT = "unit"


COUNTRY = NodeKey(NodeKind.COUNTRY.value)
"""The root of every hierarchy."""


def node_key(kind: NodeKind, name: str) -> NodeKey:
    """The node of this kind and name (a region's or industry's name is the text that clusters have)."""
    return COUNTRY if kind is NodeKind.COUNTRY else NodeKey(f"{kind.value}:{name}")


def node_parts(node: NodeKey) -> tuple[NodeKind, str]:
    """Kind and name of a node; raises ProblemError for what is no node."""
    kind, _colon, name = node.partition(":")
    if kind not in tuple(NodeKind) or bool(name) == (kind == NodeKind.COUNTRY):
        raise ProblemError(f"{node!r} is no node: a kind and, but for the country, a name.")
    return NodeKind(kind), name


def unit_key(cluster: ClusterKey | str, organisation: OrganisationKey | str) -> UnitKey:
    """A college in a cluster; neither key holds a slash."""
    return UnitKey(f"{cluster}/{organisation}")


def unit_parts(unit: UnitKey) -> tuple[ClusterKey, OrganisationKey]:
    """The cluster and the organisation in it."""
    cluster, slash, organisation = unit.partition("/")
    if not (cluster and slash and organisation):
        raise ProblemError(f"{unit!r} is no unit: cluster key, slash, organisation key.")
    return ClusterKey(cluster), OrganisationKey(organisation)


def unit_node(unit: UnitKey) -> NodeKey:
    """The node that stands for a unit."""
    return NodeKey(f"{NodeKind.UNIT.value}:{unit}")
