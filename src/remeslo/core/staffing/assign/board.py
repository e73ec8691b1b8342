"""An assignment in the making: who fits where, quickly, kept while duties come and go."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from remeslo.core.staffing.assign.table import NOBODY, Table


class Board:
    """People by duty with their hours by week and year and their sites; only lawful moves are offered by `fits`."""

    def __init__(self, table: Table, stand: Sequence[int] | None = None) -> None:
        self.table = table
        self.stand = [NOBODY] * len(table.duties)
        self.held: list[set[int]] = [set() for _ in table.people]
        self.week = [[0] * table.num_weeks for _ in table.people]
        self.year = [[0] * len(table.years) for _ in table.people]
        self.there: list[dict[int, Counter[tuple[str, int]]]] = [defaultdict(Counter) for _ in table.people]
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
        t = self.table
        own, minutes = self.week[p], t.minutes.get((d, p), 0)
        for week, n in t.weeks[d]:
            own[week] += sign * n
            if minutes:
                self.there[p][week][str(t.duties[d].site), minutes] += sign * n
        self.year[p][t.year[d]] += sign * t.hours[d]

    def fits(self, d: int, p: int) -> bool:
        """True when an allowed person can take a duty besides all others at hand."""
        t = self.table
        if self.year[p][t.year[d]] + t.hours[d] > t.year_max:
            return False
        own, limit = self.week[p], t.limit[p]
        for week, n in t.weeks[d]:
            if own[week] + n > limit:
                return False
        return self._has_time(d, p)

    def _has_time(self, d: int, p: int) -> bool:
        """Hours and ways of each week within the working week."""
        t = self.table
        minutes, there = t.minutes.get((d, p), 0), self.there[p]
        if not minutes and not there:
            return True
        day, most = t.problem.policy.day_hours, 60 * t.problem.norms.week_hours_max
        for week, n in t.weeks[d]:
            places = Counter(there.get(week, {}))
            if minutes:
                places[str(t.duties[d].site), minutes] += n
            way = sum(2 * one_way * -(-hours // day) for (_, one_way), hours in places.items() if hours > 0)
            if way and 60 * (self.week[p][week] + n) + way > most:
                return False
        return True

    def above(self, d: int, p: int) -> int:
        """Hours above the rate that taking a duty adds to a person."""
        t, year = self.table, self.table.year[d]
        before = max(0, self.year[p][year] - t.paid[p])
        return max(0, self.year[p][year] + t.hours[d] - t.paid[p]) - before

    def use(self, d: int, p: int) -> float:
        """Share of the rate of the duty's year that the person would have with it."""
        t = self.table
        return (self.year[p][t.year[d]] + t.hours[d]) / max(1, t.paid[p])
