"""One objective after the other: each is made least, then kept while the next is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network._cpsat.model import AllocationModel, fairness_unit
from remeslo.core.network._cpsat.run import Answer, Effort, Linear, SolverBroken, run
from remeslo.core.network.overfull import overfull, without_overfull
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation, AllocationScore, Objective, Progress, ProgressFn, Status
from remeslo.core.network.score import score

SHARES = {Objective.REFUSED: 0.35, Objective.UNFAIR: 0.3, Objective.AWAY: 0.5, Objective.UNEVEN: 0.6}
"""Of what is left of the effort, for each objective; the rest of it for the others."""
ALONE = 0.3
"""Of an objective's share, for one worker alone, which is quickest for small models."""
SMALL = 400
"""Possible grants up to which a model is small."""


@dataclass
class Levels:
    """
    The best allocation so far, with value, bound and time of each objective that was left behind.

    Parameters
    ----------
    allocation
        Breaks no rule; never given up for a worse one.
    asked
        Weighted days of each partner that were possible at all.
    hopeless
        Weighted days of requests without any choice: they are refused whatever happens.
    """

    problem: AllocationProblem
    model: AllocationModel
    allocation: Allocation
    asked: Mapping[OrganisationKey, int]
    hopeless: int
    effort: Effort
    order: tuple[Objective, ...]
    progress: ProgressFn | None = None
    bounds: dict[str, int | Fraction] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def least(self, which: Objective) -> None:
        """Make an objective least within its share of the effort, and hold it."""
        value = self.score.value(which)
        floor: int | Fraction = self.hopeless if which is Objective.REFUSED else 0
        if value > floor and not self.effort.is_over:
            answer = self._searched(which)
            value = self.score.value(which)
            floor = max(floor, self._bound(which, answer))
        self.bounds[which.value] = min(floor, value)
        self.seconds[which.value] = round(self.effort.seconds, 2)
        self._hold(which, value)
        if self.progress is not None:
            self.progress(Progress(which.value, value, self.bounds[which.value], self.seconds[which.value]))

    @property
    def score(self) -> AllocationScore:
        """Objectives of the allocation at hand."""
        return score(self.problem, self.allocation)

    def _searched(self, which: Objective) -> Answer:
        """
        One worker first where the model is small; then all of them from where it stopped.

        Cells that an answer overfills are stated day by day, and it is searched again, the bound being true all along.
        """
        self.model.cp.minimize(self.model.objective(which, self.asked))
        share = SHARES.get(which, 0.7)
        until = self.effort.used + share * self.effort.left
        best = Answer(Status.UNKNOWN, _nothing, 0, 0)
        alone = self.effort.workers == 1 or len(self.model.x) <= SMALL
        while not self.effort.is_over and self.effort.used < until:
            left = (until - self.effort.used) / self.effort.left
            answer = self._run(left * (ALONE if alone and self.effort.workers > 1 else 1.0), alone=alone)
            best = answer if answer.bound >= best.bound else replace(best, status=answer.status)
            if self._overfilled(answer):
                continue
            if answer.status is Status.OPTIMAL or not alone or self.effort.workers == 1:
                break
            alone = False
        self.model.cp.clear_objective()  # type: ignore[no-untyped-call]
        return best

    def _run(self, share: float, *, alone: bool) -> Answer:
        self.model.hint(self.allocation)
        answer = run(self.model.cp, self.effort, share=min(1.0, share), alone=alone)
        if answer.status is Status.INFEASIBLE:
            raise SolverBroken("CP-SAT found no allocation where one was given to it.")
        if answer.found:
            self._take(self.model.read(answer))
        return answer

    def _take(self, found: Allocation) -> None:
        """A better allocation, if it is one: where cells are overfilled, without those who have no room."""
        lawful = without_overfull(self.problem, found)
        now, new = self.score, score(self.problem, lawful)
        if [new.value(o) for o in self.order] < [now.value(o) for o in self.order]:
            self.allocation = lawful

    def _overfilled(self, answer: Answer) -> bool:
        """State overfilled cells day by day; True when there were such."""
        if not answer.found:
            return False
        return self.model.cells.tighten(overfull(self.problem, self.model.read(answer)))

    def _bound(self, which: Objective, answer: Answer) -> int | Fraction:
        """What an answer proves: no allocation goes below."""
        match which:
            case Objective.REFUSED:
                return answer.bound + self.hopeless
            case Objective.UNFAIR:
                return fairness_bound(self.asked, answer.bound)
            case _:
                return answer.bound

    def _hold(self, which: Objective, value: int | Fraction) -> None:
        match which:
            case Objective.REFUSED:
                self.model.cp.add(self.model.refused(self.model.options) <= int(value) - self.hopeless)
            case Objective.UNFAIR:
                self.model.hold_shares(self.asked, Fraction(value))
            case _:
                self.model.cp.add(self.model.objective(which, self.asked) <= int(value))


def fairness_bound(asked: Mapping[OrganisationKey, int], units: int) -> Fraction:
    """The least share that a partner can be refused, when it lies above units - 1 of 1 / `fairness_unit`."""
    above = Fraction(units - 1, fairness_unit(asked))
    least = (Fraction(max(0, int(above * n) + 1 if above >= 0 else 0), n) for n in asked.values())
    return min(least, default=Fraction(0))


def _nothing(_: Linear) -> int:
    raise SolverBroken("there is no solution to read.")
