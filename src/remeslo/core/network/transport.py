"""Whether demands can be met from supplies that each serve only some of them: days from quotas, learners from beds."""

from collections import deque
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

D = TypeVar("D", bound=Hashable)
S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shortfall(Generic[D, S]):
    """
    Demands that together ask for more than everything that may serve any of them has: ``asked`` > ``there_is``.

    By Hall's theorem (for flows: the smallest cut) there is one exactly when not every demand can be met.
    """

    demands: tuple[D, ...]
    supplies: tuple[S, ...]
    asked: int
    there_is: int


def shortfall(
    asked: Mapping[D, int], there_is: Mapping[S, int], may: Mapping[D, Collection[S]]
) -> Shortfall[D, S] | None:
    """
    Why demands cannot be met; ``None`` when they can.

    Parameters
    ----------
    asked, there_is
        Amounts >= 0; an amount may be parted in whole numbers among several supplies.
    may
        Supplies that may serve a demand; not named: none.
    """
    left = dict(there_is)
    given: dict[tuple[D, S], int] = {}
    for demand, amount in asked.items():
        while amount > 0:
            path, reached = _search(demand, left, given, asked, may)
            if path is None:
                return _cut(reached, asked, there_is, may)
            amount -= _push(path, amount, left, given)
    return None


_Path = list[tuple[D, S]]
"""Served pairs to add to; between them, the next demand gives back what it has of the supply before."""


def _search(
    start: D,
    left: Mapping[S, int],
    given: Mapping[tuple[D, S], int],
    asked: Mapping[D, int],
    may: Mapping[D, Collection[S]],
) -> tuple[_Path[D, S] | None, list[D]]:
    """A shortest way from a demand to a supply with something left, and the demands that were reached."""
    came: dict[D, tuple[D, S] | None] = {start: None}
    seen: set[S] = set()
    queue = deque([start])
    while queue:
        demand = queue.popleft()
        for supply in may.get(demand, ()):
            if supply in seen:
                continue
            seen.add(supply)
            if left.get(supply, 0) > 0:
                return _back(demand, supply, came), list(came)
            for other in asked:
                if other not in came and given.get((other, supply), 0) > 0:
                    came[other] = (demand, supply)
                    queue.append(other)
    return None, list(came)


def _back(demand: D, supply: S, came: Mapping[D, tuple[D, S] | None]) -> _Path[D, S]:
    path = [(demand, supply)]
    while (step := came[path[-1][0]]) is not None:
        path.append(step)
    return path[::-1]


def _push(path: _Path[D, S], most: int, left: dict[S, int], given: dict[tuple[D, S], int]) -> int:
    """Serve along a way; how much."""
    taken = [given[after[0], before[1]] for before, after in pairwise(path)]
    amount = min(most, left[path[-1][1]], *taken) if taken else min(most, left[path[-1][1]])
    for pair in path:
        given[pair] = given.get(pair, 0) + amount
    for before, after in pairwise(path):
        given[after[0], before[1]] -= amount
    left[path[-1][1]] -= amount
    return amount


def _cut(
    reached: list[D], asked: Mapping[D, int], there_is: Mapping[S, int], may: Mapping[D, Collection[S]]
) -> Shortfall[D, S]:
    supplies = tuple(dict.fromkeys(s for d in reached for s in may.get(d, ())))
    return Shortfall(
        tuple(reached), supplies, sum(asked[d] for d in reached), sum(there_is.get(s, 0) for s in supplies)
    )
