"""The way from the country down to a unit, in each hierarchy on each day; and where a figure stands in two views."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.registry.keys import COUNTRY, ClusterKey, EntityKey, NodeKey, UnitKey, unit_node
from remeslo.core.registry.placement import Hierarchy
from remeslo.core.registry.structure import NotPlaced, Structure, first_step, parents_on


def path_of(structure: Structure, hierarchy: Hierarchy, unit: UnitKey, on: date) -> tuple[NodeKey, ...]:
    """
    Nodes from the country down to the unit itself, both in it.

    A day outside the unit's life is taken as the nearest day of it (see `Structure.day_of_life`), so that late figures
    of a unit that is no more still have their place.

    Raises
    ------
    NotPlaced
        When the way up breaks off, forks or goes in a circle on that day, or nobody knows the unit.
    """
    day = structure.day_of_life(unit, on)
    known = structure.paths.get((hierarchy, unit, day))
    if known is None:
        known = _climbed(structure, hierarchy, unit, day)
        structure.paths[hierarchy, unit, day] = known
    return known


def _climbed(structure: Structure, hierarchy: Hierarchy, unit: UnitKey, day: date) -> tuple[NodeKey, ...]:
    way = [unit_node(unit), first_step(structure, hierarchy, unit, day)]
    while way[-1] != COUNTRY:
        parents = parents_on(structure, hierarchy, way[-1], day)
        if len(parents) != 1 or parents[0] in way:
            raise NotPlaced(f"{hierarchy.value}, {day}: {way[-1]} on the way of {unit} lies under {parents}.")
        way.append(parents[0])
    return tuple(reversed(way))


class View(StrEnum):
    """How the past is told."""

    AS_IT_WAS = "as_it_was"
    """Each figure with the organisation, and in the tree, of its own time."""
    TODAY = "today"
    """Each figure with the organisation that stands in its place today, in today's tree."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """How one looks at the past: the view, and the day from which (what happens after it is not known)."""

    view: View
    today: date

    def stand(self, structure: Structure, unit: UnitKey, of: date) -> tuple[UnitKey, date]:
        """
        The unit that a figure is counted with, and the day on which its place in the trees is taken.

        Parameters
        ----------
        unit
            That the figure belongs to.
        of
            Last day of the figure's period.
        """
        if self.view is View.TODAY:
            return heir_of(structure, unit, self.today), self.today
        return unit, min(of, self.today)

    def path(self, structure: Structure, hierarchy: Hierarchy, unit: UnitKey, of: date) -> tuple[NodeKey, ...]:
        """Where a unit's figure of a period that ends on ``of`` is counted; see `path_of`."""
        stands, day = self.stand(structure, unit, of)
        return path_of(structure, hierarchy, stands, day)


def heir_of(structure: Structure, unit: UnitKey, on: date) -> UnitKey:
    """
    The unit that stands in a unit's place on a day: the end of the chain of mergers; itself where there is none.

    A split leaves the past with the predecessor. Where the one successor has no unit in the cluster, the past stays
    too (`check_structure` names it).
    """
    passed = [unit]
    while (following := _next(structure, passed[-1], on)) is not None and following not in passed:
        passed.append(following)
    return passed[-1]


def _next(structure: Structure, unit: UnitKey, on: date) -> UnitKey | None:
    """The unit that a unit went into by the succession that ended its entity, on or before the day."""
    rows = structure.members_of_unit.get(unit, ())
    if not rows:
        return None
    last = rows[-1]
    for succession in structure.ended_by.get(last.entity, ()):
        if succession.on <= on and succession.heir is not None:
            return unit_of(structure, succession.heir, last.cluster, succession.on)
    return None


def unit_of(structure: Structure, entity: EntityKey, cluster: ClusterKey, on: date) -> UnitKey | None:
    """The unit that an entity makes in a cluster on a day, or the first that it makes after it."""
    units = structure.units_of_entity.get((entity, cluster), ())
    rows = [m for u in units for m in structure.members_of_unit[u] if m.entity == entity and m.span.until > on]
    return min((max(m.since, on), m.unit) for m in rows)[1] if rows else None
