"""What the planner of upskilling decides, within the norms."""

from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True, kw_only=True)
class UpskillPolicy:
    """
    Prices that no catalogue has, and limits.

    Parameters
    ----------
    hour_price
        Of an hour in which somebody stands in, >= 0; 0: not counted.
    way_hour_price
        Of an hour on the way, >= 0; 0: journeys are not counted.
    budget
        Everything together at most; ``None``: no limit.
    away_max
        People of one college on sessions in one week at most; ``None``: any number.
    across
        True: people may teach and stand in at other colleges of the cluster.
    substitution
        False: nobody stands in for anybody.
    """

    hour_price: Decimal = Decimal(0)
    way_hour_price: Decimal = Decimal(0)
    budget: Decimal | None = None
    away_max: int | None = None
    across: bool = True
    substitution: bool = True

    def __post_init__(self) -> None:
        money = [self.hour_price, self.way_hour_price, *([] if self.budget is None else [self.budget])]
        if any(not m.is_finite() or m < 0 for m in money):
            raise ProblemError("upskilling policy: prices and budget must be >= 0.")
        if self.away_max is not None and self.away_max < 0:
            raise ProblemError(f"upskilling policy: people away must be >= 0, got {self.away_max}.")
