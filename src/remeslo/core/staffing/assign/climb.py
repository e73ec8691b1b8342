"""Small moves on a whole assignment: hand a duty or a chain on, exchange two; kept when nothing gets worse."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.staffing.assign.board import Board
from remeslo.core.staffing.assign.problem import Objective
from remeslo.core.staffing.assign.table import NOBODY, Table

Ints = NDArray[np.int64]
Pool = tuple[OrganisationKey, int]
_SORE = 0.6
Moves = list[tuple[int, int]]
"""Pairs of a duty and whom it goes to."""


class Climb:
    """
    A walk over lawful assignments that never gets worse, objective before objective.

    Only what a move touches is counted again: two people, their chains, colleges and pools.
    """

    def __init__(self, table: Table, stand: Sequence[int], dice: Random) -> None:
        self.table, self.dice = table, dice
        self.board = Board(table, stand)
        self.order = table.problem.objective
        self.in_chain = [Counter(stand[d] for d in chain if stand[d] >= 0) for chain in table.chains]
        self.skilled: Counter[Pool] = Counter()
        for d, p in enumerate(stand):
            if (d, p) in table.practitioners:
                self.skilled[self._college(d)] += table.hours[d]
        self.way = {p: self._way(p) for p in range(len(table.people))}
        self.pool_of = {(p, at[1]): at for at, members in table.pools.items() for p in members}
        self.load = np.array(self.board.year, dtype=np.int64).reshape(-1, len(table.years)).T.copy()
        self.members = {at: self._shares(ps) for at, ps in table.pools.items()}
        self.unfair = {at: self._unfair(at) for at in table.pools}
        self.free = [d for d, people in enumerate(table.options) if people and not table.pinned[d]]

    def run(self, attempts: int, sore: Sequence[Sequence[int]] = ()) -> int:
        """
        Try so many moves; how many made the assignment better.

        ``sore``: lists of duties; more than half of the moves begin with one of them, each list as often as the others.
        """
        found = 0
        for _ in range(attempts if self.free else 0):
            among = self.dice.choice(sore) if sore and self.dice.random() < _SORE else self.free
            found += self._try_one(self.dice.choice(among))
        return found

    def _shares(self, people: Sequence[int]) -> tuple[Ints, Ints, int]:
        paid = np.array([self.table.paid[p] for p in people], dtype=np.int64)
        return np.array(people, dtype=np.int64), paid, int(paid.sum())

    def _try_one(self, d: int) -> bool:
        options = self.table.options[d]
        if not options:  # a sore spot that nobody may take
            return False
        p, q = self.board.stand[d], self.dice.choice(options)
        if p == q:
            return False
        unit = self._unit(d, p, q)
        if self.dice.random() < 0.4 or p == NOBODY:
            return self._attempt([(x, q) for x in unit])
        other = self._counterpart(unit[0], p, q)
        return self._attempt([(x, q) for x in unit] + [(x, p) for x in other])

    def _unit(self, d: int, p: int, q: int) -> list[int]:
        """The duty, or as a rule all of its chain that the person has and the other one may take."""
        t = self.table
        if self.dice.random() < 0.2:
            return [d]
        return [x for x in t.chains[t.chain_of[d]] if self.board.stand[x] == p and q in t.options[x]]

    def _counterpart(self, d: int, p: int, q: int) -> list[int]:
        """Something of the other person that the first could take instead; from the same weeks."""
        t = self.table
        able = [x for x in self.board.held[q] if p in t.options[x] and not t.pinned[x]]
        if not able:
            return []
        other = self.dice.choice(sorted(able))
        return self._unit(other, q, p)

    def _attempt(self, moves: Moves) -> bool:
        """Make the moves if they are lawful and nothing gets worse; True when something got better."""
        board, t = self.board, self.table
        before = [board.stand[d] for d, _ in moves]
        if self._is_hopeless(moves, before):
            return False
        people = sorted({p for p in (*before, *(q for _, q in moves)) if p >= 0})
        years = {t.year[d] for d, _ in moves}
        touched = _Touched(
            duties=[d for d, _ in moves],
            years=years,
            people=people,
            pools=sorted({self.pool_of[p, y] for p in people for y in years if (p, y) in self.pool_of}),
        )
        cost = [self._cost(o, touched) for o in self.order]
        for (d, _), p in zip(moves, before, strict=True):
            if p >= 0:
                self._take(d)
        done = 0
        for d, q in moves:
            if not board.fits(d, q):
                break
            self._put(d, q)
            done += 1
        if done == len(moves):
            told = self._is_worse(touched, cost)
            if told is not None:
                return told
        for d, _ in moves[:done]:
            self._take(d)
        for (d, _), p in zip(moves, before, strict=True):
            if p >= 0:
                self._put(d, p)
        return False

    def _is_hopeless(self, moves: Moves, before: list[int]) -> bool:
        """True when plain sums already say that the moves make things worse."""
        t, net = self.table, Counter[tuple[int, int]]()
        for (d, q), p in zip(moves, before, strict=True):
            if p < 0 or (d, p) in t.missed or (d, q) in t.missed:
                return False
            net[q, t.year[d]] += t.hours[d]
            net[p, t.year[d]] -= t.hours[d]
        if self.order[1:2] != (Objective.ABOVE_RATE,):
            return False
        above = 0
        for (p, y), more in net.items():
            had = self.board.year[p][y] - t.paid[p]
            above += max(0, had + more) - max(0, had)
        return above > 0

    def _is_worse(self, touched: "_Touched", cost: list[int]) -> bool | None:
        """``None`` when the moves just made are worse, else whether they are better; what is remembered follows."""
        kept = {p: self.way[p] for p in touched.people}, {at: self.unfair[at] for at in touched.pools}
        better = False
        for objective, had in zip(self.order, cost, strict=True):
            self._remember(objective, touched)
            has = self._cost(objective, touched)
            if has > had:
                self.way.update(kept[0])
                self.unfair.update(kept[1])
                return None
            if has < had:
                better = True
                break
        self._remember(Objective.TRAVEL, touched)
        self._remember(Objective.UNFAIRNESS, touched)
        return better

    def _remember(self, objective: Objective, touched: "_Touched") -> None:
        """Counts anew what is kept of each person's ways, or of each pool."""
        if objective is Objective.TRAVEL:
            self.way.update((p, self._way(p)) for p in touched.people)
        elif objective is Objective.UNFAIRNESS:
            self.unfair.update((at, self._unfair(at)) for at in touched.pools)

    def _put(self, d: int, p: int) -> None:
        self.board.put(d, p)
        self.load[self.table.year[d], p] += self.table.hours[d]
        self.in_chain[self.table.chain_of[d]][p] += 1
        if (d, p) in self.table.practitioners:
            self.skilled[self._college(d)] += self.table.hours[d]

    def _take(self, d: int) -> None:
        p = self.board.take(d)
        self.load[self.table.year[d], p] -= self.table.hours[d]
        count = self.in_chain[self.table.chain_of[d]]
        count[p] -= 1
        if not count[p]:
            del count[p]
        if (d, p) in self.table.practitioners:
            self.skilled[self._college(d)] -= self.table.hours[d]

    def _college(self, d: int) -> Pool:
        return self.table.duties[d].organisation, self.table.year[d]

    def _way(self, p: int) -> int:
        """Minutes of all return trips of a person."""
        day = self.table.problem.policy.day_hours
        return sum(2 * minutes * int((-(-at // day)).sum()) for (_, minutes), at in self.board.there[p].items())

    def _cost(self, objective: Objective, touched: "_Touched") -> int:
        """What an objective counts for the duties and people that are touched."""
        t, stand, duties = self.table, self.board.stand, touched.duties
        if objective is Objective.UNCOVERED:
            return sum(t.hours[d] if stand[d] < 0 else t.missed.get((d, stand[d]), 0) for d in duties)
        if objective is Objective.CHANGES:
            return sum(1 for d in duties if t.present[d] not in (NOBODY, stand[d]))
        if objective is Objective.ABOVE_RATE:
            year = self.board.year
            return sum(max(0, year[p][y] - t.paid[p]) for p in touched.people for y in touched.years)
        if objective is Objective.PRACTITIONERS:
            colleges = {self._college(d) for d in duties if t.duties[d].professional}
            return sum(max(0, t.least[at] - self.skilled[at]) for at in colleges)
        if objective is Objective.CONTINUITY:
            strange = sum(1 for d in duties if stand[d] >= 0 and t.previous[d] not in (NOBODY, stand[d]))
            return strange + sum(max(0, len(self.in_chain[c]) - 1) for c in {t.chain_of[d] for d in duties})
        if objective is Objective.TRAVEL:
            return sum(self.way[p] for p in touched.people)
        return sum(self.unfair[at] for at in touched.pools)

    def _unfair(self, at: Pool) -> int:
        members, paid, whole = self.members[at]
        load = self.load[at[1]][members]
        more = load * whole - load.sum() * paid
        return int((-(-more[more > 0] // whole)).sum())


@dataclass(frozen=True, slots=True)
class _Touched:
    """What some moves touch."""

    duties: list[int]
    years: set[int]
    people: list[int]
    pools: list[Pool]
