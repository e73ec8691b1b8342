"""Two curricula side by side: which units are the same, what moved, what each requires now, and the measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.curriculum.analytics.align import Pair, align
from remeslo.core.curriculum.analytics.analysis import Analysis
from remeslo.core.curriculum.analytics.graph import Unit, UnitGraph
from remeslo.core.curriculum.analytics.measures import UnitMeasures
from remeslo.core.curriculum.analytics.requisites import UnitKey


class Move(StrEnum):
    """Where a unit begins now, against before."""

    EARLIER = "earlier"
    LATER = "later"
    SAME = "same"
    UNKNOWN = "unknown"
    """At least one of the two is placed nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedUnit:
    """
    One unit in both curricula.

    Parameters
    ----------
    gained, lost
        Requisites that only the new one has, and only the old one, as new and old units.
    """

    pair: Pair
    old: Unit
    new: Unit
    old_measures: UnitMeasures
    new_measures: UnitMeasures
    gained: tuple[Unit, ...]
    lost: tuple[Unit, ...]

    @property
    def terms_later(self) -> int | None:
        """Terms by which it begins later now (negative: earlier); ``None`` when one of the two is placed nowhere."""
        if self.old.first_term is None or self.new.first_term is None:
            return None
        return self.new.first_term - self.old.first_term

    @property
    def move(self) -> Move:
        """The same as a word."""
        later = self.terms_later
        if later is None:
            return Move.UNKNOWN
        return Move.LATER if later > 0 else Move.EARLIER if later < 0 else Move.SAME


@dataclass(frozen=True, kw_only=True)
class StructureComparison:
    """
    Two analyses and their units in pairs.

    Parameters
    ----------
    removed, added
        Units of the old and of the new curriculum that have no counterpart.
    """

    old: Analysis
    new: Analysis
    aligned: tuple[AlignedUnit, ...]
    removed: tuple[Unit, ...]
    added: tuple[Unit, ...]

    def moved(self, move: Move) -> tuple[AlignedUnit, ...]:
        """Aligned units that moved so, the farthest first."""
        found = [a for a in self.aligned if a.move is move]
        return tuple(sorted(found, key=lambda a: -abs(a.terms_later or 0)))

    @property
    def rewired(self) -> tuple[AlignedUnit, ...]:
        """Aligned units that require other things now."""
        return tuple(a for a in self.aligned if a.gained or a.lost)


def compare(old: Analysis, new: Analysis, *, same_curriculum: bool = False) -> StructureComparison:
    """What differs from the old curriculum to the new one; see `align` for ``same_curriculum``."""
    pairs = align(old.graph.units, new.graph.units, same_curriculum=same_curriculum)
    new_of, old_of = {p.old: p.new for p in pairs}, {p.new: p.old for p in pairs}
    return StructureComparison(
        old=old,
        new=new,
        aligned=tuple(_aligned(p, old, new, new_of, old_of) for p in pairs),
        removed=tuple(u for u in old.graph.units if u.key not in new_of),
        added=tuple(u for u in new.graph.units if u.key not in old_of),
    )


def _aligned(
    pair: Pair, old: Analysis, new: Analysis, new_of: Mapping[UnitKey, UnitKey], old_of: Mapping[UnitKey, UnitKey]
) -> AlignedUnit:
    return AlignedUnit(
        pair=pair,
        old=old.graph.by_key[pair.old],
        new=new.graph.by_key[pair.new],
        old_measures=old.measures.units[pair.old],
        new_measures=new.measures.units[pair.new],
        gained=_only(new.graph, pair.new, old.graph.before[pair.old], old_of),
        lost=_only(old.graph, pair.old, new.graph.before[pair.new], new_of),
    )


def _only(
    graph: UnitGraph, key: UnitKey, there: tuple[UnitKey, ...], other: Mapping[UnitKey, UnitKey]
) -> tuple[Unit, ...]:
    """Requisites of a unit whose counterparts the other curriculum does not ask for."""
    return tuple(graph.by_key[k] for k in graph.before[key] if other.get(k) not in there)
