"""Prices, one lever after the other: arguments first, then known plans carried over, then search."""

from dataclasses import dataclass

from remeslo.core.curriculum._cpsat.run import Effort
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import lower_bound
from remeslo.core.curriculum.causes.causeset import CauseSet
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.pretest import blocks, pretest
from remeslo.core.curriculum.prices.lever import Lever, levers
from remeslo.core.curriculum.prices.price import Price, Proof, Step
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Progress, ProgressFn, Status, TermResult
from remeslo.core.curriculum.serialtasks import tasks_of
from remeslo.core.curriculum.solve import shortest
from remeslo.core.curriculum.whatif.apply import apply
from remeslo.core.curriculum.whatif.law import decides
from remeslo.core.curriculum.witness import Witness, carried

_QUESTION = 8
"""One question may take this part of the work that is left."""


def price_list(
    problem: TermProblem,
    result: TermResult,
    *,
    causes: CauseSet | None = None,
    curve: int = 4,
    every_element: bool = False,
    limit_s: float = 120.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> tuple[Price, ...]:
    """
    A price for every norm, vacation, resource, window, pace limit, link and module; most weeks saved first.

    Parameters
    ----------
    causes
        The cause set of the result, where known: what touches none of its members saves nothing, which needs no search.
    curve
        Points beyond one unit, at most, in search of where more units stop helping; 0: only one unit.
    every_element
        Elements outside modules are recognised one by one too.

    What saves nothing is listed as well, with its proof. Empty for a problem without a plan. Limits are as in `solve`,
    for all prices together; prices that they do not suffice for are told as unknown.
    """
    if result.weeks is None or result.plan is None:
        return ()
    effort = Limits(limit_s, work_limit, seed, workers, progress, cancelled).effort()
    asking = _Asking(problem, result, result.weeks, Witness(problem, result.plan), causes, effort)
    found = []
    for lever in levers(problem, result.weeks, every_element=every_element):
        if effort.stop_asked():
            break
        if progress is not None:
            progress(Progress("prices", result.weeks, result.bound, round(effort.seconds, 1)))
        found.append(asking.price(lever, curve))
    return tuple(sorted(found, key=lambda p: (-(p.unit.saved or 0), -p.most_saved)))


@dataclass
class _Asking:
    """One price list on its way."""

    problem: TermProblem
    base: TermResult
    weeks: int
    witness: Witness
    causes: CauseSet | None
    effort: Effort

    def price(self, lever: Lever, curve: int) -> Price:
        """The price of a lever and its curve."""
        if self._is_beside_the_causes(lever):
            return Price((self._zero(lever, 1, Proof.CAUSES),), lever.facts, is_whole_curve=True)
        first = self.step(lever, 1)
        if lever.most == 1:
            return Price((first,), lever.facts, is_whole_curve=True)
        if curve < 1:
            return Price((first,), lever.facts)
        return self._curve(lever, first, curve)

    def _curve(self, lever: Lever, first: Step, curve: int) -> Price:
        """One unit, the most, two; then halving the way to where more units stop helping."""
        last = self.step(lever, lever.most)
        steps = {1: first, lever.most: last}
        below, stop = 1, lever.most
        if first.weeks == last.weeks:
            stop = 1
        for number in range(1, curve):
            if stop - below < 2:
                break
            middle = 2 if number == 1 else (below + stop) // 2
            steps[middle] = self.step(lever, middle)
            if steps[middle].weeks == last.weeks:
                stop = middle
            else:
                below = middle
        shown = tuple(steps[units] for units in sorted(steps) if units <= stop)
        known = all(s.weeks is not None for s in (*shown, last))
        return Price(shown, lever.facts, is_whole_curve=lever.ends and known and stop - below < 2)

    def step(self, lever: Lever, units: int) -> Step:
        """The term with so many units more."""
        changed = apply(self.problem, lever.change(units))
        bound = self._bound(changed)
        if bound >= self.weeks:
            return self._zero(lever, units, Proof.BOUND)
        known = carried(changed, self.witness)
        if known is not None and known.weeks <= bound:
            return self._told(lever, units, known.weeks, bound, Proof.BOUND)
        with self.effort.part(self.effort.work / _QUESTION) as part:
            again = shortest(changed, part)
        bound = max(bound, again.bound)
        lengths = [n for n in (again.weeks, known.weeks if known else None) if n is not None]
        if not lengths:
            return self._told(lever, units, None, bound, Proof.UNKNOWN)
        weeks = min(lengths)
        proof = Proof.SOLVED if again.status is Status.OPTIMAL or weeks <= bound else Proof.FOUND
        return self._told(lever, units, weeks, bound, proof)

    def _is_beside_the_causes(self, lever: Lever) -> bool:
        """True when what forbids fewer weeks is left as it is; only where the base term is that many weeks."""
        return self.causes is not None and self.causes.weeks == self.weeks and not lever.touches & self.causes.parts

    def _bound(self, problem: TermProblem) -> int:
        """Weeks that no plan goes below, by argument; 0 where there is none."""
        if tasks_of(problem) is not None or any(blocks(f) for f in pretest(problem)):
            return 0
        axis = Axis(problem)
        return axis.term(min(lower_bound(axis).places, len(axis.weeks)))

    def _zero(self, lever: Lever, units: int, proof: Proof) -> Step:
        return self._told(lever, units, self.weeks, self.weeks, proof)

    def _told(self, lever: Lever, units: int, weeks: int | None, bound: int, proof: Proof) -> Step:
        change = lever.change(units)
        return Step(
            change=change,
            units=units,
            weeks=weeks,
            bound=bound,
            saved=None if weeks is None else self.weeks - weeks,
            proof=proof,
            proven=proof.is_proven and self.base.status is Status.OPTIMAL,
            decides=decides(self.problem, change),
        )
