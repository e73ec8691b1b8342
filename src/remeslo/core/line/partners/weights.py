"""How much each reason counts: an argument of the ranking, never a truth."""

from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """
    Weights of the five reasons (>= 0, at least one > 0) and the bounds of their scales.

    Parameters
    ----------
    licensed_only
        What a programme counts that a college may teach and nobody studies, 0..1.
    same_cluster
        What it counts as a tie that both are members of one cluster and have no agreement, 0..1.
    same_region
        Nearness of two whose distance is not known and who are in one region, 0..1.
    near_minutes, far_minutes, near_km, far_km
        Up to near the nearness is 1, from far on 0, in between a straight line.
    alike
        Share of the words of the shorter name of a machine that the other must have, 0..1.
    """

    demand: int = 45
    equipment: int = 15
    distance: int = 15
    capacity: int = 15
    ties: int = 10
    licensed_only: Fraction = Fraction(1, 2)
    same_cluster: Fraction = Fraction(1, 2)
    same_region: Fraction = Fraction(1, 4)
    near_minutes: int = 60
    far_minutes: int = 180
    near_km: int = 40
    far_km: int = 200
    alike: Fraction = Fraction(3, 4)

    def __post_init__(self) -> None:
        five = (self.demand, self.equipment, self.distance, self.capacity, self.ties)
        if min(five) < 0 or not sum(five):
            raise ProblemError(f"weights {five}: none below 0 and not all 0.")
        for name in ("licensed_only", "same_cluster", "same_region", "alike"):
            if not 0 <= getattr(self, name) <= 1:
                raise ProblemError(f"weights: {name} must be 0..1, got {getattr(self, name)}.")
        if not (0 <= self.near_minutes < self.far_minutes and 0 <= self.near_km < self.far_km):
            raise ProblemError("weights: near must lie below far.")

    @property
    def total(self) -> int:
        """What a pair that fits in everything reaches."""
        return self.demand + self.equipment + self.distance + self.capacity + self.ties
