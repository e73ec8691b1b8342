"""Small sets whose marks add up to nothing, found by meeting in the middle."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

PRIME = 2**31 - 1
"""Marks are whole numbers modulo it, >= 0."""
Vector = npt.NDArray[np.int64]


def vanishing(marks: Vector, people: Vector, least: int) -> Iterator[tuple[int, ...]]:
    """
    Sets of places over fewer than ``least`` people in all whose marks add up to 0, each once, as rising places.

    A set of so few people has fewer than ``least`` members, each over somebody: two halves of it are looked for, and
    the halves meet by their marks.

    Parameters
    ----------
    marks
        Shape (n,), 0 to ``PRIME - 1``.
    people
        Shape (n,), >= 1.
    """
    members, totals = _halves(people, least)
    padded = np.append(marks, 0)  # the place -1 stands for none
    sums = padded[members].sum(axis=1) % PRIME
    order = np.argsort(sums, kind="stable")
    wanted = -sums % PRIME
    low = np.searchsorted(sums[order], wanted, side="left")
    high = np.searchsorted(sums[order], wanted, side="right")
    seen: set[tuple[int, ...]] = set()
    for half in np.flatnonzero(high > low):
        for other in order[low[half] : high[half]]:
            if totals[half] + totals[other] < least:
                both = [int(n) for n in (*members[half], *members[other]) if n >= 0]
                whole = tuple(sorted(both))
                if whole and len(set(whole)) == len(whole) and whole not in seen:
                    seen.add(whole)
                    yield whole


def _halves(people: Vector, least: int) -> tuple[npt.NDArray[np.int64], Vector]:
    """Sets of up to half as many places as a small set can have, a row each, filled with -1; and their people."""
    width = max(least // 2, 1)
    count = len(people)
    level = np.full((1, width), -1, dtype=np.int64)
    totals = np.zeros(1, dtype=np.int64)
    every, all_totals = [level], [totals]
    for size in range(least // 2):
        last = level[:, size - 1] if size else np.full(len(level), -1, dtype=np.int64)
        fits = (last[:, None] < np.arange(count)) & (totals[:, None] + people < least)
        rows, more = np.nonzero(fits)
        level = level[rows].copy()
        level[:, size] = more
        totals = totals[rows] + people[more]
        every.append(level)
        all_totals.append(totals)
    return np.vstack(every), np.concatenate(all_totals)
