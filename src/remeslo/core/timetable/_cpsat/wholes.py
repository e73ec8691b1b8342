"""Rules over all their classes at once: days, loads, rooms, neighbours in the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from ortools.sat.python import cp_model

from remeslo.core.timetable._cpsat.breaks import DayBlocks
from remeslo.core.timetable._cpsat.choices import Choice
from remeslo.core.timetable._cpsat.clauses import Clauses, Literal, no
from remeslo.core.timetable._cpsat.ground import Ground, Rule
from remeslo.core.timetable._cpsat.times import Grid, Times
from remeslo.core.timetable.kinds import DistributionKind as K

Count = cp_model.LinearExpr | int


@dataclass(frozen=True)
class Meetings:
    """Every time that some class of a rule may have: its literal and whose it is."""

    choices: Sequence[Choice]

    @cached_property
    def times(self) -> Times:
        """All of them."""
        return Times.joined(c.times for c in self.choices)

    @cached_property
    def literals(self) -> list[Literal]:
        """Their literals."""
        return [x for c in self.choices for x in c.at]

    @cached_property
    def owner(self) -> list[int]:
        """Which of the choices each belongs to."""
        return [n for n, c in enumerate(self.choices) for _ in c.at]

    def on_day(self, day: int) -> list[Literal]:
        """Literals of times on a day of the week."""
        return [self.literals[k] for k in np.nonzero(self.times.days >> day & 1)[0]]

    def each_day(self, weeks: int, days: int) -> Iterator[tuple[Grid, int]]:
        """Which times meet on a day of a week, and on how many days these same ones do."""
        in_week = (self.times.weeks >> np.arange(weeks)[:, None]) & 1
        on_day = (self.times.days >> np.arange(days)[:, None]) & 1
        cells = (in_week[:, None, :] & on_day[None, :, :]).reshape(weeks * days, -1).astype(bool)
        kinds, counts = np.unique(cells, axis=0, return_counts=True)
        for row, count in zip(kinds, counts.tolist(), strict=True):
            if row.any():
                yield row, count


class Wholes:
    """Writes rules over many classes."""

    def __init__(self, clauses: Clauses, ground: Ground) -> None:
        self.clauses, self.ground = clauses, ground

    def rule(self, rule: Rule, choices: Sequence[Choice]) -> None:
        """One rule; ``choices`` are its classes, those that stay too."""
        match rule.kind:
            case K.MAX_DAYS:
                self._max_days(rule, choices)
            case K.MIN_WORKING_DAYS:
                self._min_working_days(rule, choices)
            case K.ROOM_STABILITY:
                self._room_stability(rule, choices)
            case K.COMPACTNESS:
                self._compactness(rule, choices)
            case K.MAX_DAY_LOAD:
                self._over_weeks(rule, [(self._load(rule, m, row), n) for m, row, n in self._cells(choices)])
            case _:
                blocks = [(DayBlocks(self.clauses, rule, m, row).over(), n) for m, row, n in self._cells(choices)]
                self._over_weeks(rule, blocks)

    def _cells(self, choices: Sequence[Choice]) -> Iterator[tuple[Meetings, Grid, int]]:
        meetings = Meetings(choices)
        for row, count in meetings.each_day(self.ground.problem.weeks, self.ground.problem.days):
            yield meetings, row, count

    def _max_days(self, rule: Rule, choices: Sequence[Choice]) -> None:
        """Sum of days used - D <= days above."""
        meetings = Meetings(choices)
        used = [self.clauses.either(meetings.on_day(d)) for d in range(self.ground.problem.days)]
        self._above(rule, _sum(used), rule.params[0], self.ground.problem.days)

    def _min_working_days(self, rule: Rule, choices: Sequence[Choice]) -> None:
        """D - sum of days used <= days missing; a day is used only when a class meets on it."""
        meetings = Meetings(choices)
        used: list[Literal] = []
        for d in range(self.ground.problem.days):
            day = self.clauses.new()
            self.clauses.any_of((no(day), *meetings.on_day(d)))
            used.append(day)
        missing = self.clauses.cp.new_int_var(0, rule.params[0], "")
        self.clauses.cp.add(missing + _sum(used) >= rule.params[0])
        self.clauses.charge_whole(missing, rule.penalty)

    def _room_stability(self, rule: Rule, choices: Sequence[Choice]) -> None:
        """Sum of rooms used - 1 <= rooms beyond the first."""
        inside: dict[int, list[Literal]] = {}
        for c in choices:
            for room, literal in zip(c.rooms.tolist(), c.inside, strict=True):
                if room != self.ground.room_number[None]:
                    inside.setdefault(room, []).append(literal)
        used = [self.clauses.either(literals) for literals in inside.values()]
        self._above(rule, _sum(used), 1, len(used))

    def _compactness(self, rule: Rule, choices: Sequence[Choice]) -> None:
        """A class at a time is alone, or one of the others touches it on its day."""
        meetings = Meetings(choices)
        t, owner = meetings.times, np.array(meetings.owner)
        for n, c in enumerate(choices):
            alone = self.clauses.new()
            self.clauses.charge(alone, rule.penalty)
            for k, literal in enumerate(c.at):
                touches = (t.start == c.times.end[k]) | (t.end == c.times.start[k])
                meets = ((t.days & c.times.days[k]) != 0) & ((t.weeks & c.times.weeks[k]) != 0)
                near = np.nonzero(touches & meets & (owner != n))[0]
                self.clauses.any_of((no(literal), alone, *(meetings.literals[j] for j in near)))

    def _load(self, rule: Rule, meetings: Meetings, row: Grid) -> Count:
        """Slots above S on one day, at least."""
        chosen = np.nonzero(row)[0]
        length = (meetings.times.end - meetings.times.start)[chosen].tolist()
        most: dict[int, int] = {}
        for k, n in zip(chosen.tolist(), length, strict=True):
            most[meetings.owner[k]] = max(n, most.get(meetings.owner[k], 0))
        above = sum(most.values()) - rule.params[0]
        if above <= 0:
            return 0
        load = _sum([meetings.literals[k] for k in chosen], length)
        if isinstance(load, int):
            return max(0, load - rule.params[0])
        over = self.clauses.cp.new_int_var(0, 0 if rule.is_hard else above, "")
        self.clauses.cp.add(over >= load - rule.params[0])
        return over

    def _above(self, rule: Rule, count: Count, limit: int, most: int) -> None:
        """``count`` <= ``limit``, or each one above costs."""
        if isinstance(count, int):
            over = max(0, count - limit)
            if over and rule.is_hard:
                self.clauses.any_of(())
            self.clauses.constant += over * rule.penalty
        elif most > limit:
            above = self.clauses.cp.new_int_var(0, 0 if rule.is_hard else most - limit, "")
            self.clauses.cp.add(above >= count - limit)
            if not rule.is_hard:
                self.clauses.charge_whole(above, rule.penalty)

    def _over_weeks(self, rule: Rule, days: Sequence[tuple[Count, int]]) -> None:
        """Cost of a rule counted by day and week: weight x (penalty x sum // weeks)."""
        weeks = self.ground.problem.weeks
        known = sum(n * over for over, n in days if isinstance(over, int))
        open_ = [(over, n) for over, n in days if not isinstance(over, int)]
        if rule.is_hard:
            if known:
                self.clauses.any_of(())
            for over, _ in open_:
                self.clauses.cp.add(over == 0)
            return
        penalty = rule.penalty // rule.weight
        if not open_:
            self.clauses.constant += rule.weight * (penalty * known // weeks)
            return
        total = cp_model.LinearExpr.weighted_sum([over for over, _ in open_], [n for _, n in open_]) + known
        units = self.clauses.cp.new_int_var(0, 2**40, "")
        self.clauses.cp.add(weeks * units >= penalty * total - weeks + 1)
        self.clauses.charge_whole(units, rule.weight)


def _sum(literals: Sequence[Literal], factors: Sequence[int] | None = None) -> Count:
    """Sum of literals with factors."""
    factors = [1] * len(literals) if factors is None else factors
    known = sum(f for x, f in zip(literals, factors, strict=True) if x is True)
    left = [(x, f) for x, f in zip(literals, factors, strict=True) if not isinstance(x, bool)]
    if not left:
        return known
    return cp_model.LinearExpr.weighted_sum([x for x, _ in left], [f for _, f in left]) + known
