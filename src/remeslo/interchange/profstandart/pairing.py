"""Pairing the things of two editions: best pairs first, each thing once."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from typing import TypeVar

from rapidfuzz import fuzz

T = TypeVar("T")
Pair = tuple[int, int, float]
"""Index among the old, index among the new, likeness 0..1."""

MOST_PAIRS = 100_000
"""Most pairs that are weighed at once: 300 functions against 300; what is larger is paired by equality only."""
COMPARED = 500
"""Characters of a text that are compared; statements have about a hundred."""


def likeness(old: str, new: str) -> float:
    """How alike two folded texts are, 0..1; 1 for texts that differ in case, spaces and ё only."""
    return fuzz.ratio(old[:COMPARED], new[:COMPARED]) / 100


def shared(old: Set[str], new: Set[str]) -> float:
    """The share of texts that two sets have in common, 0..1 (0 for two empty sets)."""
    both = len(old & new)
    return both / (len(old) + len(new) - both) if both else 0.0


def equal_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs of things that are equal; the first with the first."""
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for i, thing in enumerate(old):
        places[thing].append(i)
    return [(places[thing].popleft(), j, 1.0) for j, thing in enumerate(new) if places[thing]]


def without(pairs: Iterable[Pair], num_old: int, num_new: int) -> tuple[list[int], list[int]]:
    """Indices of the old and of the new that are in no pair."""
    ours, theirs = set(range(num_old)), set(range(num_new))
    for i, j, _ in pairs:
        ours.discard(i)
        theirs.discard(j)
    return sorted(ours), sorted(theirs)


def best_pairs(
    old: Sequence[T], new: Sequence[T], score: Callable[[T, T], float], *, at_least: float, most: int = MOST_PAIRS
) -> list[Pair]:
    """Pairs in falling order of score, each thing in one pair at most, none below ``at_least``; none of too many."""
    if len(old) * len(new) > most:
        return []
    scored = [(score(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    scored = sorted((s for s in scored if s[0] >= at_least), key=lambda s: (-s[0], s[1], s[2]))
    left, right, pairs = set(range(len(old))), set(range(len(new))), []
    for value, i, j in scored:
        if i in left and j in right:
            pairs.append((i, j, value))
            left.discard(i)
            right.discard(j)
    return pairs
