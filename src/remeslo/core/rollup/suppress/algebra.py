"""
What sums tell about the cells that are hidden: exact linear algebra over the whole numbers modulo a large prime.

A combination of shown sums with rational weights is also one modulo the prime, unless the prime divides a denominator
of the weights (a minor of a matrix of 0, 1 and -1); nothing that is told is overlooked otherwise. What is told modulo
the prime only would hide a cell too many, never one too few.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from remeslo.core.rollup.suppress.board import Equation

PRIME = 2**31 - 1
Matrix = npt.NDArray[np.int64]


class Told:
    """
    What the equations of one component tell about its hidden groups; all others in them are known.

    Parameters
    ----------
    hidden
        The component's hidden groups.
    equations
        Those that any of them stands in.
    """

    def __init__(self, hidden: Sequence[int], equations: Sequence[Equation]) -> None:
        self.hidden = tuple(hidden)
        self.equations = tuple(equations)
        place = {group: n for n, group in enumerate(self.hidden)}
        matrix = np.zeros((len(equations), len(hidden)), dtype=np.int64)
        for row, equation in enumerate(equations):
            for part in equation.parts:
                if part in place:
                    matrix[row, place[part]] += 1
            if equation.whole in place:
                matrix[row, place[equation.whole]] -= 1
        self._place = place
        self._reduced, self._how, self._pivots = _reduce(matrix % PRIME)
        self._marks = self._fingerprints()

    def tells(self, groups: Sequence[int]) -> bool:
        """True when the sum of these hidden groups follows."""
        return sum(self._marks[g] for g in groups) % PRIME == 0 and self._follows(groups)

    def small_sums(self, people: Mapping[int, int], least: int) -> Iterator[tuple[int, ...]]:
        """
        Sets of the given groups (which share nobody) whose sum follows and is over fewer than ``least`` people.

        Found by meeting in the middle: sums of up to half as many groups as a small set can have.
        """
        groups = [g for g in self.hidden if 0 < people.get(g, 0) < least]
        halves: dict[int, list[tuple[int, tuple[int, ...]]]] = {0: [(0, ())]}
        for size in range(1, least // 2 + 1):
            for some in combinations(groups, size):
                total = sum(people[g] for g in some)
                if total < least:
                    halves.setdefault(sum(self._marks[g] for g in some) % PRIME, []).append((total, some))
        seen: set[tuple[int, ...]] = set()
        for mark, some_halves in halves.items():
            for other_total, other in halves.get(-mark % PRIME, ()):
                for total, half in some_halves:
                    if total + other_total < least and not set(half) & set(other):
                        whole = tuple(sorted((*half, *other)))
                        if whole and whole not in seen and self._follows(whole):
                            seen.add(whole)
                            yield whole

    def behind(self, groups: Sequence[int]) -> tuple[Equation, ...]:
        """The equations that a sum that follows is put together from."""
        weights = np.zeros(len(self.equations), dtype=np.int64)
        for row, column in enumerate(self._pivots):
            if self.hidden[column] in groups:
                weights = (weights + self._how[row]) % PRIME
        return tuple(e for e, weight in zip(self.equations, weights, strict=True) if weight)

    def _follows(self, groups: Sequence[int]) -> bool:
        wanted = np.zeros(len(self.hidden), dtype=np.int64)
        wanted[[self._place[g] for g in groups]] = 1
        got = np.zeros_like(wanted)
        for row, column in enumerate(self._pivots):
            if wanted[column]:
                got = (got + self._reduced[row]) % PRIME
        return bool((got == wanted).all())

    def _fingerprints(self) -> dict[int, int]:
        """
        One number a group, such that the numbers of groups whose sum follows add up to 0.

        What is not told is a combination of the free columns; each of these gets a number drawn from a fixed seed.
        """
        free = [n for n in range(len(self.hidden)) if n not in set(self._pivots)]
        drawn = np.random.default_rng(65).integers(1, PRIME, size=len(free), dtype=np.int64)
        marks = dict.fromkeys(self.hidden, 0)
        for column, number in zip(free, drawn, strict=True):
            marks[self.hidden[column]] = int(number)
        for row, column in enumerate(self._pivots):
            products = (self._reduced[row, free] * drawn) % PRIME
            marks[self.hidden[column]] = int(-products.sum() % PRIME)
        return marks


def _reduce(matrix: Matrix) -> tuple[Matrix, Matrix, list[int]]:
    """Reduced rows, how each is made of the given ones, and the column of each row's leading 1."""
    rows, columns = matrix.shape
    work = np.hstack([matrix, np.eye(rows, dtype=np.int64)])
    pivots: list[int] = []
    for column in range(columns):
        row = len(pivots)
        below = np.flatnonzero(work[row:, column])
        if not below.size:
            continue
        at = row + int(below[0])
        if at != row:
            work[[row, at]] = work[[at, row]]
        work[row] = work[row] * pow(int(work[row, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(work[:, column])
        others = others[others != row]
        if others.size:
            work[others] = (work[others] - work[others, column][:, None] * work[row][None, :]) % PRIME
        pivots.append(column)
        if len(pivots) == rows:
            break
    return work[: len(pivots), :columns], work[: len(pivots), columns:], pivots
