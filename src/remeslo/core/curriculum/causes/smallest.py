"""Whether an irreducible set is also a smallest one: by what every cause set must have a member of."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from remeslo.core.curriculum.causes.oracle import Oracle
from remeslo.core.curriculum.causes.part import Part

_ROUNDS = 40
"""So many sets are looked at before smallness stays unproven."""
_LARGEST = 6
"""Sets of more members than this are not proven smallest."""


def smallest(oracle: Oracle, found: tuple[Part, ...], every: Sequence[Part]) -> tuple[tuple[Part, ...], bool]:
    """
    A smallest set that forbids a plan, or the one found; and whether it is proven that none has fewer members.

    If all parts but some leave a plan, every cause set has a member among these some. A set that has a member of each
    such group known so far, and has as few as can be, is a smallest one as soon as it forbids a plan itself; while it
    does not, it is grown until nothing more can be kept, which gives a new group. Where every cause set must have
    certain members, and these alone leave a plan, a set of one more is smallest. (Implicit hitting sets.)
    """
    whole = frozenset(every)
    if all(oracle.is_possible(whole - {p}) for p in found):
        return found, True
    if len(found) > _LARGEST:
        return found, False
    groups = [frozenset({p}) for p in found if oracle.is_possible(whole - {p})]
    for _ in range(_ROUNDS):
        fewest = _hitting(groups, len(found) - 1)
        if fewest is None:
            return found, True
        verdict = oracle.is_possible(fewest)
        if verdict is False:
            return tuple(p for p in every if p in fewest), True
        if verdict is None:
            return found, False
        if len(fewest) == len(found) - 1 and all(len(g) == 1 for g in groups):
            return found, True
        groups.append(whole - _grown(oracle, fewest, every))
    return found, False


def _hitting(groups: Sequence[frozenset[Part]], most: int) -> frozenset[Part] | None:
    """A smallest set with a member of every group, of at most ``most`` members; None: there is none."""
    forced = frozenset(p for g in groups if len(g) == 1 for p in g)
    open_ = [g for g in groups if not g & forced]
    choices = sorted(frozenset().union(*open_), key=lambda p: (p.kind, p.key)) if open_ else []
    for size in range(most - len(forced) + 1):
        for more in combinations(choices, size):
            if all(g & set(more) for g in open_):
                return forced | set(more)
    return None


def _grown(oracle: Oracle, kept: frozenset[Part], every: Iterable[Part]) -> frozenset[Part]:
    """Parts added, many at once and then fewer, as long as a plan is left."""
    missing = [p for p in every if p not in kept]
    size = len(missing)
    while missing and size:
        left: list[Part] = []
        for start in range(0, len(missing), size):
            more = missing[start : start + size]
            if oracle.is_possible(kept | set(more)):
                kept = kept | set(more)
            else:
                left.extend(more)
        missing = left
        size = min(size // 2, len(missing))
    return kept
