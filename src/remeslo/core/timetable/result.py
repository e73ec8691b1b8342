"""What `score` and `solve` give back."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.timetable.problem import Timetable


class Status(StrEnum):
    """Outcome of a solve; an unknown status of a solver raises instead."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class TimetableScore:
    """
    The cost and its parts.

    Parameters
    ----------
    time, room, distribution
        Sums of penalties, before their weights.
    student
        Student conflicts: pairs of classes that a student cannot both attend.
    total
        Weighted sum of the four.
    hard
        Broken hard rules, as `check` counts them; 0 means lawful and complete.
    """

    time: int
    room: int
    distribution: int
    student: int
    total: int
    hard: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a long solve: stage, broken hard rules of the state at hand, best total so far, lower bound."""

    stage: str
    hard: int | None = None
    best: int | None = None
    bound: int | None = None
    seconds: float = 0.0


ProgressFn = Callable[[Progress], None]
CancelledFn = Callable[[], bool]
ImprovedFn = Callable[[Timetable, TimetableScore], None]
"""Called, in the caller's thread, with each better complete and lawful timetable (throttled)."""


@dataclass(frozen=True, slots=True)
class TimetableResult:
    """
    Answer of `solve`.

    Parameters
    ----------
    timetable
        The best found; when no lawful one was found, the least bad one, whose ``score.hard`` says how bad.
    bound
        No lawful timetable costs less; 0 when nothing is known.
    work
        Units of work done (moves, nodes), comparable between runs of the same version.
    """

    status: Status
    timetable: Timetable | None
    score: TimetableScore | None
    bound: int = 0
    bound_by: str = ""
    work: int = 0
