"""What a question may spend: the same limits for solving, explaining, pricing, asking what if and replanning."""

from dataclasses import dataclass

from remeslo.core.curriculum._cpsat.run import Effort
from remeslo.core.curriculum.result import CancelledFn, ProgressFn

WORK_PER_SECOND = 0.25
"""Deterministic work granted per second of the limit; on two cores it is spent well before the limit."""
FREE_WORK = 1000.0
"""The same where only the wall limit counts: so much that work never runs out first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """
    Limits of one question, passed on to each solve that answers it; what they mean is said at `solve`.

    Each effort made of them is counted from the moment it is made.
    """

    limit_s: float
    work_limit: float | None = None
    seed: int = 0
    workers: int = 8
    progress: ProgressFn | None = None
    cancelled: CancelledFn | None = None
    reproducible: bool = True

    @property
    def work(self) -> float:
        """Units of deterministic work."""
        if self.work_limit is not None:
            return self.work_limit
        return self.limit_s * (WORK_PER_SECOND if self.reproducible else FREE_WORK)

    def effort(self) -> Effort:
        """An effort that begins now."""
        effort = Effort.of(
            work=self.work, limit_s=self.limit_s, seed=self.seed, workers=self.workers, cancelled=self.cancelled
        )
        effort.free = not self.reproducible
        return effort
