"""Days from quotas and learners in beds: what is asked in a class is served by the supplies of that class."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from ortools.sat.python import cp_model

from remeslo.core.network._cpsat.run import Linear

S = TypeVar("S", bound=Hashable)


def served(cp: cp_model.CpModel, asked: Mapping[frozenset[S], list[Linear]], there_is: Mapping[S, int]) -> None:
    """
    For each class: sum of what is asked = sum of f[class, supply]; for each supply: sum of f <= what there is.

    A class with one supply needs no f.
    """
    load: dict[S, list[Linear]] = {}
    for names, terms in asked.items():
        together = sum(terms)
        if len(names) == 1:
            load.setdefault(min(names, key=str), []).append(together)
            continue
        parts = []
        for name in sorted(names, key=str):
            part = cp.new_int_var(0, there_is[name], "")
            parts.append(part)
            load.setdefault(name, []).append(part)
        cp.add(sum(parts) == together)
    for name, loads in load.items():
        cp.add(sum(loads) <= there_is[name])
