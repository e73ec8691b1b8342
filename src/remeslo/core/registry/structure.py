"""The structure of a country as one value: who is a member where, what lies under what, who follows whom, dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from remeslo.core.base.findings import ProblemError
from remeslo.core.registry.entity import EntityName, LegalEntity
from remeslo.core.registry.keys import COUNTRY, ClusterKey, EntityKey, NodeKey, NodeKind, UnitKey, node_key
from remeslo.core.registry.members import Licence, MemberOf
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.spans import Span, joined
from remeslo.core.registry.succession import Succession


class NotPlaced(ProblemError):
    """A unit or a node has no place, or more than one, in a hierarchy on a day; `check_structure` lists all such."""


@dataclass(frozen=True)
class Structure:
    """
    Everything dated about who belongs where.

    Parameters
    ----------
    entities
        May leave some out: members, placements and successions name them by key.
    members
        Every part of every organisation in every cluster; those with a college's role make the units.
    placements
        What `Hierarchy` does not say by itself.
    """

    entities: tuple[LegalEntity, ...] = ()
    members: tuple[MemberOf, ...] = ()
    placements: tuple[Placement, ...] = ()
    successions: tuple[Succession, ...] = ()
    licences: tuple[Licence, ...] = ()
    names: tuple[EntityName, ...] = ()

    @cached_property
    def entity_of(self) -> Mapping[EntityKey, LegalEntity]:
        """Entities by key."""
        return {e.key: e for e in self.entities}

    def named_on(self, entity: EntityKey, day: date) -> str:
        """The name of an entity on a day; its key when nobody told one."""
        dated = [n.name for n in self.names if n.entity == entity and n.span.covers(day)]
        known = self.entity_of.get(entity)
        return dated[0] if dated else known.name if known else str(entity)

    @cached_property
    def members_of_unit(self) -> Mapping[UnitKey, tuple[MemberOf, ...]]:
        """Relations that make a unit, a college's only, by unit in order of days."""
        found: dict[UnitKey, list[MemberOf]] = {}
        for member in sorted((m for m in self.members if m.role.is_college), key=lambda m: (m.since, m.entity)):
            found.setdefault(member.unit, []).append(member)
        return {unit: tuple(rows) for unit, rows in found.items()}

    @cached_property
    def units(self) -> tuple[UnitKey, ...]:
        """All units that there ever were, by name."""
        return tuple(sorted(self.members_of_unit))

    @cached_property
    def life(self) -> Mapping[UnitKey, tuple[Span, ...]]:
        """The days of each unit."""
        return {unit: joined(m.span for m in rows) for unit, rows in self.members_of_unit.items()}

    @cached_property
    def units_of_entity(self) -> Mapping[tuple[EntityKey, ClusterKey], tuple[UnitKey, ...]]:
        """Units that an entity has, or had, in a cluster."""
        found: dict[tuple[EntityKey, ClusterKey], list[UnitKey]] = {}
        for unit, rows in sorted(self.members_of_unit.items()):
            for row in rows:
                units = found.setdefault((row.entity, row.cluster), [])
                if unit not in units:
                    units.append(unit)
        return {key: tuple(units) for key, units in found.items()}

    @cached_property
    def places(self) -> Mapping[tuple[Hierarchy, NodeKey], tuple[Placement, ...]]:
        """Placements by hierarchy and child, in order of days."""
        found: dict[tuple[Hierarchy, NodeKey], list[Placement]] = {}
        for placement in sorted(self.placements, key=lambda p: (p.since, p.parent)):
            found.setdefault((placement.hierarchy, placement.child), []).append(placement)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def ended_by(self) -> Mapping[EntityKey, tuple[Succession, ...]]:
        """Successions that an entity ended with, in order of days (more than one is wrong, see `check_structure`)."""
        found: dict[EntityKey, list[Succession]] = {}
        for succession in sorted(self.successions, key=lambda s: (s.on, s.key)):
            for entity in succession.ended:
                found.setdefault(entity, []).append(succession)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def paths(self) -> dict[tuple[Hierarchy, UnitKey, date], tuple[NodeKey, ...]]:
        """What `path_of` has found already."""
        return {}

    def member_on(self, unit: UnitKey, day: date) -> MemberOf:
        """The relation that makes the unit on a day of its life; raises NotPlaced when none or two do."""
        rows = [m for m in self.members_of_unit.get(unit, ()) if m.span.covers(day)]
        if len(rows) != 1:
            raise NotPlaced(f"unit {unit} on {day}: one membership is needed, there are {len(rows)}.")
        return rows[0]

    def day_of_life(self, unit: UnitKey, day: date) -> date:
        """
        The day itself when the unit lives; else the last day of its life before, or its first.

        Raises NotPlaced for a unit that the structure does not know.
        """
        spans = self.life.get(unit, ())
        if not spans:
            raise NotPlaced(f"unit {unit}: no membership of a college makes it.")
        if any(s.covers(day) for s in spans):
            return day
        before = [s.until for s in spans if s.until <= day]
        return max(before) - timedelta(days=1) if before else spans[0].since


def parents_on(structure: Structure, hierarchy: Hierarchy, node: NodeKey, day: date) -> tuple[NodeKey, ...]:
    """
    What a node above the units lies under on a day: one parent where all is well.

    A region (an industry, a round; a cluster in its own hierarchy) lies right under the country on every day on which
    no placement says otherwise, so that another level may begin on a day.
    """
    found = tuple(p.parent for p in structure.places.get((hierarchy, node), ()) if p.span.covers(day))
    return found or ((COUNTRY,) if is_top(hierarchy, node) else ())


def is_top(hierarchy: Hierarchy, node: NodeKey) -> bool:
    """True for nodes that lie right under the country unless a placement says otherwise."""
    return node.startswith(f"{hierarchy.top.value}:")


def first_step(structure: Structure, hierarchy: Hierarchy, unit: UnitKey, day: date) -> NodeKey:
    """What a unit lies under on a day of its life: its cluster, or its legal entity."""
    member = structure.member_on(unit, day)
    if hierarchy.first_step is NodeKind.ENTITY:
        return node_key(NodeKind.ENTITY, member.entity)
    return node_key(NodeKind.CLUSTER, member.cluster)
