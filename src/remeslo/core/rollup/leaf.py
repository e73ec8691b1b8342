"""Leaves: figures of one programme of one unit, the smallest that there are; everything above is a sum of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.ratios import FigureState, completeness_of, has_value, is_incomplete, state_of, value_of

Path = tuple[str, ...]
"""Nodes from the country down to the unit's own node, both in it."""


class Spot(NamedTuple):
    """A unit in a hierarchy in a period (its label), for which a path is asked."""

    hierarchy: str
    unit: str
    period: str


Paths = Mapping[Spot, Path]
"""One path for each unit that is expected to report in the period: also for those that have no leaf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafFigure:
    """
    One indicator of one programme of a unit in a period, as the facts of that unit give it.

    Parameters
    ----------
    unit
        A college in a cluster: ``severokamsk/skmm``; the cluster's own, which no college says: ``severokamsk/``.
    programme
        Blank for what no programme says (money, equipment).
    edition
        First day of the definition it was counted by.
    above, below, known, expected
        As in a figure of a cluster; ``below`` is ``None`` for a plain sum, the last two where nothing is asked.
    people
        Subjects below the line (above it, for a plain sum), >= 0.
    to_confirm, confirmed, disputed
        Facts that another organisation has to confirm, has confirmed, contradicts.
    """

    unit: str
    programme: str
    indicator: str
    edition: date
    period: str
    above: Decimal
    below: Decimal | None = None
    known: Decimal | None = None
    expected: Decimal | None = None
    people: int = 0
    to_confirm: int = 0
    confirmed: int = 0
    disputed: int = 0

    def __post_init__(self) -> None:
        counts = (self.people, self.to_confirm, self.confirmed, self.disputed)
        if min(counts) < 0 or self.confirmed > self.to_confirm:
            raise ProblemError(f"leaf {self.indicator} of {self.unit}: counts {counts} make no sense.")

    @property
    def value(self) -> Fraction | None:
        """SUM / SUM, exact; ``None`` where there is no data."""
        return value_of(self.above, self.below, self.known, self.expected)

    @property
    def completeness(self) -> Fraction | None:
        """Known ÷ expected; ``None`` where nothing is expected."""
        return completeness_of(self.known, self.expected)

    @property
    def counts(self) -> bool:
        """
        False where something is expected and nothing of it is known.

        What such a leaf has below the line would stand there as if it were known to lack what is above it; so neither
        side is added up. It still tells what is expected, and lowers the completeness of everything above it.
        """
        return not (self.expected and not self.known)

    @property
    def reports(self) -> bool:
        """True when it tells anything at all."""
        return bool(self.people or self.above or self.below or self.known or self.disputed)

    @property
    def state(self) -> FigureState:
        """The worst that can be said of it."""
        return state_of(
            has_data=self.reports and has_value(self.below, self.known, self.expected),
            incomplete=is_incomplete(self.known, self.expected),
            to_confirm=self.to_confirm,
            confirmed=self.confirmed,
            disputed=self.disputed,
        )
