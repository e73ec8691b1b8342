"""Charts of a simulation: who gains and loses as bars from a middle line; money by employment rate in a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from remeslo.core.funding.simulate import Change, Point

WIDTH: Final = 600
HEIGHT: Final = 180
ROW: Final = 34
_TOP: Final = 16
_LEFT: Final = 10


@dataclass(frozen=True, slots=True)
class GainBar:
    """One payee's change: a bar to the right (gains) or to the left of the middle."""

    change: Change
    y: int
    x: int
    width: int
    gains: bool


def gain_bars(changes: Sequence[Change]) -> list[GainBar]:
    """Bars from the top down in the order given, the largest change as wide as half of the picture."""
    widest = max((abs(c.change) for c in changes), default=Decimal(0)) or Decimal(1)
    bars = []
    for n, change in enumerate(changes):
        width = round(abs(change.change) * (WIDTH // 2) / widest)
        gains = change.change >= 0
        bars.append(GainBar(change, n * ROW, WIDTH // 2 if gains else WIDTH // 2 - width, max(1, width), gains))
    return bars


@dataclass(frozen=True, slots=True)
class CurveDot:
    """A rate and the money of a learner at it."""

    point: Point
    x: int
    y: int

    @property
    def percent(self) -> int:
        """The employment rate in per cent."""
        return round(self.point.employed * 100)


@dataclass(frozen=True, slots=True)
class Curve:
    """The line of means and the band of the middle 80 %."""

    dots: tuple[CurveDot, ...]
    line: str
    band: str
    base: int = HEIGHT
    width: int = WIDTH


def curve(points: Sequence[Point]) -> Curve:
    """Money of a learner by employment rate; the scale begins at zero, so that a flat line looks flat."""
    top = max((p.a_learner.high for p in points), default=Decimal(1)) or Decimal(1)
    step = (WIDTH - 6 * _LEFT) // max(1, len(points) - 1)

    def y(amount: Decimal) -> int:
        return round(HEIGHT - max(Decimal(0), amount) * (HEIGHT - _TOP) / top)

    xs = [3 * _LEFT + n * step for n in range(len(points))]
    dots = tuple(CurveDot(p, x, y(p.a_learner.mean)) for x, p in zip(xs, points, strict=True))
    upper = [f"{x},{y(p.a_learner.high)}" for x, p in zip(xs, points, strict=True)]
    lower = [f"{x},{y(p.a_learner.low)}" for x, p in zip(xs, points, strict=True)]
    return Curve(dots, " ".join(f"{d.x},{d.y}" for d in dots), " ".join([*upper, *reversed(lower)]))
