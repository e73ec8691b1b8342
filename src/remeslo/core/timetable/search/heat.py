"""Temperatures and prices from what moves cost in the problem at hand."""

from dataclasses import dataclass

import numpy as np

from remeslo.core.timetable._kernels.tables import Longs

# How the scale follows from the changes that random moves make; chosen on small random problems and on both families of
# public instances at once, see docs.
_WARM = 0.75
_COLD = 0.12
_HARD = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """
    Parameters of an annealing.

    Parameters
    ----------
    warm, cold
        First and last temperature, in units of the cost, > 0.
    hard
        What a broken hard rule counts for at first.
    """

    warm: float
    cold: float
    hard: int

    def at(self, done: float) -> float:
        """The temperature when a share (0 to 1) of the work is done."""
        return float(self.warm * (self.cold / self.warm) ** min(1.0, max(0.0, done)))


def scale_of(changes: Longs) -> Scale:
    """The scale for a problem in which random moves change the cost (without hard rules) by ``changes``."""
    sizes = np.abs(changes[changes != 0])
    if len(sizes) == 0:
        return Scale(1.0, 0.1, _HARD)
    least, typical, large = (float(q) for q in np.quantile(sizes, (0.01, 0.5, 0.75)))
    warm = _WARM * typical
    cold = min(_COLD * max(1.0, least), warm / 2)
    return Scale(warm, cold, int(max(_HARD * warm, large, 10)))
