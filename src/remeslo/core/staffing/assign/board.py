"""An assignment in the making: who fits where, quickly, kept while duties come and go."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remeslo.core.staffing.assign.table import NOBODY, Table

Hours = NDArray[np.int32]


class Board:
    """People by duty with their hours by week and year and their ways; only lawful moves are offered by `fits`."""

    def __init__(self, table: Table, stand: Sequence[int] | None = None) -> None:
        self.table = table
        self.stand = [NOBODY] * len(table.duties)
        self.held: list[set[int]] = [set() for _ in table.people]
        self.week: Hours = np.zeros((len(table.people), table.num_weeks), dtype=np.int32)
        self.year = [[0] * len(table.years) for _ in table.people]
        self.there: list[dict[tuple[str, int], Hours]] = [{} for _ in table.people]
        self.span, self.hours = _spans(table)
        for d, p in enumerate(stand or ()):
            if p >= 0:
                self.put(d, p)

    def put(self, d: int, p: int) -> None:
        """Duty to person."""
        self.stand[d] = p
        self.held[p].add(d)
        self._count(d, p, 1)

    def take(self, d: int) -> int:
        """Duty from its person, who is given back."""
        p = self.stand[d]
        self.stand[d] = NOBODY
        self.held[p].discard(d)
        self._count(d, p, -1)
        return p

    def _count(self, d: int, p: int, sign: int) -> None:
        t, span = self.table, self.span[d]
        self.week[p, span] += sign * self.hours[d]
        self.year[p][t.year[d]] += sign * t.hours[d]
        if minutes := t.minutes.get((d, p)):
            place = (str(t.duties[d].site), minutes)
            there = self.there[p].setdefault(place, np.zeros(t.num_weeks, dtype=np.int32))
            there[span] += sign * self.hours[d]

    def fits(self, d: int, p: int) -> bool:
        """True when an allowed person can take a duty besides all others at hand."""
        t = self.table
        if self.year[p][t.year[d]] + t.hours[d] > t.year_max:
            return False
        hours = self.week[p, self.span[d]] + self.hours[d]
        if hours.max() > t.limit[p] and ((hours > t.limit[p]) & (self.hours[d] > 0)).any():
            return False
        return self._has_time(d, p, hours)

    def _has_time(self, d: int, p: int, hours: Hours) -> bool:
        """Hours and ways of each week of the duty within the working week; ``hours``: with the duty."""
        t = self.table
        minutes, there, span = t.minutes.get((d, p), 0), self.there[p], self.span[d]
        if not minutes and not there:
            return True
        day, most = t.problem.policy.day_hours, 60 * t.problem.norms.week_hours_max
        own = (str(t.duties[d].site), minutes) if minutes else None
        way = np.zeros(len(hours), dtype=np.int32)
        for place, at in there.items():
            if place != own:
                way += 2 * place[1] * -(-at[span] // day)
        if own is not None:
            way += 2 * minutes * -(-(self.hours[d] + there[own][span] if own in there else self.hours[d]) // day)
        return not ((60 * hours + way > most) & (way > 0)).any()

    def above(self, d: int, p: int) -> int:
        """Hours above the rate that taking a duty adds to a person."""
        t, year = self.table, self.table.year[d]
        before = max(0, self.year[p][year] - t.paid[p])
        return max(0, self.year[p][year] + t.hours[d] - t.paid[p]) - before

    def use(self, d: int, p: int) -> float:
        """Share of the rate of the duty's year that the person would have with it."""
        t = self.table
        return (self.year[p][t.year[d]] + t.hours[d]) / max(1, t.paid[p])


def _spans(table: Table) -> tuple[list[slice], list[Hours]]:
    """Weeks from a duty's first to its last, and its hours in each of them."""
    spans, hours = [], []
    for weeks in table.weeks:
        first, last = weeks[0][0], weeks[-1][0]
        own = np.zeros(last - first + 1, dtype=np.int32)
        own[[week - first for week, _ in weeks]] = [n for _, n in weeks]
        spans.append(slice(first, last + 1))
        hours.append(own)
    return spans, hours
