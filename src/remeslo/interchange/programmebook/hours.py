"""Whole hours of an element given to the outcomes it teaches, in the order of teaching."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from remeslo.core.base.keys import OutcomeKey
from remeslo.core.competence.design import HourShare


@dataclass(frozen=True, slots=True)
class Topic:
    """
    Outcomes taught together in a whole number of hours.

    Parameters
    ----------
    hours
        More than 0.
    first_week, last_week
        Calendar weeks from 1 in which these hours lie.
    """

    outcomes: tuple[OutcomeKey, ...]
    hours: int
    first_week: int
    last_week: int


def topics(shares: Sequence[HourShare], weeks: Mapping[int, int]) -> tuple[Topic, ...]:
    """
    The hours of an element over its outcomes; they add up to all its hours, exactly.

    Each outcome ends at the whole hour nearest to where its share ends (halves upwards), so that no rounding is ever
    carried along. An outcome with less than a whole hour is taught together with the next one, the last with the one
    before. Empty without shares or hours.

    Parameters
    ----------
    weeks
        Week index (from 0) -> hours.
    """
    total = sum(weeks.values())
    whole = sum((s.weight for s in shares), Fraction(0))
    if not whole or not total:
        return ()
    found: list[tuple[tuple[OutcomeKey, ...], int, int]] = []
    held: tuple[OutcomeKey, ...] = ()
    before = 0
    for share, end in zip(shares, accumulate(s.weight for s in shares), strict=True):
        held = (*held, share.outcome)
        last = _nearest(end * total / whole)
        if last > before:
            found.append((held, before, last))
            held, before = (), last
    if held:
        outcomes, start, last = found.pop()
        found.append(((*outcomes, *held), start, last))
    week_of = [week + 1 for week in sorted(weeks) for _ in range(weeks[week])]
    return tuple(Topic(o, last - start, week_of[start], week_of[last - 1]) for o, start, last in found)


def _nearest(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
