"""What planning a week gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import Finding
from remeslo.core.line.weekly.lesson import LessonKey, WeekPlan


class WeekStatus(StrEnum):
    """Outcome of `solve` and `repair`."""

    OPTIMAL = "optimal"
    """Of `repair`: proven that no lawful timetable moves fewer lessons; of `solve`: proven the cheapest."""
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekScore:
    """
    How good a timetable is; of each less is better. Counted over all weeks of the problem.

    Parameters
    ----------
    unplaced
        Lessons without a slot.
    windows
        Free pairs between two lessons of a learner's day, over all groups (of a group with subgroups: the mean).
    teacher_windows
        The same of teachers.
    same_subject
        Pairs of one subject above the rule, over learners' days.
    uneven
        Sum over groups and weeks of the pairs of the fullest study day less those of the emptiest one that has any.
    late
        Pairs outside the first shift that nobody granted.
    site_changes
        Changes of site inside a day, of groups and of teachers.
    changed
        Lessons that lie elsewhere than in the previous release.
    """

    unplaced: int
    windows: int
    teacher_windows: int
    same_subject: int
    uneven: int
    late: int
    site_changes: int
    changed: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a solve: broken hard rules of the state at hand, cost of the best so far, seconds."""

    stage: str
    hard: int | None = None
    best: int | None = None
    seconds: float = 0.0


ProgressFn = Callable[[Progress], None]
CancelledFn = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekResult:
    """
    Answer of `solve` and `repair`.

    Parameters
    ----------
    plan
        The best found, also when it is not lawful; ``findings`` are the judge's.
    moved
        Of `repair`: lessons that lie elsewhere than before.
    least
        Of `repair`: no lawful timetable moves fewer; 0 when nothing is known.
    """

    status: WeekStatus
    plan: WeekPlan
    score: WeekScore
    findings: tuple[Finding, ...] = ()
    moved: tuple[LessonKey, ...] = ()
    least: int = 0

    @property
    def is_lawful(self) -> bool:
        """True when no finding is hard."""
        return not any(f.hard for f in self.findings)
