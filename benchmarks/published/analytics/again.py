"""The measures once more, from the words of their definitions: every path walked one by one, nothing shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.curriculum.analytics import UnitGraph, UnitKey

MOST_PATHS = 2_000_000


class TooManyPaths(Exception):
    """A graph whose paths are too many to be walked."""


@dataclass(frozen=True, slots=True)
class Walked:
    """Sums over all units, and the number of paths from sources to sinks that were walked for them."""

    blocking: int
    delay: int
    centrality: int
    paths: int


def walked(graph: UnitGraph) -> Walked:
    """Sums of the three measures of a graph without circles; raises TooManyPaths."""
    below: dict[UnitKey, set[UnitKey]] = {u.key: set() for u in graph.units}
    longest = dict.fromkeys(below, 1)
    central = dict.fromkeys(below, 0)
    count = 0
    for path in _paths(graph):
        count += 1
        if count > MOST_PATHS:
            raise TooManyPaths
        for n, key in enumerate(path):
            below[key].update(path[n + 1 :])
            longest[key] = max(longest[key], len(path))
            if 0 < n < len(path) - 1:
                central[key] += len(path)
    return Walked(sum(len(b) for b in below.values()), sum(longest.values()), sum(central.values()), count)


def _paths(graph: UnitGraph) -> Iterator[list[UnitKey]]:
    waiting = [[u.key] for u in graph.units if not graph.before[u.key]]
    while waiting:
        path = waiting.pop()
        nexts = graph.after[path[-1]]
        if not nexts:
            yield path
        waiting += [[*path, n] for n in nexts]
