"""Figures of indicators: SUM / SUM by place, each with its completeness, its state and the facts behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.facts import Fact, FactKey, Standing
from remeslo.core.results.indicator import Indicator
from remeslo.core.results.kinds import FactKind
from remeslo.core.results.tally import FactBase, Period, Tally


class FigureState(StrEnum):
    """How far a figure can be relied on; ordered from nothing to all."""

    NO_DATA = "no_data"
    """Nothing below the line, or nothing is known yet of what is expected."""
    DISPUTED = "disputed"
    """Somebody contradicts a fact that would count; such facts are left out."""
    INCOMPLETE = "incomplete"
    CLAIMED = "claimed"
    """Complete, but the other side has not confirmed everything."""
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One indicator of one place and period.

    Parameters
    ----------
    place
        Names by the levels asked for; ``()`` is the whole.
    above, below
        The sums; ``below`` is ``None`` for a plain sum.
    known, expected
        Of these completeness is made; ``None`` where the edition asks for none.
    people
        How many subjects stand below the line (above it, for a plain sum); small groups are hidden by this number.
    to_confirm, confirmed, disputed
        Facts behind it that another organisation has to confirm, and what it has said so far; those disputed are not
        among the others.
    facts
        Keys of facts above and below the line, once each.
    """

    indicator: str
    edition: date
    period: str
    place: tuple[str, ...]
    above: Decimal
    below: Decimal | None
    known: Decimal | None
    expected: Decimal | None
    people: int
    to_confirm: int
    confirmed: int
    disputed: int
    facts: tuple[FactKey, ...]

    @property
    def value(self) -> Fraction | None:
        """SUM / SUM, exact; ``None`` where there is no data."""
        if self.below is None:
            return Fraction(self.above)
        if self.below == 0 or (self.expected and not self.known):
            return None
        return Fraction(self.above) / Fraction(self.below)

    @property
    def completeness(self) -> Fraction | None:
        """Known ÷ expected; ``None`` where nothing is expected."""
        if not self.expected or self.known is None:
            return None
        return Fraction(self.known) / Fraction(self.expected)

    @property
    def state(self) -> FigureState:
        """The worst that can be said of it."""
        if self.value is None or not self.facts:
            return FigureState.NO_DATA
        if self.disputed:
            return FigureState.DISPUTED
        if self.completeness is not None and self.completeness < 1:
            return FigureState.INCOMPLETE
        return FigureState.CONFIRMED if self.confirmed == self.to_confirm else FigureState.CLAIMED


def roll_up(
    indicators: Iterable[Indicator],
    facts: Iterable[Fact] | FactBase,
    *,
    period: Period,
    on: date,
    kinds: Mapping[str, FactKind],
    levels: Sequence[str] = (),
) -> tuple[Figure, ...]:
    """
    Figures of a period by what is known on a day, for each place that has any, ordered by indicator and place.

    Indicators that were not yet defined in the period are left out.
    """
    base = facts if isinstance(facts, FactBase) else FactBase(facts, on)
    figures: list[Figure] = []
    for indicator in indicators:
        if min(e.since for e in indicator.editions) <= period.last:
            figures += _figures(indicator, base, period, kinds, levels)
    return tuple(figures)


def _figures(
    indicator: Indicator, base: FactBase, period: Period, kinds: Mapping[str, FactKind], levels: Sequence[str]
) -> list[Figure]:
    edition = indicator.on(period.last)
    counted = period.counting_day(edition.count_on)
    sides = (edition.above, edition.below, edition.known, edition.expected)
    sums = [base.tally(side, period, counted, levels) if side else None for side in sides]
    disputed = base.count_disputed([s for s in sides if s], period, counted, levels)
    places = sorted({p for tallies in sums if tallies for p in tallies})
    figures = []
    for place in places or ([()] if not levels else []):
        above, below, known, expected = (None if s is None else s.get(place, Tally()) for s in sums)
        told = [t for t in (above, below, known) if t is not None]
        keys = tuple(dict.fromkeys(k for t in told for k in t.facts))
        waiting = [k for k in keys if _is_confirmable(base.facts[k], kinds)]
        figures.append(
            Figure(
                indicator=indicator.key,
                edition=edition.since,
                period=period.label,
                place=place,
                above=above.amount if above else Decimal(0),
                below=None if below is None else below.amount,
                known=None if known is None else known.amount,
                expected=None if expected is None else expected.amount,
                people=len((below or above or Tally()).subjects),
                to_confirm=len(waiting),
                confirmed=sum(base.standing[k] is Standing.CONFIRMED for k in waiting),
                disputed=disputed.get(place, 0),
                facts=keys,
            )
        )
    return figures


def _is_confirmable(fact: Fact, kinds: Mapping[str, FactKind]) -> bool:
    kind = kinds.get(fact.kind)
    return kind is not None and bool(kind.other) and bool(fact.values.get(kind.other))
