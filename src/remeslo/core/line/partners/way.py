"""How near two are: minutes where the way is known, else kilometres as the crow flies, else settlement and region."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

from remeslo.core.base.text import fold
from remeslo.core.line.partners.profiles import CollegeProfile, EnterpriseProfile, Point
from remeslo.core.line.partners.weights import Weights

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


class WayKind(StrEnum):
    """What the nearness was read off."""

    MINUTES = "minutes"
    KILOMETRES = "kilometres"
    SAME_SETTLEMENT = "same_settlement"
    SAME_REGION = "same_region"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Nearness:
    """
    Parameters
    ----------
    amount
        Whole minutes or kilometres; 0 for the other kinds.
    degree
        0 too far (or not known) .. 1 next door.
    """

    kind: WayKind
    amount: int
    degree: Fraction


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance by the haversine formula on a sphere, km; at most 0.6 % off the ellipsoid's."""
    first, second = radians(one.latitude), radians(other.latitude)
    across = sin((second - first) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    half = across + cos(first) * cos(second) * along
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def nearness(enterprise: EnterpriseProfile, college: CollegeProfile, minutes: int | None, weights: Weights) -> Nearness:
    """The best known way between the two."""
    if minutes is not None:
        return Nearness(WayKind.MINUTES, minutes, _between(minutes, weights.near_minutes, weights.far_minutes))
    if enterprise.point is not None and college.point is not None:
        km = round(kilometres(enterprise.point, college.point))
        return Nearness(WayKind.KILOMETRES, km, _between(km, weights.near_km, weights.far_km))
    in_region = bool(enterprise.region) and fold(enterprise.region) == fold(college.region)
    if in_region and enterprise.settlement and fold(enterprise.settlement) == fold(college.settlement):
        return Nearness(WayKind.SAME_SETTLEMENT, 0, Fraction(1))
    if in_region:
        return Nearness(WayKind.SAME_REGION, 0, weights.same_region)
    return Nearness(WayKind.UNKNOWN, 0, Fraction(0))


def _between(amount: int, near: int, far: int) -> Fraction:
    return Fraction(max(0, min(far - near, far - amount)), far - near)
