"""Figures of indicators: SUM / SUM by place, each with its completeness, its state and the facts behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact, FactKey, Standing
from remeslo.core.base.ratios import FigureState, completeness_of, has_value, is_incomplete, state_of, value_of
from remeslo.core.results.indicator import Indicator
from remeslo.core.results.kinds import FactKind
from remeslo.core.results.tally import Carry, FactBase, Period, Tally

__all__ = ["Figure", "FigureState", "roll_up"]


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
        return value_of(self.above, self.below, self.known, self.expected)

    @property
    def completeness(self) -> Fraction | None:
        """Known ÷ expected; ``None`` where nothing is expected."""
        return completeness_of(self.known, self.expected)

    @property
    def state(self) -> FigureState:
        """The worst that can be said of it."""
        return state_of(
            has_data=bool(self.facts) and has_value(self.below, self.known, self.expected),
            incomplete=is_incomplete(self.known, self.expected),
            to_confirm=self.to_confirm,
            confirmed=self.confirmed,
            disputed=self.disputed,
        )


def roll_up(
    indicators: Iterable[Indicator],
    facts: Iterable[Fact] | FactBase,
    *,
    period: Period,
    on: date,
    kinds: Mapping[str, FactKind],
    levels: Sequence[str] = (),
    carry: Carry | None = None,
) -> tuple[Figure, ...]:
    """
    Figures of a period by what is known on a day, for each place that has any, ordered by indicator and place.

    Indicators that were not yet defined in the period are left out. With ``carry`` a figure stands with who stood in
    a college's place on the days that count (`FactBase.dated_places`), so that neither a merger nor a learner who went
    elsewhere later changes a figure of the past; without it, where each learner is by the last admission.
    """
    base = facts if isinstance(facts, FactBase) else FactBase(facts, on)
    figures: list[Figure] = []
    for indicator in indicators:
        if min(e.since for e in indicator.editions) <= period.last:
            figures += _figures(indicator, base, period, kinds, levels, carry)
    return tuple(figures)


def _figures(
    indicator: Indicator,
    base: FactBase,
    period: Period,
    kinds: Mapping[str, FactKind],
    levels: Sequence[str],
    carry: Carry | None,
) -> list[Figure]:
    edition = indicator.on(period.last)
    counted = period.counting_day(edition.count_on)
    sides = (edition.above, edition.below, edition.known, edition.expected)
    present = [s for s in (edition.below, edition.above, edition.known, edition.expected) if s]
    placing = base.dated_places(present, period, counted, carry) if carry else None
    sums = [base.tally(side, period, counted, levels, placing) if side else None for side in sides]
    disputed = base.count_disputed(present, period, counted, levels, placing)
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
