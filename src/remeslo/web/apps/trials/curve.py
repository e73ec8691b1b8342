"""The curve of a price: weeks saved by several units, as steps of a small picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from remeslo.core.curriculum.prices.price import Step

WIDTH, HEIGHT = 160, 48
"""Size of the picture in its own units."""
_EDGE = 6
"""Room for the points at its edges."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number of units that was asked about; its centre."""

    x: int
    y: int
    is_lawful: bool

    @property
    def left(self) -> int:
        """Left side of its mark."""
        return self.x - 3

    @property
    def top(self) -> int:
        """Top of its mark."""
        return self.y - 3


@dataclass(frozen=True, slots=True)
class Curve:
    """
    Steps from nothing to the most units asked about.

    Between two points the steps stay at the lower one: more units never save less, and how many of them it takes to
    reach the next point was not asked.
    """

    path: str
    points: tuple[Point, ...]

    @property
    def width(self) -> int:
        """Width of the picture."""
        return WIDTH

    @property
    def height(self) -> int:
        """Height of the picture."""
        return HEIGHT

    @property
    def bottom(self) -> int:
        """Where nothing is saved."""
        return HEIGHT - _EDGE


def curve_of(steps: Sequence[Step]) -> Curve | None:
    """The curve of the steps whose saving is known; ``None`` where these are fewer than two or save nothing."""
    known = [(s, s.saved) for s in steps if s.saved is not None]
    most = max((saved for _, saved in known), default=0)
    if len(known) < 2 or most <= 0:
        return None
    units = known[-1][0].units

    def point(step: Step, saved: int) -> Point:
        x = _EDGE + round(step.units * (WIDTH - 2 * _EDGE) / units)
        y = HEIGHT - _EDGE - round(max(0, saved) * (HEIGHT - 2 * _EDGE) / most)
        return Point(x, y, step.lawful)

    points = tuple(point(step, saved) for step, saved in known)
    path = f"M{_EDGE} {HEIGHT - _EDGE}" + "".join(f"H{p.x}V{p.y}" for p in points)
    return Curve(path, points)
