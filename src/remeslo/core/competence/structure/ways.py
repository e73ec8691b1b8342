"""Every way to take what a choice node offers: subsets of the size that its rule allows, inside its bounds of hours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.structure.rules import StructureRule

MOST_WAYS = 500
"""More ways than this nobody can look through; a node that has more is told so."""

Way = tuple[OutlineElement, ...]


class TooMany(Exception):
    """A node has more ways than `MOST_WAYS`; names it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Ways:
    """
    The ways of nodes over the elements of an outline.

    Parameters
    ----------
    rules
        Nodes of their own, by key; no node stands below itself.
    elements
        By index; what a node names and nobody has is passed over.
    """

    rules: Mapping[str, StructureRule]
    elements: Mapping[str, OutlineElement]

    def of(self, key: str) -> tuple[Way, ...]:
        """Ways in the order of preference: the first listed first; raises TooMany."""
        if key in self.elements:
            return ((self.elements[key],),)
        rule = self.rules.get(key)
        if rule is None:
            return ()
        below = [ways for child in rule.below if (ways := self.of(child))]
        found: list[Way] = []
        for way in _taken(below, rule):
            if _fits(way, rule):
                found.append(way)
            if len(found) > MOST_WAYS:
                raise TooMany(key)
        return tuple(found)


def _taken(below: Sequence[tuple[Way, ...]], rule: StructureRule) -> Iterator[Way]:
    least, most = rule.take
    for count in range(least, most + 1):
        for chosen in combinations(below, count):
            for parts in product(*chosen):
                yield tuple(e for part in parts for e in part)


def _fits(way: Way, rule: StructureRule) -> bool:
    """True when the hours of a way can lie inside the bounds of its node."""
    least, most = hours(way)
    return (rule.hours_max is None or least <= rule.hours_max) and (rule.hours_min is None or most >= rule.hours_min)


def hours(way: Way) -> tuple[int, int]:
    """Least and most hours of a way."""
    return sum(e.hours_min for e in way), sum(e.hours_max for e in way)
