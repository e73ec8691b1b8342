"""How much of a place or site a partner may use, in which weeks, for what price."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.place import PlaceKey

QuotaKey = NewType("QuotaKey", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """
    A partner's share.

    It limits where the owner is in `AllocationProblem.needs_quota`; elsewhere it only says the price. A day that
    several quotas cover may count against any one of them.

    Parameters
    ----------
    partner
        Who may use it; the owner of a place needs no quota.
    places
        Places it is about; their days count together.
    first, last
        Weeks of the planned year, both ends in.
    days
        Group-days (one group or subgroup for one day), >= 0.
    price
        For a group-day; ``None``: free.
    contract
        Number of the network contract whose clause it is; "" where there is none.
    """

    key: QuotaKey
    partner: OrganisationKey
    places: frozenset[PlaceKey]
    first: int
    last: int
    days: int
    price: Decimal | None = None
    contract: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ProblemError(f"quota {self.key}: 0 <= first <= last week, got {self.first}..{self.last}.")
        if self.days < 0 or (self.price is not None and self.price < 0):
            raise ProblemError(f"quota {self.key}: days and price must be >= 0, got {self.days}, {self.price}.")
        if not self.places:
            raise ProblemError(f"quota {self.key} is about no place.")

    def covers(self, place: PlaceKey, week: int) -> bool:
        """True when a day there in that week counts against it."""
        return place in self.places and self.first <= week <= self.last
