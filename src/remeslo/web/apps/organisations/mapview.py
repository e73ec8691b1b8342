"""Organisations on a map drawn by the server: points from coordinates, near ones joined in one circle."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians, sqrt
from typing import Final

from remeslo.web.apps.organisations.listing import Line

WIDTH: Final = 900
MOST_HEIGHT: Final = 620
MARGIN: Final = 44
NEAR: Final = 24
"""Organisations not farther from each other on paper, in units of the picture, are one circle."""
LETTER: Final = 8
"""Width of a letter of a label, and half its height; a label that would lie on another one is left out."""
LEAST_SPAN: Final = 0.2
"""Degrees that the picture shows at least: one town is not blown up to a country."""
LEFT_OF: Final = 640
"""Right of this, labels stand left of their points."""
_Box = tuple[float, float, float, float]
_Placed = tuple[float, float, Line]


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle: where, who, how many of each kind; ``kind`` is that of most."""

    x: float
    y: float
    radius: float
    lines: tuple[Line, ...]
    kind: str
    label: str
    region: str
    is_named: bool = False

    @property
    def count(self) -> int:
        """Organisations in it."""
        return len(self.lines)

    @property
    def side(self) -> float:
        """Of the square, for those that are one."""
        return round(2 * self.radius, 1)

    @property
    def corner(self) -> tuple[float, float]:
        """Upper left of the square."""
        return round(self.x - self.radius, 1), round(self.y - self.radius, 1)

    @property
    def is_one(self) -> bool:
        """True when it stands for a single organisation."""
        return len(self.lines) == 1


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A line of the table beside the map."""

    region: str
    count: int
    placed: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The picture, the table beside it, and how many organisations have no coordinates."""

    spots: tuple[Spot, ...]
    regions: tuple[RegionRow, ...]
    unplaced: int
    height: int
    width: int = WIDTH
    km_line: float = 0.0
    km: int = 0

    @property
    def scale_y(self) -> int:
        """Where the line of kilometres is."""
        return self.height - 14


def map_of(lines: Sequence[Line]) -> Map:
    """
    The map of these organisations, north above: degrees of longitude shortened as in the middle of the picture.

    It says where, not how to get there: no roads and no borders.
    """
    placed = [line for line in lines if line.entity.latitude is not None and line.entity.longitude is not None]
    spots, height, line, km = _spots(placed) if placed else ((), 160, 0.0, 0)
    return Map(spots, _regions(lines), len(lines) - len(placed), height, km_line=line, km=km)


def _spots(placed: Sequence[Line]) -> tuple[tuple[Spot, ...], int, float, int]:
    points = [(float(p.entity.latitude or 0), float(p.entity.longitude or 0)) for p in placed]
    south, north = _widened(min(p[0] for p in points), max(p[0] for p in points))
    west, east = _widened(min(p[1] for p in points), max(p[1] for p in points))
    shorter = max(0.05, cos(radians((south + north) / 2)))
    inner = WIDTH - 2 * MARGIN
    scale = min(inner / ((east - west) * shorter), (MOST_HEIGHT - 2 * MARGIN) / (north - south))
    left = (WIDTH - (east - west) * shorter * scale) / 2
    height = round((north - south) * scale + 2 * MARGIN)
    near: list[list[_Placed]] = []
    for (latitude, longitude), line in zip(points, placed, strict=True):
        x = left + (longitude - west) * shorter * scale
        y = MARGIN + (north - latitude) * scale
        home = next((n for n in near if hypot(n[0][0] - x, n[0][1] - y) <= NEAR), None)
        if home is None:
            near.append([(x, y, line)])
        else:
            home.append((x, y, line))
    spots = _named([_spot(inside) for inside in near])
    km = _round_km(inner / scale * 111.195 / 4)
    return spots, height, round(km / 111.195 * scale, 1), km


def _named(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Labels for as many as have room, those who stand for one only; nothing lies on another's label or circle."""
    taken = [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    shown: list[Spot] = []
    for s in spots:
        width = LETTER * min(30, len(s.label)) + 12
        left = s.x - width if s.x > LEFT_OF else s.x + s.radius
        box = (left, s.y - LETTER, left + width - s.radius, s.y + LETTER)
        fits = s.is_one and not any(_meet(box, other) for other in taken)
        if fits:
            taken.append(box)
        shown.append(replace(s, is_named=fits))
    return tuple(shown)


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _widened(low: float, high: float) -> tuple[float, float]:
    lack = max(0.0, LEAST_SPAN - (high - low)) / 2
    return low - lack, high + lack


def _round_km(km: float) -> int:
    """The largest of 1, 2, 5, 10, 20, ... that is not more."""
    steps = [n * 10**e for e in range(5) for n in (1, 2, 5)]
    return max((s for s in steps if s <= km), default=1)


def _spot(inside: Sequence[tuple[float, float, Line]]) -> Spot:
    lines = tuple(line for _x, _y, line in inside)
    kinds = Counter(line.kind for line in lines)
    regions = {line.entity.region for line in lines}
    settlements = Counter(line.entity.settlement for line in lines if line.entity.settlement)
    label = settlements.most_common(1)[0][0] if settlements else next(iter(sorted(regions)), "")
    return Spot(
        x=round(sum(x for x, _y, _line in inside) / len(inside), 1),
        y=round(sum(y for _x, y, _line in inside) / len(inside), 1),
        radius=6.0 if len(lines) == 1 else round(min(26.0, 9 + 2.4 * sqrt(len(lines) - 1)), 1),
        lines=lines,
        kind=max(sorted(kinds), key=lambda k: kinds[k]),
        label=label if len(lines) > 1 else lines[0].short or lines[0].name,
        region=next(iter(regions)) if len(regions) == 1 else "",
    )


def _regions(lines: Iterable[Line]) -> tuple[RegionRow, ...]:
    by_region: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_region[line.entity.region].append(line)
    return tuple(
        RegionRow(
            region,
            len(own),
            sum(line.entity.latitude is not None for line in own),
            tuple(sorted(Counter(line.kind_word for line in own).items())),
        )
        for region, own in sorted(by_region.items())
    )
