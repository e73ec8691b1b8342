"""The fewest classes that must move, found by looking only at classes that may have to."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import combinations

import numpy as np

from remeslo.core.timetable._cpsat.choices import Choice, free_choice, leaving_choice, standing_choice
from remeslo.core.timetable._cpsat.clauses import Clauses, Literal, no
from remeslo.core.timetable._cpsat.ground import Ground, Rule
from remeslo.core.timetable._cpsat.model import chosen
from remeslo.core.timetable._cpsat.pairs import Pairs
from remeslo.core.timetable._cpsat.run import Answer
from remeslo.core.timetable._cpsat.standing import Block, Standing, Surroundings
from remeslo.core.timetable._cpsat.wholes import Wholes
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import Assignment, ClassId


class MovesModel:
    """
    Some classes may go to any place; each other one stays, or leaves for a place that the model does not name.

    The objective is the number of classes that move or leave. Leaving asks nothing of anybody, so the least number here
    is never above the true one; and where the answer lets nobody leave, it is the true one.

    Hard rules among classes that are not free must hold already, and all classes of a hard `MAX_BREAKS` that a free
    class is in must be free (a class that leaves could open a break).

    Parameters
    ----------
    held
        Where all classes are now; those that are missing must be free.
    free, pins
        Numbers. Pins neither move nor leave.
    """

    def __init__(
        self, ground: Ground, held: Mapping[ClassId, Assignment], free: Collection[int], pins: Collection[int]
    ) -> None:
        self.ground, self.held, self.free = ground, held, frozenset(free)
        self.pins = frozenset(pins)
        self.clauses = Clauses()
        ids = [c.id for c in ground.problem.classes]
        self.others = Standing.of(ground, {c: held[c] for n, c in enumerate(ids) if n not in self.free and c in held})
        self.choices = {int(n): self._other(k) for k, n in enumerate(self.others.numbers)}
        self.choices |= {n: self._free(n) for n in sorted(self.free)}
        self._between_free()
        self._over_many()
        self.clauses.minimise()

    def gone(self, answer: Answer) -> set[int]:
        """Classes that leave."""
        return {n for n, c in self.choices.items() if not isinstance(c.gone, bool) and answer.holds(c.gone)}

    def read(self, answer: Answer) -> dict[ClassId, Assignment]:
        """Free classes where the answer puts them."""
        return {self.ground.problem.classes[n].id: chosen(self.ground, self.choices[n], answer) for n in self.free}

    def homeless(self) -> list[int]:
        """Free classes without any time in an open room, whoever would make way."""
        return [n for n in sorted(self.free) if not self.choices[n].at]

    def _other(self, place: int) -> Choice:
        number, times = int(self.others.numbers[place]), self.others.times[slice(place, place + 1)]
        room = int(self.others.rooms[place])
        if number in self.pins:
            return standing_choice(number, times, room)
        choice = leaving_choice(self.clauses, number, times, room)
        self.clauses.charge(choice.gone, 1)
        return choice

    def _free(self, number: int) -> Choice:
        around = Surroundings(self.ground, self.others, number)
        open_ = around.available()
        choice = free_choice(self.clauses, self.ground, number, open_, np.zeros(open_.shape, np.int64))
        for block in around.hard():
            self._make_way(choice, block)
        self.clauses.charge(moved(self.clauses, self.ground, choice, self.held), 1)
        return choice

    def _make_way(self, a: Choice, block: Block) -> None:
        """Where a free class may not be beside one that stays, that one leaves."""
        good = block.good[a.time_index]
        inside = [x for m, x in zip(a.room_index.tolist(), a.inside, strict=True) if m in set(block.columns.tolist())]
        bad = np.nonzero(~np.all(good, axis=0))[0].tolist()
        if not bad or not inside:
            return
        here = True if len(inside) == len(a.inside) else self.clauses.either(inside)
        for k in bad:
            other = self.choices[int(self.others.numbers[block.others[k]])]
            fine = (a.at[t] for t in np.nonzero(good[:, k])[0].tolist())
            self.clauses.any_of((other.gone, no(here), *fine))

    def _between_free(self) -> None:
        write = Pairs(self.clauses, self.ground)
        free = [self.choices[n] for n in sorted(self.free)]
        for a, b in combinations([c for c in free if c.at], 2):
            write.one_room(a, b)
        for rule in self._touched():
            if rule.is_pairwise:
                for n, m in combinations([n for n in rule.classes if n in self.free], 2):
                    write.rule(rule.kind, rule.params, self.choices[n], self.choices[m], None)

    def _over_many(self) -> None:
        write = Wholes(self.clauses, self.ground)
        for rule in self._touched():
            if not rule.is_pairwise:
                write.rule(rule, [self.choices[n] for n in rule.classes if n in self.choices])

    def _touched(self) -> list[Rule]:
        """Hard rules with a free class, each once."""
        found = {id(r): r for n in sorted(self.free) for r in self.ground.rules_of[n] if r.is_hard}
        return list(found.values())


def moved(clauses: Clauses, ground: Ground, choice: Choice, held: Mapping[ClassId, Assignment]) -> Literal:
    """A literal that must hold when a class is not where it was."""
    here = held.get(ground.problem.classes[choice.number].id)
    if here is None:
        return True
    time, room = ground.time_of(choice.number, here.time), ground.room_of(choice.number, here.room)
    times, rooms = choice.time_index.tolist(), choice.room_index.tolist()
    if time not in times or room not in rooms:
        return True
    return clauses.either([no(choice.at[times.index(time)]), no(choice.inside[rooms.index(room)])])


def nearest(ground: Ground, free: Collection[int], count: int) -> list[int]:
    """Classes outside that share most hard pairwise rules with free ones."""
    ties: Counter[int] = Counter()
    for n in sorted(free):
        for rule in ground.rules_of[n]:
            if rule.is_hard and rule.is_pairwise:
                ties.update(c for c in rule.classes if c not in free)
    return [c for c, _ in ties.most_common(count)]


def together(ground: Ground, free: Collection[int]) -> set[int]:
    """Free classes with all those that share a hard `MAX_BREAKS` with one of them, and so on."""
    found, new = set(free), list(free)
    while new:
        for rule in ground.rules_of[new.pop()]:
            if rule.is_hard and rule.kind is DistributionKind.MAX_BREAKS:
                more = set(rule.classes) - found
                found |= more
                new += more
    return found
