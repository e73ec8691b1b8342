"""Which outcomes the hours of an element teach: its hours in order of weeks, divided by the outcomes' shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from remeslo.core.base.keys import OutcomeKey
from remeslo.core.competence.design import DesignElement


@dataclass(frozen=True, slots=True)
class Lessons:
    """
    Hours of one element.

    Parameters
    ----------
    weeks
        Hours by week index (from 0).
    shares
        Outcomes in the order they are taught, each with its weight > 0; empty: hours belong to the whole element.
    """

    weeks: Mapping[int, int]
    shares: tuple[tuple[OutcomeKey, Fraction], ...]

    @property
    def total(self) -> int:
        """All hours."""
        return sum(self.weeks.values())

    def of_hours(self, first: int, last: int) -> tuple[OutcomeKey, ...]:
        """Outcomes taught in the hours ``first``..``last`` of the element (from 1, both ends in)."""
        whole = sum((w for _, w in self.shares), Fraction(0))
        if not whole or not self.total:
            return tuple(k for k, _ in self.shares)
        ends = accumulate((w for _, w in self.shares), initial=Fraction(0))
        starts = list(ends)
        low, high = Fraction(first - 1, self.total) * whole, Fraction(last, self.total) * whole
        return tuple(k for n, (k, _) in enumerate(self.shares) if starts[n] < high and starts[n + 1] > low)

    def of_week(self, week: int, hour: int | None = None) -> tuple[OutcomeKey, ...]:
        """Outcomes of one hour of a week (from 1), or of all; raises LookupError when there is no such hour."""
        here = self.weeks.get(week, 0)
        if not here or (hour is not None and not 1 <= hour <= here):
            raise LookupError(f"week {week + 1} has {here} hours of this element")
        before = sum(h for w, h in self.weeks.items() if w < week)
        return self.of_hours(before + (hour or 1), before + (hour or here))

    def weeks_of(self, outcomes: frozenset[OutcomeKey]) -> tuple[tuple[int, int], ...]:
        """Weeks with the number of their hours that teach at least one of the outcomes, in order."""
        found = []
        for week in sorted(self.weeks):
            hours = sum(bool(outcomes & set(self.of_week(week, n))) for n in range(1, self.weeks[week] + 1))
            if hours:
                found.append((week, hours))
        return tuple(found)


def lessons_of(element: DesignElement, weeks: Mapping[int, int]) -> Lessons:
    """Lessons of an element of a design whose hours lie in these weeks; an outcome named twice counts once."""
    shares: dict[OutcomeKey, Fraction] = {}
    for share in element.shares:
        shares.setdefault(share.outcome, share.weight)
    return Lessons(dict(weeks), tuple(shares.items()))
