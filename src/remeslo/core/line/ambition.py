"""Targets beside what came of them, and how many drawn cohorts would reach them without doing anything differently."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.funding.simulate import USUAL, Chance, World, chances
from remeslo.core.results.figures import Figure, roll_up
from remeslo.core.results.indicator import Indicator, Unit
from remeslo.core.results.kinds import FactKind
from remeslo.core.results.tally import FactBase, Period
from remeslo.core.results.targets import TargetHistory, target_histories


@dataclass(frozen=True, slots=True)
class PlanChance:
    """The last plan of an indicator against drawn cohorts; ``results`` has one value a cohort."""

    indicator: str
    chance: Chance
    results: tuple[Fraction, ...]


def histories(
    facts: Iterable[Fact], *, on: date, indicators: Iterable[Indicator], kinds: Mapping[str, FactKind]
) -> tuple[TargetHistory, ...]:
    """Plans told as facts, by indicator and year, beside the figures of the years that are over on the day."""
    base = FactBase(facts, on)
    plans = target_histories(base.facts.values(), {})
    years = {y for h in plans for t in h.years for y in (t.year, t.year - 1) if date.min.year <= y < on.year}
    if (on.month, on.day) == (12, 31):
        years.add(on.year)
    wanted = [i for i in indicators if i.key in {h.indicator for h in plans}]
    figures: dict[int, Sequence[Figure]] = {
        y: roll_up(wanted, base, period=Period(str(y), date(y, 1, 1), date(y, 12, 31)), on=on, kinds=kinds)
        for y in sorted(years)
    }
    return target_histories(base.facts.values(), figures)


def plan_chances(
    found: Iterable[TargetHistory],
    world: World,
    *,
    seeds: Sequence[int],
    first: date,
    on: date,
    indicators: Mapping[str, Indicator],
    kinds: Mapping[str, FactKind],
) -> tuple[PlanChance, ...]:
    """
    For the last plan of each indicator the share of drawn cohorts that reach it.

    Only shares and points of people are asked: a cohort says nothing of grants, equipment or the number of places.

    Parameters
    ----------
    first, on
        The cohort's first day, and the day by which everything about it is known: one period for all figures.
    """
    plans = {h.indicator: h.years[-1].plan for h in found if h.years}
    asked = [i for k, i in indicators.items() if k in plans and _is_of_people(i)]
    values: dict[str, list[Fraction]] = {i.key: [] for i in asked}
    for seed in seeds:
        base = FactBase(world(USUAL, seed), on)
        for figure in roll_up(asked, base, period=Period("cohort", first, on), on=on, kinds=kinds):
            if figure.value is not None:
                values[figure.indicator].append(figure.value)
    return tuple(
        PlanChance(key, chances([Decimal(plans[key])], results)[0], tuple(results))
        for key, results in values.items()
        if len(results) == len(seeds) > 0
    )


def _is_of_people(indicator: Indicator) -> bool:
    return indicator.people and indicator.more_is_better and indicator.unit in (Unit.SHARE, Unit.POINTS)
