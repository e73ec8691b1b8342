"""Years of an organisation as a picture: names, parts in clusters and licences as bars, successions as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WIDTH: Final = 900
LEFT: Final = 250
ROW: Final = 34
HEAD: Final = 30
LETTERS: Final = 34
"""Of a row's name that fit left of the bars."""
MOST_YEARS: Final = 12
"""Lines of years that can be told apart; more years have a line every second, fourth, ... year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Days of one thing: what its row is called, what it is, from when, up to when (None: still)."""

    row: str
    word: str
    since: date
    until: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar on paper; an open one reaches the edge."""

    bar: Bar
    x: float
    y: float
    width: float
    is_open: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on paper with its word."""

    word: str
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows with their bars, years, the day of today, days of successions."""

    rows: tuple[tuple[str, float], ...]
    bars: tuple[Drawn, ...]
    years: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    today: float
    height: int
    width: int = WIDTH
    left: int = LEFT

    @property
    def bottom(self) -> int:
        """Where the lines of years end."""
        return self.height - 6


def timeline(bars: Sequence[Bar], marks: Sequence[tuple[date, str]], today: date) -> Timeline:
    """The picture from the first day told up to half a year beyond today and the last day told."""
    days = [b.since for b in bars] + [d for d, _word in marks]
    ends = [b.until for b in bars if b.until is not None]
    first = min([*days, today - timedelta(days=365)])
    last = max([*days, *ends, today]) + timedelta(days=183)
    names = list(dict.fromkeys(b.row for b in bars))

    def x(day: date) -> float:
        share = (day - first).days / (last - first).days
        return round(LEFT + max(0.0, min(1.0, share)) * (WIDTH - LEFT - 10), 1)

    drawn = tuple(
        Drawn(
            b,
            x(b.since),
            HEAD + names.index(b.row) * ROW + 6,
            round(max(3.0, x(b.until or last) - x(b.since)), 1),
            b.until is None,
        )
        for b in bars
    )
    step = max(1, -(-(last.year - first.year) // MOST_YEARS))
    years = [y for y in range(first.year + 1, last.year + 1) if y % step == 0]
    return Timeline(
        rows=tuple((name, HEAD + n * ROW + 21) for n, name in enumerate(names)),
        bars=drawn,
        years=tuple(Mark(str(y), x(date(y, 1, 1))) for y in years),
        marks=tuple(Mark(word, x(day)) for day, word in marks),
        today=x(today),
        height=HEAD + ROW * max(1, len(names)) + 12,
    )
