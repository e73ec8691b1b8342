"""
Demand by year with its assumptions: what employers stated, carried on where they stated nothing more.

The method, all of it:

1. For a year that a card states, its people count as stated (``STATED``).
2. For later years the card counts with the people of its last stated year (``CARRIED``): employers state two or three
   years ahead, and silence about the fourth is not a wish for nobody.
3. Carried people have a range where there is history: past years t and t+h give ratios people(t+h) / people(t), which
   is how far carrying on for h years was off; the range is the smallest and largest of them, when there are at least
   `LEAST_SEEN`. Stated people have a range where it is known what came of earlier statements, in the same way.
4. Where history is shorter there is no range, and a finding says so. Nothing is fitted and nothing made up.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.demand import DemandCard

LEAST_SEEN = 3
"""A range is told from at least so many past cases."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a statement: people stated for a year and people who came to work in it; ``stated`` > 0."""

    year: int
    stated: int
    came: int

    def __post_init__(self) -> None:
        if self.stated <= 0 or self.came < 0:
            raise ProblemError(f"outcome of {self.year}: stated must be > 0 and came >= 0.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastYear:
    """
    One calendar year.

    Parameters
    ----------
    stated, carried
        People in all that are stated for this year, and people carried on from earlier years.
    low, high
        Range of their sum, ``None`` where history does not tell one.
    """

    year: int
    stated: int
    carried: int
    low: int | None = None
    high: int | None = None

    @property
    def people(self) -> int:
        """Stated and carried together."""
        return self.stated + self.carried


@dataclass(frozen=True, slots=True)
class Forecast:
    """Years in order, and the assumptions behind them as findings to be shown beside the figures."""

    years: tuple[ForecastYear, ...]
    assumptions: tuple[Finding, ...]


def forecast(
    cards: Iterable[DemandCard],
    *,
    since: int,
    until: int,
    history: Mapping[int, int] | None = None,
    outcomes: Sequence[Outcome] = (),
) -> Forecast:
    """
    People needed in each calendar year from ``since`` to ``until``, both included.

    Parameters
    ----------
    history
        People needed (or taken on) in past calendar years, of the same industry and region; may have gaps.
    outcomes
        Earlier statements and what came of them.

    Raises
    ------
    ProblemError
        When ``until`` lies before ``since`` or more than 30 years after it.
    """
    if not 0 <= until - since <= 30:
        raise ProblemError(f"forecast: until must lie 0 to 30 years after since {since}, got {until}.")
    known = list(cards)
    past = dict(history or {})
    came = [o.came / o.stated for o in outcomes]
    years = tuple(_year(year, known, past, came) for year in range(since, until + 1))
    return Forecast(years, tuple(_assumptions(years, known, past, came)))


def _year(year: int, cards: Sequence[DemandCard], past: Mapping[int, int], came: Sequence[float]) -> ForecastYear:
    stated = 0
    carried: dict[int, int] = {}
    for card in cards:
        here = sum(h.people for h in card.headcount if h.year == year)
        last = max((h.year for h in card.headcount), default=None)
        if here:
            stated += here
        elif last is not None and last < year:
            people = sum(h.people for h in card.headcount if h.year == last)
            carried[year - last] = carried.get(year - last, 0) + people
    parts = [(stated, came)] if stated else []
    parts += [(people, ratios(past, ahead)) for ahead, people in sorted(carried.items())]
    low = high = None
    if parts and all(len(seen) >= LEAST_SEEN for _people, seen in parts):
        low = math.floor(sum(people * min(seen) for people, seen in parts) + 1e-9)
        high = math.ceil(sum(people * max(seen) for people, seen in parts) - 1e-9)
    return ForecastYear(year=year, stated=stated, carried=sum(carried.values()), low=low, high=high)


def ratios(past: Mapping[int, int], ahead: int) -> tuple[float, ...]:
    """How the people of a past year stood to those ``ahead`` years before, for every such pair."""
    return tuple(past[y] / past[y - ahead] for y in sorted(past) if past.get(y - ahead, 0) > 0)


def _assumptions(
    years: Sequence[ForecastYear], cards: Sequence[DemandCard], past: Mapping[int, int], came: Sequence[float]
) -> Iterable[Finding]:
    where = f"year {years[0].year}" if len(years) == 1 else f"{years[0].year}–{years[-1].year}"
    if not cards:
        yield Finding("forecast.no_cards", where, {}, Severity.WARNING)
        return
    yield Finding("forecast.as_stated", where, {"cards": len(cards)}, Severity.NOTE)
    if carried := [y for y in years if y.carried]:
        facts = {"year": carried[0].year, "people": max(y.carried for y in carried)}
        yield Finding("forecast.carried_on", where, facts, Severity.NOTE)
    if any(y.stated for y in years):
        yield _range("forecast.range_of_statements", "forecast.no_outcomes", where, came)
    if carried:
        yield _range("forecast.range_of_years", "forecast.no_history", where, ratios(past, 1))
    if blank := [y.year for y in years if y.people and y.low is None]:
        yield Finding("forecast.no_range", where, {"years": tuple(blank)}, Severity.NOTE)


def _range(known: str, unknown: str, where: str, seen: Sequence[float]) -> Finding:
    if len(seen) < LEAST_SEEN:
        return Finding(unknown, where, {"seen": len(seen), "least": LEAST_SEEN}, Severity.NOTE)
    facts = {"seen": len(seen), "low_share": min(seen), "high_share": max(seen)}
    return Finding(known, where, facts, Severity.NOTE)
