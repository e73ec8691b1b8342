"""What solving gives: status, plan, objectives in their order, each with its bound."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from remeslo.core.staffing.result import Status
from remeslo.core.staffing.upskill.problem import UpskillPlan


class Objective(StrEnum):
    """What a better plan has less of, the first before the second."""

    UNCOVERED = "uncovered"
    RENEWALS = "renewals"
    COST = "cost"
    UNFAIRNESS = "unfairness"


@dataclass(frozen=True, slots=True, order=True)
class UpskillScore:
    """
    The objectives of a plan, compared in this order.

    Parameters
    ----------
    uncovered_hours
        Hours of duties that nobody may teach on all their days.
    missed_renewals
        People who do not learn again in time.
    cost
        Prices of sessions, hours in which somebody stands in, journeys.
    unfairness
        Sum over people of the squared hours on sessions and of standing in for others.
    """

    uncovered_hours: int
    missed_renewals: int
    cost: Decimal
    unfairness: int


@dataclass(frozen=True, slots=True)
class Level:
    """
    One objective of a solve.

    ``bound``: no plan has less, among those that are as good as this plan in every earlier objective; 0 where nothing
    is known. OPTIMAL: ``value == bound``, proven.
    """

    objective: Objective
    value: Decimal
    bound: Decimal
    status: Status

    @property
    def gap(self) -> Decimal:
        """Value less bound, >= 0."""
        return self.value - self.bound


@dataclass(frozen=True, slots=True)
class UpskillResult:
    """
    Answer of `solve`.

    Parameters
    ----------
    status
        OPTIMAL when every level is proven; INFEASIBLE when what is accepted cannot stand together.
    levels
        In the order of `Objective`; empty without a plan.
    only_accepted
        True: nothing was found within the limits, and the plan is what is accepted, no more.
    """

    status: Status
    plan: UpskillPlan | None = None
    score: UpskillScore | None = None
    levels: tuple[Level, ...] = ()
    only_accepted: bool = False
