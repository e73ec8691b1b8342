"""Which programme answers which request how well, and how many people there are places for."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from remeslo.core.line.partners.profiles import Ask, CollegeProfile, EnterpriseProfile, Taught
from remeslo.core.line.partners.weights import Weights


@dataclass(frozen=True, slots=True)
class Served:
    """
    One request and the programme that answers it best; ``programme`` None and ``degree`` 0 when none does.

    Parameters
    ----------
    functions
        Work functions asked for that the programme teaches.
    by_code
        True when the enterprise names this very state standard.
    placed
        People of the request for whom there are places, when all requests share the places.
    """

    ask: Ask
    programme: Taught | None
    degree: Fraction
    functions: tuple[str, ...] = ()
    by_code: bool = False
    placed: int = 0


def answers(programme: Taught, ask: Ask, weights: Weights) -> Fraction:
    """How well a programme answers a request, 0..1: by its code wholly, else by the share of functions it teaches."""
    if programme.code in ask.programmes:
        whole = Fraction(1)
    elif ask.functions:
        whole = Fraction(len(ask.functions & programme.functions), len(ask.functions))
    else:
        whole = Fraction(0)
    return whole if programme.taught else whole * weights.licensed_only


def served(enterprise: EnterpriseProfile, college: CollegeProfile, weights: Weights) -> tuple[Served, ...]:
    """Every request with its best programme, in the order of the requests' keys."""
    asks = sorted(enterprise.asks, key=lambda a: a.key)
    programmes = sorted(college.programmes, key=lambda p: (p.code, not p.taught, p.title))
    degrees = {(n, m): answers(p, a, weights) for n, a in enumerate(asks) for m, p in enumerate(programmes)}
    placed = _placed(asks, programmes, degrees)
    return tuple(_served(a, n, programmes, degrees, placed[n]) for n, a in enumerate(asks))


def _served(
    ask: Ask, number: int, programmes: Sequence[Taught], degrees: Mapping[tuple[int, int], Fraction], placed: int
) -> Served:
    best = max(range(len(programmes)), key=lambda m: (degrees[number, m], -m), default=None)
    if best is None or not degrees[number, best]:
        return Served(ask, None, Fraction(0))
    programme = programmes[best]
    common = tuple(sorted(ask.functions & programme.functions))
    return Served(ask, programme, degrees[number, best], common, programme.code in ask.programmes, placed)


def _placed(
    asks: Sequence[Ask], programmes: Sequence[Taught], degrees: Mapping[tuple[int, int], Fraction]
) -> list[int]:
    """
    People of each request who find places, as many together as can be: a largest flow, requests in their order.

    A place of a programme serves any request that it answers at all.
    """
    left = [p.places for p in programmes]
    given: dict[tuple[int, int], int] = {}
    placed = [0] * len(asks)
    for number, ask in enumerate(asks):
        while placed[number] < ask.people:
            path = _way_to_a_place(number, left, given, degrees)
            if path is None:
                break
            amount = min(ask.people - placed[number], left[path[-1][1]])
            for before, after in pairwise(path):
                amount = min(amount, given[after[0], before[1]])
            for before, after in pairwise(path):
                given[after[0], before[1]] -= amount
            for pair in path:
                given[pair] = given.get(pair, 0) + amount
            left[path[-1][1]] -= amount
            placed[number] += amount
    return placed


def _way_to_a_place(
    start: int, left: Sequence[int], given: Mapping[tuple[int, int], int], degrees: Mapping[tuple[int, int], Fraction]
) -> list[tuple[int, int]] | None:
    """The shortest way (request, programme), ... to a programme with a place left; those before give up theirs."""
    came: dict[int, tuple[int, int] | None] = {start: None}
    queue = deque([start])
    while queue:
        ask = queue.popleft()
        for programme in range(len(left)):
            if not degrees[ask, programme]:
                continue
            if left[programme]:
                return _back((ask, programme), came)
            for other, held in [(a, n) for (a, p), n in given.items() if p == programme and n]:
                if held and other not in came:
                    came[other] = (ask, programme)
                    queue.append(other)
    return None


def _back(last: tuple[int, int], came: Mapping[int, tuple[int, int] | None]) -> list[tuple[int, int]]:
    path = [last]
    while (step := came[path[-1][0]]) is not None:
        path.append(step)
    return path[::-1]
