"""What the term part gives back: a plan of hours by week, its status, bound, scores and causes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.resources import TeacherKey


class Status(StrEnum):
    """Outcome of a solve; an unknown status of the solver raises instead."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class TermPlan:
    """
    Hours of each element by week index (> 0 only), in the order of the problem's elements.

    ``people``: who is on an element that needs staff, for all its weeks.
    """

    hours: Mapping[ElementKey, Mapping[int, int]]
    people: Mapping[ElementKey, tuple[TeacherKey, ...]] = field(default_factory=dict)

    def of(self, key: ElementKey) -> int:
        """All hours of an element."""
        return sum(self.hours.get(key, {}).values())

    def in_week(self, week: int) -> int:
        """Hours of all elements in a week."""
        return sum(h.get(week, 0) for h in self.hours.values())

    @property
    def weeks(self) -> int:
        """Calendar weeks from week 0 to the last one used."""
        return max((w for h in self.hours.values() for w in h), default=-1) + 1


@dataclass(frozen=True, slots=True)
class TermScore:
    """
    Objectives, of each less is better.

    ``weeks``: calendar weeks. ``unmet``: sum of weight x hours short of what demand wanted. ``unevenness``: sum over
    elements of squared deviations from their own mean weekly pace inside the weeks they run, plus unused capacity.
    ``moved``: hours that lie in a week where the previous plan did not have them. ``peak``: hours of a group in its
    fullest week. ``balance``: sum over groups and study weeks of the calendar of the squared distance of the hours
    from the floor or the ceiling of their mean. ``disliked``: weeks of elements that they should rather not lie in.
    """

    weeks: int
    unmet: Fraction
    unevenness: Fraction
    moved: int = 0
    peak: int = 0
    balance: int = 0
    disliked: int = 0


@dataclass(frozen=True, slots=True)
class Cause:
    """
    What holds the term: a rule or element whose relaxing, confirmed by solving again, saves weeks.

    ``weeks_after`` is what the term becomes without it (``None`` for a cause of infeasibility: a plan then exists).
    ``lawful`` is False when law does not allow the relaxed value: information, never an offer.
    """

    rule: str
    where: str
    facts: Mapping[str, object]
    weeks_after: int | None
    lawful: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a long solve: stage, best so far, bound; ``None`` while unknown."""

    stage: str
    best: int | None = None
    bound: int | None = None
    seconds: float = 0.0


ProgressFn = Callable[[Progress], None]
CancelledFn = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class TermResult:
    """
    Answer of `solve`.

    Parameters
    ----------
    status
        Of the first objective, as a rule weeks. OPTIMAL: ``weeks == bound``, proven.
    bound
        No lawful plan has fewer weeks; 0 when nothing is known. Where the first objective of the problem is another
        one, no lawful plan has less of that, and ``value`` is what the plan has.
    bound_by
        Argument that gave the bound: ``hours``, ``chain``, ``practice``, ``search`` ...
    fit_status, even_status, close_status, load_status
        Status of depth, evenness, closeness, and peak or balance of the weeks, at the fixed number of weeks.
    findings
        Pre-tests that name impossibility before any search; for INFEASIBLE they or ``causes`` say why.
    """

    status: Status
    plan: TermPlan | None
    weeks: int | None
    bound: int
    bound_by: str = ""
    score: TermScore | None = None
    fit_status: Status = Status.UNKNOWN
    even_status: Status = Status.UNKNOWN
    findings: tuple[Finding, ...] = field(default=())
    value: int | None = None
    close_status: Status = Status.UNKNOWN
    load_status: Status = Status.UNKNOWN
