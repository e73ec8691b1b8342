"""An indicator through the years: a line of what was reached and dashes of what was planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

WIDTH: Final = 400
HEIGHT: Final = 110
_EDGE: Final = 14


@dataclass(frozen=True, slots=True)
class Dot:
    """What was reached in a year (``y`` None: no data, or not to be shown) and the height of the target."""

    year: int
    x: int
    y: int | None
    target_y: int | None


@dataclass(frozen=True, slots=True)
class History:
    """The picture: dots by year, the line through those that follow one another."""

    dots: tuple[Dot, ...]
    points: str
    step: int
    base: int = HEIGHT


def history(years: Sequence[tuple[int, Fraction | None, Decimal | None]]) -> History:
    """Years (oldest first) with value and target, to the scale of the largest of them."""
    top = max((Fraction(v) for _y, *both in years for v in both if v is not None), default=Fraction(1)) or Fraction(1)
    step = WIDTH // max(1, len(years))
    dots = tuple(
        Dot(year, n * step + step // 2, _height(value, top), _height(target, top))
        for n, (year, value, target) in enumerate(years)
    )
    points = " ".join(f"{d.x},{d.y}" for d in dots if d.y is not None)
    return History(dots, points, step)


def _height(value: Fraction | Decimal | None, top: Fraction) -> int | None:
    if value is None:
        return None
    return round(HEIGHT - max(Fraction(0), Fraction(value)) / top * (HEIGHT - _EDGE))
