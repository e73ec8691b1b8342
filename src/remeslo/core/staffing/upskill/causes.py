"""Why a duty stays without a teacher: each cause confirmed by solving again without it."""

from dataclasses import dataclass

from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing._cpsat.upskilllevels import can_cover
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.result import CancelledFn
from remeslo.core.staffing.upskill.problem import UpskillProblem
from remeslo.core.staffing.upskill.relax import Cause, possible_causes, without
from remeslo.core.staffing.upskill.result import UpskillResult


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyOpen:
    """
    Why nobody teaches a duty.

    Parameters
    ----------
    causes
        Confirmed: without any one of them (``each_alone``), or without all of them together and no fewer, the duty has
        a teacher and nothing else is lost.
    rivals
        True: it could be taught as things stand, but other duties of as many hours or more would then stay open.
    complete
        False: a question was not answered within the limits, so causes may be missing.
    """

    duty: DutyKey
    causes: tuple[Cause, ...]
    each_alone: bool
    rivals: bool
    complete: bool


def why_open(
    problem: UpskillProblem,
    result: UpskillResult,
    duty: DutyKey,
    *,
    limit_s: float = 30.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    cancelled: CancelledFn | None = None,
) -> WhyOpen:
    """
    Why the plan of a result leaves a duty open; limits are as in `solve`, for all questions together.

    Raises KeyError for a duty that the problem does not have, ValueError for one that the plan covers or no plan.
    """
    if result.plan is None or result.score is None or duty in result.plan.teaches:
        raise ValueError(f"duty {duty}: there is no plan that leaves it open.")
    effort = Effort(limit_s, work_limit, seed, workers, cancelled)
    asking = _Asking(problem, problem.duty[duty], result.score.uncovered_hours, effort)
    return asking.answer()


@dataclass
class _Asking:
    """One duty's questions; an answer that is not known counts as no, and is told."""

    problem: UpskillProblem
    duty: Duty
    uncovered: int
    effort: Effort
    complete: bool = True

    def answer(self) -> WhyOpen:
        """Single causes first; where there is none, the fewest that the last can be taken from no more."""
        every = possible_causes(self.problem, self.duty)
        alone = tuple(cause for cause in every if self._is_mended((cause,)))
        causes = alone or self._together(every)
        rivals = self._asked(self.problem, (self.duty.key,), None)
        return WhyOpen(
            duty=self.duty.key,
            causes=causes,
            each_alone=bool(alone),
            rivals=rivals,
            complete=self.complete,
        )

    def _together(self, every: tuple[Cause, ...]) -> tuple[Cause, ...]:
        if not self._is_mended(every):
            return ()
        kept = every
        for cause in every:
            fewer = tuple(c for c in kept if c is not cause)
            if fewer and self._is_mended(fewer):
                kept = fewer
        return kept

    def _is_mended(self, causes: tuple[Cause, ...]) -> bool:
        """True when without these causes the duty has a teacher and no more hours stay open elsewhere."""
        changed = without(self.problem, self.duty, causes)
        return self._asked(changed, (self.duty.key,), self.uncovered - self.duty.hours)

    def _asked(self, problem: UpskillProblem, duties: tuple[DutyKey, ...], most: int | None) -> bool:
        found = can_cover(problem, duties, most, self.effort)
        self.complete = self.complete and found is not None
        return bool(found)
