"""What speaks for a work function: its name, the best of its statements, and how its three best do together."""

from collections.abc import Sequence

import numpy as np

from remeslo.core.competence.matching.vocabulary import FloatArray, IntArray

NAME, BEST, THREE = 0.3, 0.4, 0.3
"""Shares of the name, the best statement and the mean of the three best statements in a function's likeness."""


class FunctionEvidence:
    """
    Joins the likenesses of statements to those of their functions.

    Parameters
    ----------
    function_of
        Number of the function of each statement; statements of a function stand together.
    is_name
        True for the statement that is the function's name.
    """

    def __init__(self, function_of: Sequence[int], is_name: Sequence[bool]) -> None:
        self.function_of: IntArray = np.asarray(function_of, dtype=np.int32)
        self._names = np.flatnonzero(np.asarray(is_name, dtype=bool))
        changes = np.flatnonzero(np.diff(self.function_of)) + 1
        self._starts = np.concatenate((np.zeros(1, dtype=np.int64), changes)) if len(self.function_of) else changes

    @property
    def num_functions(self) -> int:
        """How many functions there are."""
        return len(self._starts)

    def join(self, raw: FloatArray) -> tuple[FloatArray, IntArray]:
        """Likeness of each function, and the number of its best statement (its name counts as one)."""
        if not self.num_functions:
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int32)
        left = raw.astype(np.float32, copy=True)
        first, best = self._take_best(left)
        second, _ = self._take_best(left)
        third, _ = self._take_best(left)
        name = np.zeros(self.num_functions, dtype=np.float32)
        name[self.function_of[self._names]] = raw[self._names]
        likeness = NAME * name + BEST * first + THREE * (first + second + third) / 3
        return np.asarray(likeness, dtype=np.float32), best

    def highest(self, values: FloatArray) -> FloatArray:
        """Largest value of each function's statements."""
        if not self.num_functions:
            return np.zeros(0, dtype=np.float32)
        return np.asarray(np.maximum.reduceat(values, self._starts), dtype=np.float32)

    def _take_best(self, left: FloatArray) -> tuple[FloatArray, IntArray]:
        """The largest value in each function and where it stands; it is taken out of ``left`` (set to 0)."""
        best = np.maximum.reduceat(left, self._starts)
        at = np.flatnonzero(left == best[self.function_of])[::-1]
        place = np.zeros(self.num_functions, dtype=np.int32)
        place[self.function_of[at]] = at  # the last written is the first of equals
        left[place] = 0.0
        return np.asarray(best, dtype=np.float32), place
