"""What speaks for a work function: its name, the best of its statements, and how its three best do together."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

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
        """
        Likeness of each function, and the number of its best statement (its name counts as one).

        Statements without any likeness are passed over; a function that has no other is best told by its first.
        """
        if not self.num_functions:
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int32)
        at = np.flatnonzero(raw > 0)
        sums = np.zeros(self.num_functions, dtype=np.float32)
        highest = np.zeros(self.num_functions, dtype=np.float32)
        best = self._starts.astype(np.int32)
        left = raw[at].astype(np.float32)
        for turn in range(3):
            if not len(at):
                break
            value, place, functions = self._take_best(left, at)
            sums[functions] += value
            if turn == 0:
                highest[functions], best[functions] = value, place
            kept = left > 0
            at, left = at[kept], left[kept]
        name = np.zeros(self.num_functions, dtype=np.float32)
        name[self.function_of[self._names]] = raw[self._names]
        likeness = NAME * name + BEST * highest + THREE * sums / 3
        return np.asarray(likeness, dtype=np.float32), best

    def highest(self, values: FloatArray) -> FloatArray:
        """Largest value of each function's statements."""
        if not self.num_functions:
            return np.zeros(0, dtype=np.float32)
        return np.asarray(np.maximum.reduceat(values, self._starts), dtype=np.float32)

    def _take_best(
        self, left: FloatArray, at: npt.NDArray[np.intp]
    ) -> tuple[FloatArray, npt.NDArray[np.intp], IntArray]:
        """Each function's largest value, its statement, the function; the value is taken out of ``left`` (set to 0)."""
        functions = self.function_of[at]
        starts = np.concatenate((np.zeros(1, dtype=np.intp), np.flatnonzero(np.diff(functions)) + 1))
        best = np.maximum.reduceat(left, starts)
        widths = np.diff(np.append(starts, len(left)))
        places = np.flatnonzero(left == np.repeat(best, widths))
        of_place = functions[places]
        first = places[np.concatenate((np.ones(1, dtype=bool), of_place[1:] != of_place[:-1]))]
        left[first] = 0.0
        return np.asarray(best, dtype=np.float32), at[first], functions[starts]
