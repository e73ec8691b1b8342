"""Classes that stay where they are, and what they leave open to one that moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from remeslo.core.timetable._cpsat.ground import Ground, Rule
from remeslo.core.timetable._cpsat.times import ROOM_KINDS, Grid, Longs, Times, accepted, apart
from remeslo.core.timetable.kinds import DistributionKind as K
from remeslo.core.timetable.problem import Assignment, ClassId


@dataclass(frozen=True)
class Block:
    """
    What some standing classes accept of a moving one.

    Parameters
    ----------
    others
        (n): places in the standing row.
    columns
        Rooms of the moving class that this is about, by place in its list.
    good
        (times, n): accepted pairs.
    price
        (n): weighted cost of a pair that is not accepted; ``None`` when it is forbidden.
    """

    others: Longs
    columns: Longs
    good: Grid
    price: Longs | None = None


@dataclass(frozen=True)
class Standing:
    """(F) each: class numbers, times, rooms."""

    numbers: Longs
    times: Times
    rooms: Longs
    place: Longs
    """(classes): place in this row, -1 for classes that do not stand here."""

    @classmethod
    def of(cls, ground: Ground, assignments: Mapping[ClassId, Assignment]) -> "Standing":
        """The given classes where they are; a room that the problem does not know counts as none."""
        numbers = np.array([ground.number[c] for c in assignments], np.int64)
        place = np.full(len(ground.problem.classes), -1, np.int64)
        place[numbers] = np.arange(len(numbers))
        none = ground.room_number[None]
        rooms = np.array([ground.room_number.get(a.room, none) for a in assignments.values()], np.int64)
        return cls(numbers, Times.of(a.time for a in assignments.values()), rooms, place)

    def of_rule(self, rule: Rule) -> Longs:
        """Places of a rule's classes that stand here, in listed order."""
        places = self.place[np.array(rule.classes, np.int64)]
        return places[places >= 0]


class Surroundings:
    """What standing classes say to class ``a`` with all of its times and rooms."""

    def __init__(self, ground: Ground, standing: Standing, a: int) -> None:
        self.ground, self.standing, self.a = ground, standing, a
        self.times, self.rooms = ground.times[a], ground.rooms[a]
        self.everywhere = np.arange(len(self.rooms))

    def open(self) -> Grid:
        """(times, rooms): what closed rooms and hard rules with standing classes leave."""
        grid = self.available()
        for block in self.hard():
            grid[:, block.columns] &= np.all(block.good, axis=1)[:, None]
        return grid

    def available(self) -> Grid:
        """(times, rooms): rooms are not closed."""
        columns = [apart(self.times, self.ground.closed[r]).all(axis=1) for r in self.rooms]
        return np.stack(columns, axis=1)

    def cost(self, shared: csr_array) -> Longs:
        """(times, rooms): soft rules and student clashes with standing classes."""
        total = np.zeros((len(self.times), len(self.rooms)), np.int64)
        for block in self.soft(shared):
            if block.price is not None:
                total[:, block.columns] += np.asarray(~block.good @ block.price)[:, None]
        return total

    def hard(self) -> Iterator[Block]:
        """One class a room, and required pairwise rules."""
        for m, room in enumerate(self.rooms.tolist()):
            if room != self.ground.room_number[None]:
                inside = np.nonzero(self.standing.rooms == room)[0]
                yield Block(inside, np.array([m]), apart(self.times, self.standing.times[inside]))
        for rule in self.ground.rules_of[self.a]:
            if rule.is_hard and rule.is_pairwise:
                yield from self._pairs(rule, None)

    def soft(self, shared: csr_array) -> Iterator[Block]:
        """Pairwise rules that cost, and students in common."""
        for rule in self.ground.rules_of[self.a]:
            if not rule.is_hard and rule.is_pairwise:
                yield from self._pairs(rule, rule.penalty)
        first, last = shared.indptr[self.a], shared.indptr[self.a + 1]
        others = self.standing.place[shared.indices[first:last]]
        stands = others >= 0
        if stands.any():
            yield from self._attended(others[stands], shared.data[first:last][stands])

    def _pairs(self, rule: Rule, penalty: int | None) -> Iterator[Block]:
        at = rule.classes.index(self.a)
        for side, ahead in ((rule.classes[:at], True), (rule.classes[at + 1 :], False)):
            places = self.standing.place[np.array(side, np.int64)]
            others = places[places >= 0]
            if not len(others):
                continue
            price = None if penalty is None else np.full(len(others), penalty, np.int64)
            if rule.kind is K.SAME_ATTENDEES:
                yield from self._attended(others, price)
            elif rule.kind in ROOM_KINDS:
                yield from self._rooms(rule, others, price)
            else:
                theirs = self.standing.times[others]
                good = (
                    accepted(rule.kind, rule.params, theirs, self.times).T
                    if ahead
                    else accepted(rule.kind, rule.params, self.times, theirs)
                )
                yield Block(others, self.everywhere, good, price)

    def _attended(self, others: Longs, price: Longs | None) -> Iterator[Block]:
        """Both can be attended; rooms that are as far from all of the others together."""
        ways = self.ground.travel[np.ix_(self.rooms, self.standing.rooms[others])]
        kinds, kind_of = np.unique(ways, axis=0, return_inverse=True)
        for k, way in enumerate(kinds):
            good = apart(self.times, self.standing.times[others], way)
            yield Block(others, np.nonzero(kind_of.ravel() == k)[0], good, price)

    def _rooms(self, rule: Rule, others: Longs, price: Longs | None) -> Iterator[Block]:
        theirs = self.standing.rooms[others]
        for m, room in enumerate(self.rooms):
            same = theirs == room
            good = same if rule.kind is K.SAME_ROOM else ~same
            yield Block(others, np.array([m]), np.broadcast_to(good, (len(self.times), len(others))), price)
