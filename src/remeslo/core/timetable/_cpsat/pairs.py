"""Two classes that are both in the model: rooms, pairwise rules, students in common."""

from collections.abc import Sequence

import numpy as np

from remeslo.core.timetable._cpsat.choices import Choice
from remeslo.core.timetable._cpsat.clauses import Clauses, Literal, no
from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.times import ROOM_KINDS, Grid, accepted, apart
from remeslo.core.timetable.kinds import DistributionKind as K


class Pairs:
    """Writes what two choices ask of each other."""

    def __init__(self, clauses: Clauses, ground: Ground) -> None:
        self.clauses, self.ground = clauses, ground

    def one_room(self, a: Choice, b: Choice) -> None:
        """Not in one room at overlapping times."""
        none = self.ground.room_number[None]
        place = {r: n for n, r in enumerate(b.rooms.tolist()) if r != none}
        common = [(m, place[r]) for m, r in enumerate(a.rooms.tolist()) if r in place]
        if not common or (good := apart(a.times, b.times)).all():
            return
        same = self.clauses.either([self.clauses.both(a.inside[m], b.inside[n]) for m, n in common])
        self._both_ways(a, b, a.at, b.at, good, (no(same),))

    def rule(self, kind: K, params: tuple[int, ...], a: Choice, b: Choice, cost: int | None) -> None:
        """A pairwise rule, ``a`` listed first; it binds when ``cost`` is None."""
        if not (a.at and b.at):
            return  # the model says already that there is no place
        if kind is K.SAME_ATTENDEES:
            self.attended(a, b, cost)
        elif kind in ROOM_KINDS:
            same = a.rooms[:, None] == b.rooms
            self._ask(a, b, a.inside, b.inside, same if kind is K.SAME_ROOM else ~same, cost)
        else:
            self._ask(a, b, a.at, b.at, accepted(kind, params, a.times, b.times), cost)

    def attended(self, a: Choice, b: Choice, cost: int | None) -> None:
        """Both can be attended, else it costs; it binds when ``cost`` is None."""
        if cost is None and a.at and b.at:
            self._clash(a, b, False)
        elif cost is not None:
            self.clauses.charge(self.clash(a, b), cost)

    def clash(self, a: Choice, b: Choice) -> Literal:
        """A literal that must hold when not both can be attended; False when they always can."""
        if not (a.at and b.at):
            return False
        levels = np.unique(self.ground.travel[np.ix_(a.rooms, b.rooms)])
        if apart(a.times, b.times, int(levels[-1])).all():
            return False
        broken = self.clauses.new()
        self._clash(a, b, broken)
        return broken

    def _clash(self, a: Choice, b: Choice, broken: Literal) -> None:
        """
        ``broken`` holds when not both can be attended.

        For each length of way between their rooms that matters, the pairs of times must be good for it where the way
        is at least so long.
        """
        ways = self.ground.travel[np.ix_(a.rooms, b.rooms)]
        before: Grid | None = None
        for level in np.unique(ways):
            good = apart(a.times, b.times, int(level))
            if before is not None and (good == before).all():
                continue
            far = True if before is None else self._far(a, b, ways >= level)
            self._both_ways(a, b, a.at, b.at, good, (broken, no(far)), twice=broken is False)
            before = good

    def _far(self, a: Choice, b: Choice, is_far: Grid) -> Literal:
        """A literal that holds when the rooms are far from each other."""
        far = self.clauses.new()
        self.clauses.support(a.inside, b.inside, ~is_far, (far, *b.escape))
        return far

    def _ask(
        self, a: Choice, b: Choice, mine: Sequence[Literal], theirs: Sequence[Literal], good: Grid, cost: int | None
    ) -> None:
        if good.all():
            return
        broken: Literal = False
        if cost is not None:
            broken = True if not good.any() and a.gone is False and b.gone is False else self.clauses.new()
            self.clauses.charge(broken, cost)
        self._both_ways(a, b, mine, theirs, good, (broken,), twice=cost is None)

    def _both_ways(
        self,
        a: Choice,
        b: Choice,
        mine: Sequence[Literal],
        theirs: Sequence[Literal],
        good: Grid,
        escape: tuple[Literal, ...],
        *,
        twice: bool = True,
    ) -> None:
        """Partners that each needs in the other; one way says it, the other way helps the search."""
        there, back = int((~good).any(axis=1).sum()), int((~good).any(axis=0).sum())
        if twice or there <= back:
            self.clauses.support(mine, theirs, good, (*escape, *b.escape))
        if twice or back < there:
            self.clauses.support(theirs, mine, good.T, (*escape, *a.escape))
