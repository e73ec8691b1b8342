"""Places in hierarchies: what lies under what, from day to day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.registry.keys import NodeKey, NodeKind, node_parts
from remeslo.core.registry.spans import Span, span


class Hierarchy(StrEnum):
    """
    A tree over all units; they stand beside each other, and each holds every unit once on every day of its life.

    The way up from a unit: ``cluster``: cluster, country; ``industry``: cluster, industry, country; ``region``: legal
    entity, region, country; ``round``: cluster, funding round, country. Further nodes may lie between.
    """

    CLUSTER = "cluster"
    INDUSTRY = "industry"
    REGION = "region"
    ROUND = "round"

    @property
    def first_step(self) -> NodeKind:
        """What a unit lies under: its cluster or its legal entity, by its membership (no `Placement` says it)."""
        return NodeKind.ENTITY if self is Hierarchy.REGION else NodeKind.CLUSTER

    @property
    def top(self) -> NodeKind:
        """What lies right under the country on days on which no `Placement` says otherwise."""
        return NodeKind(self.value)


NO_ROUND = NodeKey("round:none")
"""Clusters that no funding round has chosen lie here, so that the tree of rounds holds them too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """
    A node lies under another one in a hierarchy.

    Parameters
    ----------
    child, parent
        Nodes; a child is never a unit (its first step is its membership) nor the country.
    since, until
        First day, and the first day it no longer holds (``None``: still holds).
    """

    hierarchy: Hierarchy
    child: NodeKey
    parent: NodeKey
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        kind, _name = node_parts(self.child)
        parent, _name = node_parts(self.parent)
        if kind in (NodeKind.UNIT, NodeKind.COUNTRY) or parent is NodeKind.UNIT:
            raise ProblemError(f"placement of {self.child} under {self.parent}: neither a unit nor the country moves.")
        if self.child == self.parent:
            raise ProblemError(f"placement: {self.child} cannot lie under itself.")
        span(self.since, self.until)

    @property
    def span(self) -> Span:
        """The days on which it holds."""
        return span(self.since, self.until)
