"""What holds the term where it is: rules whose relaxing saves weeks, each confirmed by solving again."""

from collections.abc import Sequence
from dataclasses import dataclass

from remeslo.core.curriculum._cpsat.run import Effort
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import lower_bound
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.pretest import blocks, pretest
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.relax import Relaxation, by_one_step, removals, without_curriculum
from remeslo.core.curriculum.result import CancelledFn, Cause, Progress, ProgressFn, Status, TermResult
from remeslo.core.curriculum.solve import shortest

_QUESTIONS = 4
"""One question may take this part of the work that is left."""


def explain(
    problem: TermProblem,
    result: TermResult,
    *,
    limit_s: float = 30.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> tuple[Cause, ...]:
    """
    Causes of a term, or of there being none; only what was confirmed by solving again.

    A relaxation is tried when no bound forbids it to help, and is a cause when the relaxed problem has a plan of fewer
    weeks than any plan of the problem itself. Where a fixed curriculum keeps every semester as it is, a relaxation that
    does not help by itself is tried once more without it (the cause then says ``together``). For an infeasible problem:
    every single removal after which a plan exists; where no single one is enough, one smallest set found by giving
    rules back one by one (no member of it can be given back). Most weeks saved first. Limits are as in `solve`.
    """
    effort = Limits(limit_s, work_limit, seed, workers, progress, cancelled).effort()
    asking = _Asking(problem, effort, progress)
    if result.status is Status.INFEASIBLE:
        return asking.why_none()
    if result.weeks is None:
        return ()
    return asking.why_not_shorter(result.weeks, result.bound)


@dataclass
class _Asking:
    """One explanation on its way."""

    problem: TermProblem
    effort: Effort
    progress: ProgressFn | None

    def why_not_shorter(self, weeks: int, bound: int) -> tuple[Cause, ...]:
        """Relaxations after which a plan has fewer weeks than the bound."""
        causes = []
        for relaxation in by_one_step(self.problem, weeks):
            for tried in (relaxation, *without_curriculum(self.problem, relaxation)):
                if self.effort.is_over:
                    break
                self._tell(weeks, bound)
                found = self._shorter(tried.change(self.problem), bound)
                if found is not None:
                    causes.append(_cause(tried, found))
                    break
        return tuple(sorted(causes, key=lambda c: c.weeks_after or 0))

    def _shorter(self, relaxed: TermProblem, bound: int) -> TermResult | None:
        """The relaxed problem's result when it has fewer weeks."""
        if not _may_be_shorter(relaxed, bound):
            return None
        found = self._shortest(relaxed)
        return found if found.weeks is not None and found.weeks < bound else None

    def why_none(self) -> tuple[Cause, ...]:
        """Removals after which a plan exists: single ones, else one set."""
        candidates = list(removals(self.problem))
        single = [r for r in candidates if not self.effort.is_over and self._has_plan([r])]
        if single:
            return tuple(_cause(r, None) for r in single)
        needed = list(candidates)
        if not self._has_plan(needed):
            return ()
        for relaxation in reversed(candidates):
            fewer = [r for r in needed if r is not relaxation]
            if not self.effort.is_over and self._has_plan(fewer):
                needed = fewer
        together = tuple(r.rule for r in needed)
        return tuple(_cause(r, None, together) for r in needed)

    def _has_plan(self, relaxations: Sequence[Relaxation]) -> bool:
        relaxed = self.problem
        for relaxation in relaxations:
            relaxed = relaxation.change(relaxed)
        if any(blocks(f) for f in pretest(relaxed)):
            return False
        self._tell(None, None)
        return self._shortest(relaxed).plan is not None

    def _shortest(self, relaxed: TermProblem) -> TermResult:
        with self.effort.part(self.effort.work / _QUESTIONS) as part:
            return shortest(relaxed, part)

    def _tell(self, weeks: int | None, bound: int | None) -> None:
        if self.progress is not None:
            self.progress(Progress("explain", weeks, bound, round(self.effort.seconds, 1)))


def _may_be_shorter(problem: TermProblem, weeks: int) -> bool:
    """False when an argument already shows that the relaxed problem needs as many weeks."""
    if any(blocks(f) for f in pretest(problem)):
        return False
    axis = Axis(problem)
    return axis.term(min(lower_bound(axis).places, len(axis.weeks))) < weeks


def _cause(relaxation: Relaxation, found: TermResult | None, together: tuple[str, ...] = ()) -> Cause:
    facts = dict(relaxation.facts)
    if found is not None:
        facts["proven"] = found.status is Status.OPTIMAL
    if together:
        facts["together"] = together
    return Cause(
        rule=str(relaxation.rule),
        where=relaxation.where,
        facts=facts,
        weeks_after=None if found is None else found.weeks,
        lawful=relaxation.lawful,
    )
