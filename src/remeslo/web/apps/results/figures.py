"""Figures of a cluster's indicators, computed once for each newest fact, day and year; what must be hidden."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from threading import Lock
from typing import Any, Final

from remeslo.core.results.figures import Figure, FigureState, roll_up
from remeslo.core.results.indicator import Indicator
from remeslo.core.results.small import Cell, Shown, hidden
from remeslo.core.results.tally import Carry, FactBase, Period
from remeslo.interchange.resultpack import builtin_indicators
from remeslo.web.apps.common.reckoned import reckoned
from remeslo.web.apps.results.digest import TEXT, digest_of
from remeslo.web.apps.results.kinds import kinds
from remeslo.web.apps.results.ledger import Ledger

LEVELS: Final[tuple[tuple[str, ...], ...]] = ((), ("college",), ("college", "programme"))
TOO_LOW: Final = Fraction(5, 4)
"""A target surpassed by a quarter was too low: what the audit of 2025 found for most indicators."""
_KEPT: Final = 96
_bases: OrderedDict[Any, FactBase] = OrderedDict()
_boards: OrderedDict[Any, "Board"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Board:
    """All figures of a year: by level, and which must be hidden from who may not see single facts."""

    year: int
    tables: Mapping[tuple[str, ...], tuple[Figure, ...]]
    secret: frozenset[Shown]

    def figure(self, indicator: str, place: tuple[str, ...] = ()) -> Figure | None:
        """The figure of an indicator at a place."""
        return next((f for f in self.at(LEVELS[len(place)], indicator) if f.place == place), None)

    def at(self, levels: tuple[str, ...], indicator: str) -> Sequence[Figure]:
        """Figures of an indicator at a level."""
        return [f for f in self.tables[levels] if f.indicator == indicator]

    def is_secret(self, figure: Figure) -> bool:
        """True when only those who may see single facts may see it."""
        cell = Cell(LEVELS[len(figure.place)], figure.place)
        return Shown(figure.indicator, figure.period, cell) in self.secret


def year_period(year: int) -> Period:
    """A calendar year."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def years_of(held: Ledger, day: date) -> list[int]:
    """Years that have facts, the latest first, as many as are shown."""
    return list(digest_of(held, day).years)


def board_of(held: Ledger, year: int, day: date) -> Board:
    """The figures of a year by the knowledge of a day."""
    key = (held.stamp, year, day)
    with _lock:
        if key in _boards:
            _boards.move_to_end(key)
            return _boards[key]
    board = reckoned(("board", *key), lambda: _computed(_base(held, day), year, day, held.carry), by=TEXT)
    with _lock:
        _boards[key] = board
        while len(_boards) > _KEPT:
            _boards.popitem(last=False)
    return board


def target_of(held: Ledger, indicator: str, year: int, day: date) -> Decimal | None:
    """The planned value of an indicator and year, the last one said."""
    return digest_of(held, day).plans.get((indicator, year))


def fulfilment(figure: Figure | None, target: Decimal | None) -> Fraction | None:
    """Value ÷ target, None where one of them is not there."""
    if figure is None or figure.value is None or not target or figure.state is FigureState.NO_DATA:
        return None
    return figure.value / Fraction(target)


def indicators() -> Mapping[str, Indicator]:
    """Indicators that come with the program, in their order."""
    return builtin_indicators()


def _base(held: Ledger, day: date) -> FactBase:
    key = (held.stamp, day)
    with _lock:
        if key in _bases:
            return _bases[key]
    base = FactBase(held.facts, day)
    with _lock:
        _bases[key] = base
        while len(_bases) > 3:
            _bases.popitem(last=False)
    return base


def _computed(base: FactBase, year: int, day: date, carry: Carry | None) -> Board:
    period = year_period(year)
    every = indicators()
    tables: dict[tuple[str, ...], tuple[Figure, ...]] = {
        levels: roll_up(every.values(), base, period=period, on=day, kinds=kinds(), levels=levels, carry=carry)
        for levels in LEVELS
    }
    return Board(year, tables, hidden(tables, people=lambda key: every[key].people))
