"""Temperatures and prices from what moves cost in the problem at hand."""

from dataclasses import dataclass

import numpy as np

from remeslo.core.timetable._kernels.tables import Longs

# Shares of the quantiles below; one set of numbers for all problems, from trials on both families of public instances.
_WARM = 1.0
_WARM_ON_GRID = 0.25
_COLD = 0.1
_HARD = 20
_QUENCH = 4


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
        """The temperature when a share (0 to 1) of the work is done; the last twentieth is colder still."""
        if done > 0.95:
            return self.cold / _QUENCH
        return float(self.warm * (self.cold / self.warm) ** (max(0.0, done) / 0.95))


def rough_scale(changes: Longs) -> Scale:
    """A scale to come down with from anywhere: ``changes`` of the cost (without hard rules) by random moves."""
    sizes = np.abs(changes[changes != 0])
    typical = float(np.median(sizes)) if len(sizes) else 1.0
    return Scale(typical / 4, max(0.1, typical / 100), max(10, int(15 * typical)))


def scale_of(changes: Longs, *, grid: bool = False) -> Scale:
    """
    The scale of an annealing, from what random moves cost where `rough_scale` has led.

    On a grid, where moves are many, the hot part is left out: classes there have found their places after seconds.
    """
    sizes = changes[changes > 0]
    if len(sizes) == 0:
        return Scale(1.0, 0.1, _HARD)
    least, typical = (float(q) for q in np.quantile(sizes, (0.05, 0.5)))
    warm = (_WARM_ON_GRID if grid else _WARM) * typical
    return Scale(warm, min(_COLD * max(1.0, least), warm / 2), max(10, int(_HARD * _WARM * typical)))
