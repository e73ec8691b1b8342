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
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Allocation:
    """Grants by request; a request that is missing is refused."""

    grants: Mapping[RequestKey, Grant]


@dataclass(frozen=True, slots=True)
class AllocationScore:
    """
    Objectives in order, of each less is better.

    Parameters
    ----------
    refused
        Weighted group-days refused.
    unfair
        1 - the lowest share of days granted to days asked over partners, 0..1 (max-min fairness; weights count).
    travel
        Learner-days on the way: learners x days at a place away from home that is reached daily, times minutes there
        and back.
    nights
        Learner-nights in dormitories.
    uneven
        Sum over places of squared used group-days of each week.
    moved
        Blocks away from the weeks of the term plans.
    changed
        Grants that differ from the previous allocation.
    """

    refused: int
    unfair: Fraction
    travel: int
    nights: int
    uneven: int
    moved: int
    changed: int


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
    OPENING = "opening"
    PLACES = "places"
    WEEKS = "weeks"
    """No other weeks are possible by the term plan."""
    CONDITION = "condition"
    DORMITORY = "dormitory"
    GROUP = "group"
    """The group is elsewhere in these weeks."""


@dataclass(frozen=True, slots=True)
class Cause:
    """
    A cause of a refusal; ``facts`` name it (place, weeks, requests, quota). ``confirmed``: solved again without this
    cause, and with all other grants kept, the request could be granted.
    """

    kind: CauseKind
    where: str
    facts: Mapping[str, object]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that got nothing, and the causes that hold it together (taking away any one of them lets it in)."""

    request: RequestKey
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a long solve: stage (``pretest``, an objective's name, ``done``), best and bound of that objective."""

    stage: str
    best: int | None = None
    bound: int | None = None
    seconds: float = 0.0


ProgressFn = Callable[[Progress], None]
CancelledFn = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class AllocationResult:
    """
    Parameters
    ----------
    allocation
        ``None`` only when cancelled before anything was found.
    bounds
        For each objective that was reached, by its name in `AllocationScore`: what no allocation goes below, given
        those before it.
    """

    status: Status
    allocation: Allocation | None
    score: AllocationScore | None = None
    bounds: Mapping[str, int | Fraction] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
