"""
What sums tell about the cells that are hidden: exact linear algebra over the whole numbers modulo a large prime.

A combination of shown sums with rational weights is also one modulo the prime, unless the prime divides a denominator
of the weights (a minor of a matrix of 0, 1 and -1); nothing that is told is overlooked otherwise. What is told modulo
the prime only would hide a cell too many, never one too few.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from remeslo.core.rollup.suppress.board import Equation
from remeslo.core.rollup.suppress.vanishing import PRIME, vanishing

Matrix = npt.NDArray[np.int64]
Vector = npt.NDArray[np.int64]


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
        self._shown: set[int] = set()

    def tells(self, groups: Sequence[int]) -> bool:
        """True when the sum of these hidden groups follows."""
        places = [self._place[g] for g in groups]
        return not (self._marks[places].sum(axis=0) % PRIME).any() and not self._rest(places).any()

    def tells_beside(self, group: int, secret: Collection[int]) -> Iterator[tuple[int, ...]]:
        """Secret groups that follow once this one is shown as well; each alone."""
        marks = self._marks_beside(group)
        places = np.array([self._place[s] for s in secret if s != group], dtype=np.int64)
        for place in places[marks[places] == 0] if places.size else ():
            if self._follows_beside([int(place)], group):
                yield (self.hidden[place],)

    def small_sums(self, people: Mapping[int, int], least: int, beside: int | None = None) -> Iterator[tuple[int, ...]]:
        """
        Sets of the given groups (which share nobody) whose sum follows and is over fewer than ``least`` people.

        Parameters
        ----------
        beside
            A hidden group that is taken as shown: then only sets that follow because of it are sure to be among them.
        """
        near = range(len(self.hidden)) if beside is None else self._block(self._place[beside])
        groups = [
            n for n in near if 0 < people.get(g := self.hidden[n], 0) < least and g != beside and g not in self._shown
        ]
        if not groups:
            return
        marks = self._marks[:, 0] if beside is None else self._marks_beside(beside)
        counts = np.array([people[self.hidden[n]] for n in groups], dtype=np.int64)
        for some in vanishing(marks[groups], counts, least):
            places = [groups[n] for n in some]
            if not self._rest(places).any() if beside is None else self._follows_beside(places, beside):
                yield tuple(self.hidden[n] for n in places)

    def show(self, group: int) -> None:
        """From now on the group is not hidden: what is told is told beside it."""
        place = self._place[group]
        self._shown.add(group)
        row = self._rest([place])
        if not row.any():
            return
        column = int(np.flatnonzero(row)[0])
        row = row * pow(int(row[column]), -1, PRIME) % PRIME
        others = np.flatnonzero(self._reduced[:, column])
        if others.size:
            weights = self._reduced[others, column][:, None]
            self._reduced[others] = (self._reduced[others] - weights * row[None, :]) % PRIME
        self._reduced = np.vstack([self._reduced, row[None, :]])
        self._pivots.append(column)
        self._marks = self._fingerprints()

    def behind(self, groups: Sequence[int]) -> tuple[Equation, ...]:
        """The equations that a sum is put together from which follows from them alone (nothing was shown since)."""
        weights = np.zeros(len(self.equations), dtype=np.int64)
        for column, how in zip(self._pivots, self._how, strict=True):
            if self.hidden[column] in groups:
                weights = (weights + how) % PRIME
        return tuple(e for e, weight in zip(self.equations, weights, strict=True) if weight)

    def _rest(self, places: Sequence[int]) -> Vector:
        """What is left of a sum of groups when all that is told is taken from it: 0 where it follows."""
        wanted = np.zeros(len(self.hidden), dtype=np.int64)
        wanted[list(places)] = 1
        rows = np.flatnonzero(wanted[self._pivots]) if self._pivots else ()
        for row in rows:
            wanted = (wanted - self._reduced[row]) % PRIME
        return wanted

    def _follows_beside(self, places: Sequence[int], group: int) -> bool:
        """True when the sum follows from what is told and the group: its rest is a multiple of the group's rest."""
        rest, unit = self._rest(places), self._rest([self._place[group]])
        if not unit.any():
            return not rest.any()
        at = int(np.flatnonzero(unit)[0])
        weight = int(rest[at]) * pow(int(unit[at]), -1, PRIME) % PRIME
        return bool((rest == unit * weight % PRIME).all())

    def _marks_beside(self, group: int) -> Vector:
        """One mark a group, such that those of a sum that follows beside this group add up to 0; its own is 0."""
        first, second = (int(m) for m in self._marks[self._place[group]])
        if not first and not second:
            return self._marks[:, 0]
        return (self._marks[:, 0] * second % PRIME - self._marks[:, 1] * first % PRIME) % PRIME

    def _block(self, place: int) -> list[int]:
        """Places that hang together with this one by what is told; what follows because of it lies among them."""
        linked = self._reduced != 0
        rows, columns = np.zeros(len(linked), dtype=bool), np.zeros(len(self.hidden), dtype=bool)
        columns[place] = True
        while True:
            reached = linked[:, columns].any(axis=1)
            if (reached == rows).all():
                return [int(n) for n in np.flatnonzero(columns)]
            rows = reached
            columns |= linked[rows].any(axis=0)

    def _fingerprints(self) -> Matrix:
        """
        Two numbers a group, such that those of groups whose sum follows add up to 0.

        What is not told is a combination of the free columns; each of these gets numbers drawn from a fixed seed.
        """
        taken = set(self._pivots)
        free = [n for n in range(len(self.hidden)) if n not in taken]
        marks = np.zeros((len(self.hidden), 2), dtype=np.int64)
        marks[free] = np.random.default_rng(65).integers(1, PRIME, size=(len(free), 2), dtype=np.int64)
        if self._pivots:
            rows = self._reduced[:, free]
            for k in (0, 1):
                marks[self._pivots, k] = -((rows * marks[free, k]) % PRIME).sum(axis=1) % PRIME
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
