"""What answers of the solvers of this part share: status, progress, being cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Outcome of a solve; an unknown status of the solver raises instead."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a long solve: the objective that is made least, its best value so far and its bound."""

    stage: str
    best: int | None = None
    bound: int | None = None
    seconds: float = 0.0


ProgressFn = Callable[[Progress], None]
CancelledFn = Callable[[], bool]
