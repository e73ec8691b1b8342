"""Blocks of classes on one day: breaks between them, and how long they are."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from remeslo.core.timetable._cpsat.clauses import Clauses, Literal, no
from remeslo.core.timetable._cpsat.ground import Rule
from remeslo.core.timetable._cpsat.times import Grid
from remeslo.core.timetable.kinds import DistributionKind as K

if TYPE_CHECKING:
    from remeslo.core.timetable._cpsat.wholes import Meetings


class DayBlocks:
    """
    Classes that may meet on one day, merged into blocks while at most S free slots lie between them.

    A block begins at slot s when a class does and none that began before s is going on, or ended at most S slots
    before s.
    """

    def __init__(self, clauses: Clauses, rule: Rule, meetings: "Meetings", row: Grid) -> None:
        self.clauses, self.rule = clauses, rule
        self.gap = rule.params[1]
        self.chosen = np.nonzero(row)[0].tolist()
        self.start, self.end = meetings.times.start.tolist(), meetings.times.end.tolist()
        self.literal, self.owner = meetings.literals, meetings.owner
        self.slots = sorted({self.start[k] for k in self.chosen})

    def over(self) -> cp_model.LinearExpr | int:
        """Breaks beyond R, or blocks longer than M, at least; 0 when there can be none."""
        if len({self.owner[k] for k in self.chosen}) < 2:
            return 0
        return self._breaks() if self.rule.kind is K.MAX_BREAKS else self._long_blocks()

    @cached_property
    def begins(self) -> dict[int, Literal]:
        """By slot: a block begins here, exactly."""
        return {s: self._begins(s) for s in self.slots}

    def _begins(self, slot: int) -> Literal:
        here = [self.literal[k] for k in self.chosen if self.start[k] == slot]
        before = [self.literal[k] for k in self.chosen if self.start[k] < slot <= self.end[k] + self.gap]
        if any(x is True for x in before):
            return False
        if not before and any(x is True for x in here):
            return True
        found = self.clauses.new()
        some, goes_on = self._exactly(here), self._exactly(before)
        self.clauses.any_of((no(some), goes_on, found))
        self.clauses.any_of((no(found), some))
        self.clauses.any_of((no(found), no(goes_on)))
        return found

    def _exactly(self, literals: list[Literal]) -> Literal:
        """Holds when and only when one of these does."""
        some = self.clauses.either(literals)
        if len(literals) > 1 and not isinstance(some, bool):
            self.clauses.any_of((no(some), *literals))
        return some

    def _breaks(self) -> cp_model.LinearExpr | int:
        """Sum of begins - 1 - R <= breaks above."""
        allowed = self.rule.params[0] + 1
        if len(self.slots) <= allowed:
            return 0
        known = sum(1 for x in self.begins.values() if x is True)
        open_ = [x for x in self.begins.values() if not isinstance(x, bool)]
        if not open_:
            return max(0, known - allowed)
        over = self.clauses.cp.new_int_var(0, len(self.slots), "")
        self.clauses.cp.add(over >= sum(open_) + known - allowed)
        return over

    def _long_blocks(self) -> cp_model.LinearExpr | int:
        """Sum over slots of: a block begins here that has two classes and lasts longer than M."""
        found = [x for s in self.slots if (x := self._long_from(s)) is not None]
        known = sum(1 for x in found if x is True)
        open_ = [x for x in found if not isinstance(x, bool)]
        return sum(open_) + known if open_ else known

    def _long_from(self, slot: int) -> Literal | None:
        """A literal that holds when the block that begins here is too long; None when it can't be."""
        most = self.rule.params[0]
        here = [k for k in self.chosen if self.start[k] == slot]
        alone = [k for k in here if self.end[k] > slot + most]
        last = max([slot + most, *(self.end[k] for k in alone)]) + self.gap
        later = [s for s in self.slots if slot < s <= last]
        too_long = [k for k in self.chosen if slot < self.start[k] <= last and self.end[k] > slot + most]
        if self.begins[slot] is False or not (too_long or alone):
            return None
        broken = self.clauses.new()
        goes_on = self._goes_on(slot, later)
        for k in too_long:
            self.clauses.any_of((no(self.literal[k]), no(goes_on[self.start[k]]), broken))
        for k in alone:  # too long by itself: it must be alone in its block
            begun = (no(self.begins[slot]), no(self.literal[k]), broken)
            for j in self.chosen:
                if self.owner[j] == self.owner[k]:
                    continue
                if self.start[j] == slot:
                    self.clauses.any_of((*begun, no(self.literal[j])))
                elif self.start[j] in goes_on:
                    self.clauses.any_of((*begun, no(self.literal[j]), no(goes_on[self.start[j]])))
        return broken

    def _goes_on(self, slot: int, later: list[int]) -> dict[int, Literal]:
        """By slot: the block that begins at ``slot`` has not been followed by another one up to here."""
        reach: Literal = self.begins[slot]
        found: dict[int, Literal] = {}
        for s in later:
            reach = self.clauses.both(reach, no(self.begins[s]))
            found[s] = reach
        return found
