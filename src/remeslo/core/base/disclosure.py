"""
Which sums may be shown so that nobody's own figure can be read off them.

Each figure is a sum over facts, each fact belongs to one owner. What is shown together obeys one rule: no adding and
subtracting of shown figures, each as often as one likes, leaves a sum over facts of a single owner. (A figure of one
owner alone is the simplest case, a total less the parts shown beside it the next.) Figures are left out, the smallest
first, until the rule holds; in official statistics this is primary and secondary suppression with a linear audit.

What the rule can't prevent: one of two owners knows his own figure and so learns the other's; who reads must therefore
not be among the owners. And who knows bounds (people are whole and not negative) may learn bounds.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

NEARLY_ONE = 1 - 1e-7

F = TypeVar("F", bound=Hashable)
K = TypeVar("K", bound=Hashable)
Matrix = npt.NDArray[np.float64]


def may_show(
    figures: Mapping[K, frozenset[F]],
    *,
    owner: Callable[[F], Hashable],
    together: Sequence[Collection[K]] = (),
) -> frozenset[K]:
    """
    Keys of figures that may be shown side by side; figures without facts are always among them.

    Parameters
    ----------
    together
        Figures that are shown all or none of them.
    """
    owners = {fact: owner(fact) for facts in figures.values() for fact in facts}
    shown = {k for k, facts in figures.items() if len({owners[f] for f in facts}) != 1}
    while True:
        for group in together:
            if not shown.issuperset(group):
                shown.difference_update(group)
        culprits = _culprits({k: figures[k] for k in figures if k in shown and figures[k]}, owners)
        if not culprits:
            return frozenset(shown)
        shown -= culprits


def may_show_but(
    figures: Mapping[K, frozenset[F]], secret: Collection[frozenset[F]], *, size: Callable[[K], float]
) -> frozenset[K]:
    """
    Keys of figures that may be shown side by side so that none of the secret sums can be computed from them.

    Adding and subtracting of shown figures, each as often as one likes, gives no secret sum; the smallest figure needed
    for one is left out until that holds. Sums over nothing are always shown.

    Parameters
    ----------
    secret
        Sums that nobody may learn; figures over just these facts are left out at once.
    size
        How large a figure is: of several that could be left out, the smallest is.
    """
    shown = {k for k, facts in figures.items() if facts not in secret or not facts}
    while True:
        rows = sorted((k for k in shown if figures[k]), key=size)
        columns = {f: n for n, f in enumerate(dict.fromkeys(f for k in rows for f in sorted(figures[k], key=str)))}
        sums = np.zeros((len(rows), len(columns)))
        for row, key in enumerate(rows):
            sums[row, [columns[f] for f in figures[key]]] = 1.0
        told = next((d for s in secret if (d := _sum_told(sums, columns, s)) is not None), None)
        if told is None:
            return frozenset(shown)
        facts = figures[rows[_smallest_needed(sums, told)]]
        shown -= {k for k in shown if figures[k] == facts}


def _sum_told(sums: Matrix, columns: Mapping[F, int], secret: frozenset[F]) -> Matrix | None:
    """The secret sum over all columns when the sums tell it; ``None`` when they do not."""
    if not secret or not sums.size or not columns.keys() >= secret:
        return None
    wanted = np.zeros(len(columns))
    wanted[[columns[f] for f in secret]] = 1.0
    weights = np.linalg.lstsq(sums.T, wanted, rcond=None)[0]
    return wanted if np.allclose(sums.T @ weights, wanted, atol=1e-7) else None


def _culprits(shown: Mapping[K, frozenset[F]], owners: Mapping[F, Hashable]) -> set[K]:
    """For each owner whose figure can be read off, one figure (the smallest that is needed for it)."""
    same: dict[frozenset[F], list[K]] = {}
    for key, facts in shown.items():
        same.setdefault(facts, []).append(key)
    distinct = sorted(same, key=len)
    columns = {f: n for n, f in enumerate(dict.fromkeys(f for facts in distinct for f in facts))}
    if not columns:
        return set()
    sums = np.zeros((len(distinct), len(columns)))
    for row, facts in enumerate(distinct):
        sums[row, [columns[f] for f in facts]] = 1.0
    space = _row_space(sums)
    of_owner: dict[Hashable, list[int]] = {}
    for fact, column in columns.items():
        of_owner.setdefault(owners[fact], []).append(column)
    culprits: set[K] = set()
    for own in of_owner.values():
        direction = _inside(space, own)
        if direction is not None:
            culprits.update(same[distinct[_smallest_needed(sums, direction)]])
    return culprits


def _row_space(sums: Matrix) -> Matrix:
    """Orthonormal rows that span what sums of sums can say, (rank, facts)."""
    values, vectors = np.linalg.eigh(sums.T @ sums)
    return np.asarray(vectors[:, values > 1e-9 * max(1.0, values[-1])].T)


def _inside(space: Matrix, own: Sequence[int]) -> Matrix | None:
    """A combination of sums that has facts of these columns only, over all columns; ``None`` when there is none."""
    part = space[:, own]
    values, vectors = np.linalg.eigh(part.T @ part)
    if values[-1] < NEARLY_ONE:
        return None
    direction = np.zeros(space.shape[1])
    direction[list(own)] = vectors[:, -1]
    return direction


def _smallest_needed(sums: Matrix, direction: Matrix) -> int:
    """Row of the smallest figure that the combination takes a good part of; rows stand in order of size."""
    weights = np.abs(np.linalg.lstsq(sums.T, direction, rcond=None)[0])
    return int(np.flatnonzero(weights >= 0.1 * weights.max())[0])
