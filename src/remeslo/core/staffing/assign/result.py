"""What the assignment of people gives back: who teaches what, how good that is, and how good it could be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.assign.problem import Objective
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.result import Status


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who teaches each duty; ``uncovered``: duties that nobody teaches, in the order of the problem."""

    person_of: Mapping[DutyKey, PersonKey]
    uncovered: tuple[DutyKey, ...] = ()

    def of(self, person: PersonKey) -> tuple[DutyKey, ...]:
        """Duties of one person."""
        return tuple(d for d, p in self.person_of.items() if p == person)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentScore:
    """
    How good an assignment is; of each part less is better (how each is counted: `score`).

    Parameters
    ----------
    uncovered
        Hours that nobody teaches.
    changes
        Duties that are not with whom they are at present.
    above_rate
        Hours of people above what their rates pay.
    practitioners
        Hours of the professional cycle that practitioners lack to their least share.
    continuity
        Changes of teacher where a group should keep its own.
    travel
        Minutes on the way, over the whole time.
    unfairness
        Hours that would have to change hands for equal shares.
    """

    uncovered: int
    changes: int
    above_rate: int
    practitioners: int
    continuity: int
    travel: int
    unfairness: int

    def of(self, objective: Objective) -> int:
        """The part that an objective makes least."""
        found: int = getattr(self, objective.value)
        return found

    def by(self, objectives: tuple[Objective, ...]) -> tuple[int, ...]:
        """The parts in an order: of two assignments the one whose tuple is less is better."""
        return tuple(self.of(o) for o in objectives)


@dataclass(frozen=True, slots=True)
class Level:
    """
    One objective of a result.

    Parameters
    ----------
    value
        What the plan has.
    bound
        No assignment that is as good at the objectives before (in each group of colleges that share nobody with the
        others) has less.
    """

    objective: Objective
    value: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """True when no such assignment is better here."""
        return self.value <= self.bound


@dataclass(frozen=True, slots=True)
class AssignmentResult:
    """
    Answer of `solve`.

    Parameters
    ----------
    status
        OPTIMAL: every objective proven, in their order. INFEASIBLE: what is pinned breaks rules all by itself, and
        ``findings`` say which; every other problem has an assignment.
    plan
        The best found, judged by `check`; ``None`` when infeasible.
    levels
        The objectives in their order.
    work
        Units of work done, comparable between runs of the same version.
    """

    status: Status
    plan: Assignment | None
    score: AssignmentScore | None
    levels: tuple[Level, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    work: float = 0.0

    @property
    def objective(self) -> tuple[int, ...]:
        """Values of the levels."""
        return tuple(level.value for level in self.levels)

    @property
    def bound(self) -> tuple[int, ...]:
        """Bounds of the levels."""
        return tuple(level.bound for level in self.levels)
