"""Reachability, order and paths in a graph of units; circles are told apart, never walked without end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.curriculum.analytics.graph import UnitGraph
from remeslo.core.curriculum.analytics.requisites import UnitKey

Neighbours = Mapping[UnitKey, tuple[UnitKey, ...]]


def reach(start: UnitKey, neighbours: Neighbours) -> frozenset[UnitKey]:
    """Every unit to which a path of at least one arc leads; the start itself is never among them."""
    found: set[UnitKey] = set()
    waiting = list(neighbours[start])
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += neighbours[key]
    return frozenset(found - {start})


def knots(neighbours: Neighbours) -> tuple[tuple[UnitKey, ...], ...]:
    """Strongly connected components, each before those it leads to (Tarjan, without recursion)."""
    index: dict[UnitKey, int] = {}
    low: dict[UnitKey, int] = {}
    stack: list[UnitKey] = []
    on_stack: set[UnitKey] = set()
    found: list[tuple[UnitKey, ...]] = []
    for root in neighbours:
        work = [(root, 0)] if root not in index else []
        while work:
            key, turn = work.pop()
            if turn == 0:
                index[key] = low[key] = len(index)
                stack.append(key)
                on_stack.add(key)
            for n in range(turn, len(neighbours[key])):
                other = neighbours[key][n]
                if other not in index:
                    work += [(key, n + 1), (other, 0)]
                    break
                if other in on_stack:
                    low[key] = min(low[key], index[other])
            else:
                if low[key] == index[key]:
                    at = stack.index(key)
                    found.append(tuple(stack[at:]))
                    on_stack.difference_update(stack[at:])
                    del stack[at:]
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[key])
    return tuple(reversed(found))


def on_circles(neighbours: Neighbours) -> frozenset[UnitKey]:
    """Units from which a path leads back to themselves."""
    return frozenset(k for knot in knots(neighbours) for k in knot if len(knot) > 1 or k in neighbours[k])


@dataclass(frozen=True, slots=True)
class LongestPaths:
    """
    The longest paths of a graph.

    Parameters
    ----------
    length
        Number of units on each, >= 1 where there are units.
    count
        How many there are.
    paths
        The first of them, in the order of the units.
    """

    length: int
    count: int
    paths: tuple[tuple[UnitKey, ...], ...]


def longest_paths(graph: UnitGraph, *, most: int = 20) -> LongestPaths | None:
    """The longest paths from a source to a sink, at most ``most`` of them listed; ``None`` when there is a circle."""
    if on_circles(graph.after):
        return None
    down = depths(graph.after)
    length = max(down.values(), default=0)
    starts = [u.key for u in graph.units if down[u.key] == length]
    counts: dict[UnitKey, int] = {}
    for key in sorted(down, key=lambda k: down[k]):
        nexts = [n for n in graph.after[key] if down[n] == down[key] - 1]
        counts[key] = sum(counts[n] for n in nexts) if nexts else 1
    listed: list[tuple[UnitKey, ...]] = []
    for path in _walks(starts, graph.after, down):
        if len(listed) == most:
            break
        listed.append(path)
    return LongestPaths(length, sum(counts[k] for k in starts), tuple(listed))


def depths(neighbours: Neighbours) -> dict[UnitKey, int]:
    """Units on the longest path that begins here, itself counted; only for graphs without circles."""
    found: dict[UnitKey, int] = {}
    for (key,) in reversed(knots(neighbours)):
        found[key] = 1 + max((found[n] for n in neighbours[key]), default=0)
    return found


def _walks(starts: list[UnitKey], neighbours: Neighbours, down: Mapping[UnitKey, int]) -> Iterator[tuple[UnitKey, ...]]:
    waiting: list[tuple[UnitKey, ...]] = [(k,) for k in reversed(starts)]
    while waiting:
        path = waiting.pop()
        here = path[-1]
        if down[here] == 1:
            yield path
        waiting += [(*path, n) for n in reversed(neighbours[here]) if down[n] == down[here] - 1]
