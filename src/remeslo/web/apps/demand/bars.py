"""Pictures of the board: a bar a line, stacked by year; a column a year, stated below and carried on above."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from remeslo.core.competence.demandforecast import Forecast, ForecastYear
from remeslo.core.competence.demandsums import Axis, Board, Line

WIDTH: Final = 1000
HEIGHT: Final = 120
COLUMN: Final = 64
SERIES: Final = 8
"""Colours there are; years beyond begin again."""


@dataclass(frozen=True, slots=True)
class Piece:
    """People of one year (``None``: years that may not be told apart), as a rectangle."""

    year: int | None
    people: int
    x: int
    width: int
    series: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the board with its pieces; ``by_year`` has what the reader may know of each year."""

    line: Line
    name: str
    people: int
    by_year: Mapping[int, int]
    pieces: tuple[Piece, ...]
    hidden: bool


def bars(board: Board, names: Mapping[str, str]) -> list[Bar]:
    """
    Bars in the order of the lines, the longest as wide as the picture.

    The very name of a job or a work function may be another employer's words: such a line, when it tells no number, is
    not there at all.
    """
    lines = [line for line in board.lines if line.people or board.axis in (Axis.INDUSTRY, Axis.REGION)]
    widest = max((line.people for line in lines), default=0) or 1
    return [_bar(line, board.years, names, WIDTH / widest) for line in lines]


def known_years(line: Line) -> dict[int, int]:
    """People by year, as far as they may be known: of own cards, and of others where their years are shown."""
    total: dict[int, int] = dict(line.own.by_year or {})
    for year, people in (line.others.by_year or {}).items():
        total[year] = total.get(year, 0) + people
    return dict(sorted(total.items()))


def _bar(line: Line, years: tuple[int, ...], names: Mapping[str, str], scale: float) -> Bar:
    by_year = known_years(line)
    parts: list[tuple[int | None, int]] = [(y, n) for y, n in by_year.items() if n]
    if rest := line.people - sum(by_year.values()):
        parts.append((None, rest))
    pieces = []
    below = 0
    for year, people in parts:
        x = round(below * scale)
        below += people
        series = years.index(year) % SERIES + 1 if year in years else 0
        pieces.append(Piece(year, people, x, max(1, round(below * scale) - x), series))
    return Bar(line, names.get(line.value, line.value), line.people, by_year, tuple(pieces), line.others.hidden)


@dataclass(frozen=True, slots=True)
class Column:
    """A year of the forecast: heights of what is stated and of what is carried on, and the range where there is one."""

    year: ForecastYear
    x: int
    stated: int
    carried: int
    low_y: int | None
    high_y: int | None

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + COLUMN // 2

    @property
    def stated_y(self) -> int:
        """Top of what is stated."""
        return HEIGHT - self.stated

    @property
    def carried_y(self) -> int:
        """Top of the whole column."""
        return HEIGHT - self.stated - self.carried


def columns(forecast: Forecast) -> list[Column]:
    """Columns from left to right, the tallest as high as the picture."""
    tallest = max((y.high or y.people for y in forecast.years), default=0) or 1
    scale = HEIGHT / tallest
    return [
        Column(
            y,
            n * COLUMN,
            round(y.stated * scale),
            round(y.people * scale) - round(y.stated * scale),
            None if y.low is None else HEIGHT - round(y.low * scale),
            None if y.high is None else HEIGHT - round(y.high * scale),
        )
        for n, y in enumerate(forecast.years)
    ]
