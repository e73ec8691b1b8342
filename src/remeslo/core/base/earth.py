"""Points on the Earth by latitude and longitude, and how far they lie apart."""

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from remeslo.core.base.findings import ProblemError

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (source: IUGG 1980, 2a + b over 3)."""
Point = tuple[Decimal, Decimal]
"""Latitude and longitude in degrees."""


def check_point(latitude: Decimal | None, longitude: Decimal | None, whose: str) -> None:
    """Raises ProblemError unless both or neither are given, -90..90 and -180..180 degrees."""
    if (latitude is None) != (longitude is None):
        raise ProblemError(f"{whose}: latitude and longitude, both or neither.")
    if latitude is not None and longitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ProblemError(f"{whose}: latitude -90..90 and longitude -180..180, got {latitude}, {longitude}.")


def kilometres(one: Point, other: Point) -> float:
    """Length of the great circle between two points, km (haversine; the Earth taken as a ball, error below 0.6 %)."""
    (lat, lon), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
