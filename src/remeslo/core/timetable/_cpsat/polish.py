"""Fix and optimise in rounds: neighbourhoods of growing and shrinking size until the time is over."""

import random
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.model import PartModel
from remeslo.core.timetable._cpsat.pick import Picker
from remeslo.core.timetable._cpsat.run import Effort, run
from remeslo.core.timetable.problem import ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import CancelledFn, Status, TimetableScore
from remeslo.core.timetable.score import score
from remeslo.core.timetable.sectioning.section import section

_SLOW = 3.0
"""A round is slow when it takes so many times its limit: writing its model does not pay."""


@dataclass(frozen=True, slots=True)
class Round:
    """
    What one neighbourhood gave.

    Parameters
    ----------
    gain
        By how much the cost fell.
    """

    way: str
    size: int
    status: Status
    gain: int
    seconds: float


class Polisher:
    """
    A lawful timetable and its next neighbourhoods; for `polish`, and for searches that find better ones in between.

    Parameters
    ----------
    pins
        Classes that stay.
    round_s
        Wall seconds of one neighbourhood's search; writing its model comes on top.
    """

    def __init__(
        self,
        problem: TimetableProblem,
        timetable: Timetable,
        *,
        pins: Collection[ClassId] = (),
        seed: int = 0,
        workers: int = 8,
        round_s: float = 5.0,
        ground: Ground | None = None,
    ) -> None:
        self.problem, self.seed, self.workers, self.round_s = problem, seed, workers, round_s
        self.ground = ground or Ground(problem)
        fixed = set(pins)
        movable = [
            n for n, c in enumerate(problem.classes) if c.id not in fixed and len(c.times) * len(c.rooms or "1") > 1
        ]
        self.picker = Picker(self.ground, movable, random.Random(seed))
        self.restart(timetable)

    def restart(self, timetable: Timetable, cost: TimetableScore | None = None) -> None:
        """Go on from another timetable."""
        self.timetable = timetable
        self.cost = cost or score(self.problem, timetable)
        self.shared = self.ground.shared(timetable.students)

    def step(self, effort: Effort) -> Round | None:
        """One neighbourhood, then the students; None when there is nothing to move."""
        if not self.picker.movable:
            return None
        began = time.monotonic()
        placed = self.timetable.assignments
        way, free = self.picker.draw(placed, self.shared)
        moving = {self.problem.classes[n].id for n in free}
        standing = {c: a for c, a in placed.items() if c not in moving}
        model = PartModel(self.ground, standing, free, self.shared)
        model.hint(placed)
        answer = run(model.clauses, effort, limit_s=self.round_s)
        gain = self._take(Timetable({**standing, **model.read(answer)}, self.timetable.students)) if answer.found else 0
        seconds = time.monotonic() - began
        exact = answer.status in (Status.OPTIMAL, Status.INFEASIBLE)
        self.picker.learn(way, helped=gain > 0, was_exact=exact, was_slow=seconds > _SLOW * self.round_s)
        return Round(way, len(free), answer.status, gain, seconds)

    def _take(self, found: Timetable) -> int:
        """Keeps a better timetable, with its students sectioned anew; returns the gain."""
        if found.assignments == self.timetable.assignments:
            return 0
        before = self.cost.total
        cost = score(self.problem, found)
        if cost.hard > self.cost.hard or (cost.hard == self.cost.hard and cost.total > before):
            return 0
        if self.problem.students and self.problem.weights.student:
            sectioned = section(self.problem, found.assignments, seed=self.seed, start=found.students)
            if sectioned.conflicts < cost.student:
                found = Timetable(found.assignments, sectioned.students)
                cost = score(self.problem, found, hard=cost.hard)
        self.restart(found, cost)
        return before - cost.total


def polish(
    problem: TimetableProblem,
    timetable: Timetable,
    *,
    limit_s: float,
    seed: int = 0,
    workers: int = 8,
    pins: Collection[ClassId] = (),
    round_s: float = 5.0,
    cancelled: CancelledFn | None = None,
    told: Callable[[Round, Timetable, TimetableScore], None] | None = None,
) -> tuple[Timetable, TimetableScore]:
    """
    A timetable that is no worse, and its score.

    Parameters
    ----------
    workers
        Of CP-SAT; eight are quicker than two even on two cores.
    told
        Called after each neighbourhood with what it gave and the best so far.
    """
    effort = Effort(limit_s, None, seed, workers, cancelled)
    polisher = Polisher(problem, timetable, pins=pins, seed=seed, workers=workers, round_s=round_s)
    while not effort.is_over:
        found = polisher.step(effort)
        if found is None:
            break
        if told is not None:
            told(found, polisher.timetable, polisher.cost)
    return polisher.timetable, polisher.cost
