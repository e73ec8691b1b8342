"""What allocation gives back: grants, refusals with causes, scores, status and bound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.request import Grant, RequestKey


class Status(StrEnum):
    """Outcome of a solve; an unknown status of the solver raises instead."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    """What is pinned breaks rules by itself; the findings say which."""
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class Objective(StrEnum):
    """What a better allocation has less of, the first before the second; names of `AllocationScore`."""

    REFUSED = "refused"
    UNFAIR = "unfair"
    AWAY = "away"
    UNEVEN = "uneven"
    MOVED = "moved"
    CHANGED = "changed"
    UNWANTED = "unwanted"


@dataclass(frozen=True)
class Allocation:
    """Grants by request; a request that is missing is refused."""

    grants: Mapping[RequestKey, Grant]


@dataclass(frozen=True, slots=True)
class AllocationScore:
    """
    Objectives in order, of each less is better; travel and nights are one: `away`.

    Parameters
    ----------
    refused
        Weighted group-days refused.
    unfair
        1 - the lowest share of days granted to days asked over partners, 0..1 (max-min fairness; weights count).
        Requests that could not be granted even if they were alone in the cluster are left out: nobody is in their way.
    travel
        Learner-minutes on the way: learners x days at a place away from home that is reached daily, times minutes
        there and back.
    nights
        Learner-nights in dormitories: a night for each day at a place that is not reached daily.
    away
        ``travel``, and for each night as much as the longest way that is gone daily, there and back.
    uneven
        Sum over places of squared used group-days of each week.
    moved
        Blocks away from the weeks of the term plans.
    changed
        Requests of the previous allocation that get something else now, or nothing.
    unwanted
        Days by how many places of the request are more wanted than the granted one.
    """

    refused: int
    unfair: Fraction
    travel: int
    nights: int
    uneven: int
    moved: int
    changed: int
    unwanted: int = 0
    away: int = 0

    def value(self, objective: Objective) -> int | Fraction:
        """The value of one objective."""
        found: int | Fraction = getattr(self, objective.value)
        return found


@dataclass(frozen=True, slots=True)
class Share:
    """Group-days of a partner: asked, granted, of them away from its own places."""

    partner: OrganisationKey
    asked: int
    granted: int
    away: int


class CauseKind(StrEnum):
    """What can stand in the way of a request."""

    REQUESTS = "requests"
    """Other requests hold the place."""
    QUOTA = "quota"
    """The quota of the partner is used up, or there is none."""
    OPENING = "opening"
    """The place is closed, or open to others."""
    PLACES = "places"
    """Too few places for learners, or too few groups at once."""
    WEEKS = "weeks"
    """No other weeks are possible by the term plan."""
    SHIFT = "shift"
    """No other shift is allowed for these learners."""
    CONDITION = "condition"
    DORMITORY = "dormitory"
    GROUP = "group"
    """The group is elsewhere in these weeks."""


@dataclass(frozen=True, slots=True)
class Cause:
    """
    A cause of a refusal.

    Parameters
    ----------
    where
        Key of the place, of the site (`CauseKind.DORMITORY`), of the group, or of the request itself.
    facts
        What names it: ``requests`` (keys of those who hold it), ``weeks`` (from 0), ``quotas``, ``asks``, ``size``...
    confirmed
        Solved again without this cause (and the others of `Refusal.causes` where they only help together), all other
        grants kept: the request could be granted.
    """

    kind: CauseKind
    where: str
    facts: Mapping[str, object]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    A request that got nothing, and why.

    Parameters
    ----------
    causes
        With ``each_alone`` every cause that lets it in when it alone is taken away. Otherwise no single one does, and
        these together are a smallest set: without all of them it is let in, without any fewer of them it is not.
        Empty only when nothing that is known helps.
    could_be
        True: it fits beside all other grants as they are, so the allocation could simply be better.
    instead
        Requests that would be refused in its place in the best allocation that grants it; ``None``: not asked.
    """

    request: RequestKey
    causes: tuple[Cause, ...]
    each_alone: bool = True
    could_be: bool = False
    instead: tuple[RequestKey, ...] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a long solve: stage (``pretest``, an objective's name, ``done``), best and bound of that objective."""

    stage: str
    best: int | Fraction | None = None
    bound: int | Fraction | None = None
    seconds: float = 0.0


ProgressFn = Callable[[Progress], None]
CancelledFn = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class AllocationResult:
    """
    Parameters
    ----------
    status
        OPTIMAL when every objective is proven, in its order.
    allocation
        ``None`` only when cancelled before anything was found, or when what is pinned breaks rules.
    bounds
        For each objective that was reached, by its name (`Objective`): what no allocation goes below, given those
        before it. Proven where it equals the value.
    seconds
        Wall seconds when each objective was left.
    findings
        What the pre-tests say of the problem.
    """

    status: Status
    allocation: Allocation | None
    score: AllocationScore | None = None
    bounds: Mapping[str, int | Fraction] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def gap(self, objective: Objective) -> int | Fraction | None:
        """Value less bound; ``None`` where no bound is known."""
        if self.score is None or objective.value not in self.bounds:
            return None
        return self.score.value(objective) - self.bounds[objective.value]
