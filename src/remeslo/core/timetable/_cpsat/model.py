"""CP-SAT model of some classes of a timetable; the others stay where they are, students keep their classes."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array

from remeslo.core.timetable._cpsat.choices import Choice, free_choice, standing_choice
from remeslo.core.timetable._cpsat.clauses import Clauses, Literal
from remeslo.core.timetable._cpsat.ground import Ground, Rule
from remeslo.core.timetable._cpsat.pairs import Pairs
from remeslo.core.timetable._cpsat.run import Answer
from remeslo.core.timetable._cpsat.standing import Standing, Surroundings
from remeslo.core.timetable._cpsat.times import Times, apart
from remeslo.core.timetable._cpsat.wholes import Wholes
from remeslo.core.timetable.problem import Assignment, ClassId


class PartModel:
    """
    at[c, t] = 1 when free class c has time t, inside[c, r] = 1 when it has room r.

    The objective is the weighted cost up to what classes that stay cost among themselves.

    Parameters
    ----------
    standing
        Classes that stay, where they are; a class that is neither here nor free is not looked at.
    free
        Numbers of the classes to place.
    shared
        Weighted cost of a clash by pair of classes (`Ground.shared`).
    """

    def __init__(
        self, ground: Ground, standing: Mapping[ClassId, Assignment], free: Collection[int], shared: csr_array
    ) -> None:
        self.ground, self.shared = ground, shared
        self.clauses = Clauses()
        self.standing = Standing.of(ground, standing)
        self.choices = {c: self._choice(c) for c in sorted(free)}
        self._pairs()
        self._wholes()
        self.clauses.minimise()

    def hint(self, assignments: Mapping[ClassId, Assignment]) -> None:
        """Begin the search from these places."""
        for c in self.choices.values():
            placed = assignments.get(self.ground.problem.classes[c.number].id)
            if placed is None:
                continue
            time, room = self.ground.time_of(c.number, placed.time), self.ground.room_of(c.number, placed.room)
            self._hint(c.at, c.time_index.tolist(), time)
            self._hint(c.inside, c.room_index.tolist(), room)

    def read(self, answer: Answer) -> dict[ClassId, Assignment]:
        """Free classes where the answer puts them."""
        ids = self.ground.problem.classes
        return {ids[c.number].id: chosen(self.ground, c, answer) for c in self.choices.values()}

    def _choice(self, number: int) -> Choice:
        around = Surroundings(self.ground, self.standing, number)
        own = self.ground.time_cost[number][:, None] + self.ground.room_cost[number]
        return free_choice(self.clauses, self.ground, number, around.open(), own + around.cost(self.shared))

    def _pairs(self) -> None:
        """Rooms, pairwise rules and students between free classes."""
        write = Pairs(self.clauses, self.ground)
        for rule in self._touched():
            if rule.is_pairwise:
                inside = [self.choices[c] for c in rule.classes if c in self.choices]
                for a, b in combinations(inside, 2):
                    write.rule(rule.kind, rule.params, a, b, None if rule.is_hard else rule.penalty)
        for a, b in self._may_meet():
            write.one_room(a, b)
        numbers = list(self.choices)
        among = self.shared[numbers][:, numbers].tocoo()
        for i, j, cost in zip(among.row.tolist(), among.col.tolist(), among.data.tolist(), strict=True):
            if i < j:
                write.attended(self.choices[numbers[i]], self.choices[numbers[j]], cost)

    def _may_meet(self) -> list[tuple[Choice, Choice]]:
        """Pairs with a room in common and times that overlap."""
        choices = [c for c in self.choices.values() if c.at]
        if len(choices) < 2:
            return []
        first = np.cumsum([0, *(len(c.at) for c in choices[:-1])])
        joined = Times.joined(c.times for c in choices)
        overlap = ~apart(joined, joined)
        meets = np.logical_or.reduceat(np.logical_or.reduceat(overlap, first, axis=0), first, axis=1)
        uses = np.zeros((len(choices), len(self.ground.travel) - 1), np.int64)
        for n, c in enumerate(choices):
            uses[n, c.rooms[c.rooms < uses.shape[1]]] = 1
        meets &= (uses @ uses.T) > 0
        return [(choices[i], choices[j]) for i, j in np.argwhere(np.triu(meets, 1)).tolist()]

    def _wholes(self) -> None:
        """Rules over all their classes."""
        write = Wholes(self.clauses, self.ground)
        for rule in self._touched():
            if not rule.is_pairwise:
                write.rule(rule, [c for n in rule.classes if (c := self._known(n)) is not None])

    def _touched(self) -> list[Rule]:
        """Rules with a free class, each once."""
        return list({id(rule): rule for c in self.choices for rule in self.ground.rules_of[c]}.values())

    def _known(self, number: int) -> Choice | None:
        """A class of the model, free or not; None for one that is not looked at."""
        if number in self.choices:
            return self.choices[number]
        place = int(self.standing.place[number])
        if place < 0:
            return None
        return standing_choice(number, self.standing.times[slice(place, place + 1)], int(self.standing.rooms[place]))

    def _hint(self, literals: list[Literal], index: list[int], chosen: int | None) -> None:
        for k, literal in zip(index, literals, strict=True):
            if not isinstance(literal, bool):
                self.clauses.cp.add_hint(literal, k == chosen)


def chosen(ground: Ground, choice: Choice, answer: Answer) -> Assignment:
    """Where an answer puts a class."""
    time = choice.time_index[which(answer, choice.at)]
    room = choice.room_index[which(answer, choice.inside)]
    return ground.assignment(choice.number, int(time), int(room))


def which(answer: Answer, literals: Sequence[Literal]) -> int:
    """The first literal that holds."""
    return next(k for k, x in enumerate(literals) if (x if isinstance(x, bool) else answer.holds(x)))
