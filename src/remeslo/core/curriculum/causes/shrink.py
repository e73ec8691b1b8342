"""From parts that forbid a plan to parts of which none can be left out (QuickXplain, Junker 2004)."""

from collections.abc import Sequence
from itertools import groupby

from remeslo.core.curriculum.causes.oracle import Oracle
from remeslo.core.curriculum.causes.part import Part


def shrunk(oracle: Oracle, every: Sequence[Part]) -> tuple[Part, ...]:
    """
    An irreducible set among ``every``, which forbid a plan together; earlier kinds of parts are preferred.

    What the oracle does not know counts as possible: such a part stays. Empty when nothing needs to be kept.
    """
    kinds = [tuple(members) for _, members in groupby(every, key=lambda p: p.kind)]
    first: list[Part] = []
    for members in kinds:
        first.extend(members)
        if oracle.is_impossible(frozenset(first)):
            break
    found = _explain(oracle, (), True, first)
    return tuple(p for p in every if p in found)


def _explain(oracle: Oracle, basis: tuple[Part, ...], grown: bool, among: Sequence[Part]) -> tuple[Part, ...]:
    """Parts of ``among`` that are needed besides the basis."""
    if grown and oracle.is_impossible(frozenset(basis)):
        return ()
    if len(among) == 1:
        return tuple(among)
    half = len(among) // 2
    preferred, rest = among[:half], among[half:]
    late = _explain(oracle, (*basis, *preferred), bool(preferred), rest)
    early = _explain(oracle, (*basis, *late), bool(late), preferred)
    return (*early, *late)
