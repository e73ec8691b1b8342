"""Walks side by side, one thread each, which now and then go on from the better one's timetable."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.search.heat import Scale
from remeslo.core.timetable.search.walker import Found

#: Of 256 refused moves this many are tried again as a chain.
CHAINS = 3
#: Rounds of a whole search; students are sectioned anew after each.
ROUNDS = 200
#: Moves of classes for each step of a student.
MOVES_PER_STEP = 4
#: Every so many rounds the worse walk goes on from the better one's timetable.
MEET = 20


class AnyWalker(Protocol):
    """What a team asks of a walk: see `Walker`."""

    found: Found

    @property
    def work(self) -> int:
        """Moves tried."""
        ...

    @property
    def hard(self) -> int:
        """Broken hard rules where it stands."""
        ...

    @property
    def soft(self) -> int:
        """Cost where it stands."""
        ...

    @property
    def movable(self) -> int:
        """Classes with a choice."""
        ...

    def walk(self, moves: int, warm: float, cold: float, chains: int) -> None:
        """Anneals."""

    def section(self, steps: int, heat: float) -> None:
        """Moves students."""

    def press(self, amount: int) -> None:
        """Broken hard rules count for more."""

    def price(self, hard: int) -> None:
        """Every broken hard rule counts for this."""

    def stand(self, found: Found) -> None:
        """Goes to a timetable."""

    def here(self) -> Found:
        """Where it stands."""
        ...

    def deltas(self, tries: int) -> Longs:
        """What random moves would change, sorted."""
        ...


class Team:
    """
    Some walks of one problem.

    Parameters
    ----------
    moves
        Moves of each walk in a round; may be changed between rounds.
    """

    def __init__(self, walkers: Sequence[AnyWalker], scale: Scale, moves: int) -> None:
        self.walkers, self.scale, self.moves = walkers, scale, moves
        self.rounds = 0

    @property
    def found(self) -> Found:
        """The best timetable that any has seen."""
        return min((w.found for w in self.walkers), key=lambda f: f.rank)

    @property
    def work(self) -> int:
        """Moves tried by all."""
        return sum(w.work for w in self.walkers)

    @property
    def hard(self) -> int:
        """Broken hard rules where the best of them stands."""
        return min(w.hard for w in self.walkers)

    def round(self, pool: ThreadPoolExecutor, done: float, then: float) -> None:
        """One round of each walk, from one share of the work to another."""
        warm, cold = self.scale.at(done), self.scale.at(then)
        price = self.scale.hard
        running = [pool.submit(_step, w, self.moves, warm, cold, price) for w in self.walkers]
        for each in running:
            each.result()
        self.rounds += 1
        if self.rounds % MEET == 0 and len(self.walkers) > 1:
            self._meet()

    def _meet(self) -> None:
        first, last = sorted(self.walkers, key=lambda w: (w.hard, w.soft))[:: len(self.walkers) - 1]
        if (first.hard, first.soft) < (last.hard, last.soft):
            last.stand(first.here())


def _step(walker: AnyWalker, moves: int, warm: float, cold: float, price: int) -> None:
    walker.walk(moves, warm, cold, CHAINS)
    walker.section(moves // MOVES_PER_STEP, warm)
    if walker.hard > 0:
        walker.press(max(1, price // 4))
