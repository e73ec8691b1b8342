"""The chart of a price list: one bar a line, as long as the weeks that one unit saves."""

from collections.abc import Sequence
from dataclasses import dataclass

from remeslo.core.curriculum.prices.price import Step

LINE = 30
LABELS, BARS, WIDTH = 390, 470, 920
"""Sizes in the chart's own units: height of a line, widths of the words, of the bars, of the whole."""
_NUMBERS = 60
"""Room behind the longest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the chart; ``width`` 0: one unit saves nothing."""

    title: str
    by: str
    step: Step
    y: int
    width: int

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.y + LINE // 2 + 4

    @property
    def end(self) -> int:
        """Where the number stands."""
        return LABELS + self.width + 8

    @property
    def is_least(self) -> bool:
        """True when the weeks saved may be more."""
        return self.step.saved is not None and not self.step.proof.is_proven


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid."""

    x: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Bars:
    """The chart."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def bottom(self) -> int:
        """Where the axis lies."""
        return len(self.bars) * LINE

    @property
    def height(self) -> int:
        """Height of the chart, its axis included."""
        return self.bottom + 24

    @property
    def origin(self) -> int:
        """Where the bars begin."""
        return LABELS

    @property
    def width(self) -> int:
        """Width of the chart."""
        return WIDTH


def bars_of(lines: Sequence[tuple[str, str, Step]]) -> Bars:
    """The chart of titles, amounts and their first step, in the order given."""
    most = max((step.saved or 0 for _, _, step in lines), default=0) or 1

    def long(weeks: int) -> int:
        return max(0, round(weeks * (BARS - _NUMBERS) / most))

    bars = tuple(Bar(t, by, step, n * LINE, long(step.saved or 0)) for n, (t, by, step) in enumerate(lines))
    grid = range(0, most + 1, max(1, -(-most // 8)))
    return Bars(bars, tuple(Tick(LABELS + long(weeks), weeks) for weeks in grid))
