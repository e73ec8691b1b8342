"""The assignment as a linear model: x[d, p] = 1 when person p takes duty d, for allowed pairs of the free duties."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import gcd

from remeslo.core.staffing.assign.linear import Linear, Terms
from remeslo.core.staffing.assign.problem import Objective
from remeslo.core.staffing.assign.table import NOBODY, Table


class Model:
    """
    A linear model of some *free* duties, while the others stay with whom they stand.

    Parameters
    ----------
    stand
        Person by duty, of all duties; those of free duties do not matter.
    free
        Duties to be assigned.
    wanted
        Objectives that the model can tell; rows that only others need are left out.
    roughly
        Leave out the time that ways take in a week: a relaxation, for bounds.
    """

    def __init__(
        self,
        table: Table,
        stand: Sequence[int],
        free: Iterable[int],
        wanted: Sequence[Objective],
        *,
        roughly: bool = False,
    ) -> None:
        self.table, self.linear = table, Linear()
        self.wanted, self.roughly = frozenset(wanted), roughly
        self.free = sorted(set(free))
        is_free = set(self.free)
        self.x = {(d, p): self.linear.column() for d in self.free for p in table.options[d]}
        self.mine: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (d, p), column in self.x.items():
            self.mine[p].append((d, column))
        self.held: dict[int, list[int]] = defaultdict(list)
        for d, p in enumerate(stand):
            if p >= 0 and d not in is_free:
                self.held[p].append(d)
        self.stand = [NOBODY if d in is_free else p for d, p in enumerate(stand)]
        self._one_person_each()
        for p in self.mine:
            self._weeks(p)
        self._years()
        parts = {
            Objective.UNCOVERED: self._uncovered,
            Objective.CHANGES: self._changes,
            Objective.PRACTITIONERS: self._practitioners,
            Objective.CONTINUITY: self._continuity,
            Objective.UNFAIRNESS: self._unfairness,
        }
        for objective, part in parts.items():
            if objective in self.wanted:
                part()

    def values(self, stand: Sequence[int]) -> list[int]:
        """All columns for an assignment of the free duties."""
        return self.linear.complete({c: 1 for (d, p), c in self.x.items() if stand[d] == p})

    def chosen(self, values: Sequence[int]) -> list[int]:
        """The assignment of all duties that columns say."""
        stand = list(self.stand)
        for (d, p), column in self.x.items():
            if values[column]:
                stand[d] = p
        return stand

    def _one_person_each(self) -> None:
        """Sum over p of x[d, p] <= 1; = 1 for a pinned duty."""
        for d in self.free:
            terms = [(self.x[d, p], 1) for p in self.table.options[d]]
            if terms:
                self.linear.row(terms, 1 if self.table.pinned[d] else None, 1)

    def _uncovered(self) -> None:
        """Sum over d of hours[d] x (1 - sum over p of x[d, p]), and what absences take."""
        t = self.table
        for d in self.free:
            terms = [(self.x[d, p], t.missed.get((d, p), 0) - t.hours[d]) for p in t.options[d]]
            self.linear.aim(Objective.UNCOVERED, terms, t.hours[d])

    def _changes(self) -> None:
        """Sum over d with a present person q of 1 - x[d, q]."""
        for d in self.free:
            if (q := self.table.present[d]) != NOBODY:
                column = self.x.get((d, q))
                self.linear.aim(Objective.CHANGES, [] if column is None else [(column, -1)], 1)

    def _weeks(self, p: int) -> None:
        """Sum of hours in a week <= limit[p]; with the way, in minutes, <= the working week."""
        t = self.table
        hours: dict[int, Terms] = defaultdict(list)
        sites: dict[int, dict[str, tuple[int, Terms]]] = defaultdict(dict)
        for d, column in self.mine[p]:
            minutes = t.minutes.get((d, p), 0)
            for week, n in t.weeks[d]:
                hours[week].append((column, n))
                if minutes:
                    site = str(t.duties[d].site)
                    sites[week].setdefault(site, (minutes, []))[1].append((column, n))
        held: Counter[int] = Counter()
        there: Counter[tuple[int, str]] = Counter()
        for d in self.held[p]:
            minutes = t.minutes.get((d, p), 0)
            for week, n in t.weeks[d]:
                held[week] += n
                if minutes:
                    site = str(t.duties[d].site)
                    there[week, site] += n
                    sites[week].setdefault(site, (minutes, []))
        alike: Counter[tuple[object, ...]] = Counter()
        first: dict[tuple[object, ...], int] = {}
        for week, terms in hours.items():
            places = tuple((s, m, there[week, s], tuple(ts)) for s, (m, ts) in sorted(sites.get(week, {}).items()))
            key = (tuple(terms), held[week], places)
            alike[key] += 1
            first.setdefault(key, week)
        for state, week in first.items():
            terms = hours[week]
            if held[week] + sum(n for _, n in terms) > t.limit[p]:
                self.linear.row(terms, None, t.limit[p] - held[week])
            if sites.get(week):
                standing = {s: there[week, s] for s in sites[week]}
                self._ways(terms, held[week], sites[week], standing, alike[state])

    def _ways(
        self,
        terms: Terms,
        held: int,
        sites: Mapping[str, tuple[int, Terms]],
        there: Mapping[str, int],
        times: int,
    ) -> None:
        """Day hours x trips >= hours at a site; 60 x hours + there and back x trips <= 60 x the working week."""
        if self.roughly and Objective.TRAVEL not in self.wanted:
            return
        policy, week_max = self.table.problem.policy, self.table.problem.norms.week_hours_max
        minutes_taken, most, fixed = [(c, 60 * n) for c, n in terms], 0, 60 * held
        for site, (minutes, here) in sorted(sites.items()):
            if not here:
                fixed += 2 * minutes * -(-there[site] // policy.day_hours)
                continue
            all_hours = there[site] + sum(n for _, n in here)
            trips = self.linear.column(-(-all_hours // policy.day_hours))
            row = self.linear.row([(trips, policy.day_hours), *((c, -n) for c, n in here)], there[site])
            self.linear.follow(trips, [row])
            minutes_taken.append((trips, 2 * minutes))
            most += 2 * minutes * self.linear.highs[trips]
            if Objective.TRAVEL in self.wanted:
                self.linear.aim(Objective.TRAVEL, [(trips, 2 * minutes * times)])
        if not self.roughly and fixed + most + sum(60 * n for _, n in terms) > 60 * week_max:
            self.linear.row(minutes_taken, None, 60 * week_max - fixed)

    def _years(self) -> None:
        """Sum of hours of a year <= paid[p] + above[p], above[p] <= most of a year - paid[p]."""
        t = self.table
        for p, pairs in self.mine.items():
            by_year: dict[int, Terms] = defaultdict(list)
            for d, column in pairs:
                by_year[t.year[d]].append((column, t.hours[d]))
            for year, terms in by_year.items():
                held = sum(t.hours[d] for d in self.held[p] if t.year[d] == year)
                if held + sum(n for _, n in terms) <= t.paid[p]:
                    continue
                above = self.linear.column(t.year_max - min(t.paid[p], t.year_max))
                row = self.linear.row([*terms, (above, -1)], None, min(t.paid[p], t.year_max) - held)
                self.linear.follow(above, [row])
                if t.paid[p] < t.year_max:
                    self.linear.aim(Objective.ABOVE_RATE, [(above, 1)])

    def _practitioners(self) -> None:
        """short[c] + sum of hours of c's professional cycle that practitioners teach >= least[c]."""
        t = self.table
        terms: dict[tuple[object, int], Terms] = {}
        for d in self.free:
            if t.duties[d].professional:
                own = terms.setdefault((t.duties[d].organisation, t.year[d]), [])
                own.extend((self.x[d, p], t.hours[d]) for p in t.options[d] if (d, p) in t.practitioners)
        held: Counter[tuple[object, int]] = Counter()
        for p, duties in self.held.items():
            for d in duties:
                if (d, p) in t.practitioners:
                    held[t.duties[d].organisation, t.year[d]] += t.hours[d]
        for at, taught in terms.items():
            least = t.least[at] - held[at]  # type: ignore[index]
            if least > 0:
                short = self.linear.column(least)
                row = self.linear.row([(short, 1), *taught], least)
                self.linear.follow(short, [row])
                self.linear.aim(Objective.PRACTITIONERS, [(short, 1)])

    def _continuity(self) -> None:
        """Sum over p of z[chain, p] - (1 if anybody), z[chain, p] >= x[d, p]; and x[d, p] where p is not previous."""
        t = self.table
        for n in sorted({t.chain_of[d] for d in self.free}):
            chain = t.chains[n]
            standing = {self.stand[d] for d in chain if self.stand[d] >= 0}
            takes: dict[int, list[int]] = defaultdict(list)
            for d in chain:
                for p in t.options[d]:
                    if (d, p) in self.x and p not in standing:
                        takes[p].append(self.x[d, p])
            if len(chain) == 1 or not takes:
                continue
            ones = [self._any(columns) for _, columns in sorted(takes.items())]
            self.linear.aim(Objective.CONTINUITY, [(z, 1) for z in ones])
            if not standing:
                anybody = self.linear.column()
                row = self.linear.row([(anybody, 1), *((z, -1) for z in ones)], None, 0)
                self.linear.follow(anybody, [row], most=True)
                self.linear.aim(Objective.CONTINUITY, [(anybody, -1)])
        for d in self.free:
            if (before := t.previous[d]) != NOBODY:
                others = [(self.x[d, p], 1) for p in t.options[d] if p != before]
                self.linear.aim(Objective.CONTINUITY, others)

    def _any(self, columns: Sequence[int]) -> int:
        """A column that is 1 when one of these is."""
        if len(columns) == 1:
            return columns[0]
        z = self.linear.column()
        self.linear.follow(z, [self.linear.row([(z, 1), (c, -1)], 0) for c in columns])
        return z

    def _unfairness(self) -> None:
        """over[p] >= load[p] - paid[p] / (all paid) x (all load), in a college and year; in whole numbers."""
        t = self.table
        touched = {(t.people[p].organisation, t.year[d]) for d, p in self.x}
        loads: dict[tuple[int, int], Terms] = defaultdict(list)
        for (d, p), column in self.x.items():
            loads[p, t.year[d]].append((column, t.hours[d]))
        held: Counter[tuple[int, int]] = Counter()
        for p, duties in self.held.items():
            for d in duties:
                held[p, t.year[d]] += t.hours[d]
        for at in sorted(touched & t.pools.keys()):
            members, year = t.pools[at], at[1]
            unit = gcd(*(t.paid[p] for p in members))
            shares = {p: t.paid[p] // unit for p in members}
            whole = sum(shares.values())
            fixed = sum(held[p, year] for p in members)
            terms = [term for p in members for term in loads[p, year]]
            total = self.linear.column(fixed + sum(n for _, n in terms))
            row = self.linear.row([(total, 1), *((c, -n) for c, n in terms)], fixed, fixed)
            self.linear.follow(total, [row])
            for p in members:
                most = held[p, year] + sum(n for _, n in loads[p, year])
                if not most:
                    continue
                over = self.linear.column(most)
                own = [(c, -whole * n) for c, n in loads[p, year]]
                row = self.linear.row([*own, (total, shares[p]), (over, whole)], whole * held[p, year])
                self.linear.follow(over, [row])
                self.linear.aim(Objective.UNFAIRNESS, [(over, 1)])
