"""Targets against what came of them, over years: what a target that was set too low looks like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from remeslo.core.base.facts import Fact
from remeslo.core.results.figures import Figure

TARGET = "target"
OVERFULFILLED = Fraction(5, 4)
"""From this fulfilment on a target counts as unambitious; the audit of 2025 named 125 % (DOMAIN sheet §5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetYear:
    """
    An indicator's plan of a year and its figure.

    Parameters
    ----------
    value
        ``None`` while there is no figure.
    value_before
        The figure of the year before.
    """

    indicator: str
    year: int
    plan: Decimal
    value: Fraction | None
    value_before: Fraction | None = None

    @property
    def fulfilment(self) -> Fraction | None:
        """Value ÷ plan, exact; ``None`` without a figure, or with a plan of 0 or below."""
        return None if self.value is None or self.plan <= 0 else self.value / Fraction(self.plan)

    @property
    def overfulfilled(self) -> bool:
        """True when the figure is at least a quarter above the plan."""
        return self.fulfilment is not None and self.fulfilment >= OVERFULFILLED

    @property
    def below_the_past(self) -> bool:
        """True when the plan asks for no more than there was the year before."""
        return self.value_before is not None and Fraction(self.plan) <= self.value_before


@dataclass(frozen=True, slots=True)
class TargetHistory:
    """The years of one indicator, in order."""

    indicator: str
    years: tuple[TargetYear, ...]

    @property
    def too_low(self) -> bool:
        """
        True when every year with a figure is overfulfilled, or when at least two plans in a row stand below what there
        was before.
        """
        known = [y for y in self.years if y.fulfilment is not None]
        rows = [y.below_the_past for y in self.years]
        return bool(known) and (all(y.overfulfilled for y in known) or any(a and b for a, b in pairwise(rows)))


def target_histories(
    facts: Iterable[Fact], figures: Mapping[int, Sequence[Figure]], *, cluster: str | None = None
) -> tuple[TargetHistory, ...]:
    """
    Targets told as facts against figures.

    Parameters
    ----------
    facts
        In force; of several plans for one year the last counts.
    figures
        By year, of the whole that the targets are about (one figure an indicator).
    cluster
        Only targets of this cluster, and those that name none.
    """
    plans: dict[str, dict[int, Decimal]] = {}
    for fact in facts:
        plan, year = fact.values.get("plan"), fact.values.get("year")
        if fact.kind != TARGET or not isinstance(plan, int | Decimal) or not isinstance(year, int):
            continue
        if cluster is None or fact.values.get("cluster", cluster) == cluster:
            plans.setdefault(fact.subject, {})[year] = Decimal(plan)
    values = {(f.indicator, year): f.value for year, some in figures.items() for f in some}
    return tuple(
        TargetHistory(
            key,
            tuple(
                TargetYear(
                    indicator=key,
                    year=year,
                    plan=plan,
                    value=values.get((key, year)),
                    value_before=values.get((key, year - 1)),
                )
                for year, plan in sorted(years.items())
            ),
        )
        for key, years in sorted(plans.items())
    )
