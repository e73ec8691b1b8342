"""The schematic of sites: places on paper so that distances are like the minutes between them, and who goes where."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from remeslo.core.base.keys import OrganisationKey, SiteKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation
from remeslo.core.network.taking import granted, reached_daily
from remeslo.web.apps.network.scene import Scene

WIDTH, HEIGHT, MARGIN = 900, 560, 70
STEPS: Final = 120
"""Rounds of the layout; it is the same on every machine and day."""
WIDEST: Final = 14
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A site on paper; ``days``: group-days at its workshops, ``guests`` of them by other organisations."""

    site: SiteKey
    title: str
    organisation: OrganisationKey
    x: float
    y: float
    days: int
    guests: int
    is_left: bool
    """True where the name fits better to the left of the point."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Learners of one site at another: groups, group-days, learner-days, minutes one way, whether daily; a line."""

    home: SiteKey
    site: SiteKey
    groups: tuple[str, ...]
    group_days: int
    learner_days: int
    minutes: int | None
    is_daily: bool
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class SiteMap:
    """Points and lines, the widest line below."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    width: int = WIDTH
    height: int = HEIGHT


def site_map(scene: Scene, problem: AllocationProblem, allocation: Allocation) -> SiteMap:
    """Sites that teach or send anybody, and flows between them; what stays at its site is in the points only."""
    days: dict[SiteKey, int] = defaultdict(int)
    guests: dict[SiteKey, int] = defaultdict(int)
    moved: dict[tuple[SiteKey, SiteKey], list[tuple[str, int, int, bool]]] = defaultdict(list)
    for request, place, _grant in granted(problem, iter(allocation.grants.items())):
        days[place.site] += request.days
        guests[place.site] += request.days if place.owner != request.partner else 0
        if request.home != place.site:
            daily = reached_daily(problem, request, place)
            moved[request.home, place.site].append((", ".join(request.groups), request.days, request.size, daily))
    shown = {p.site for p in problem.places} | {h for h, _ in moved}
    sites = [s for s in scene.value.sites if s.key in shown]
    points = layout([s.key for s in sites], problem.minutes)
    nodes = tuple(
        Node(s.key, s.name, s.organisation, *points[s.key], days[s.key], guests[s.key], points[s.key][0] > WIDTH * 0.62)
        for s in sites
    )
    most = max((sum(d * size for _, d, size, _ in rows) for rows in moved.values()), default=1)
    flows = [
        _flow(problem, points, at, rows, most) for at, rows in moved.items() if at[0] in points and at[1] in points
    ]
    lowest = max((n.y for n in nodes), default=0.0)
    ordered = tuple(sorted(flows, key=lambda f: (-f.learner_days, f.home, f.site)))
    return SiteMap(nodes, ordered, height=max(HEIGHT, math.ceil(lowest) + MARGIN))


def layout(sites: Sequence[SiteKey], minutes: Mapping[tuple[SiteKey, SiteKey], int]) -> dict[SiteKey, Point]:
    """
    Points within the drawing whose distances are as near to the minutes as a plane allows.

    Stress majorisation (de Leeuw 1977, "Applications of convex analysis to multidimensional scaling") with weights
    1/minutes², from points on a circle; an unknown way counts as the longest known one.
    """
    count = len(sites)
    if count < 2:
        return dict.fromkeys(sites, (WIDTH / 2, HEIGHT / 2))
    longest = max(minutes.values(), default=60)
    way = [[float(minutes.get((min(a, b), max(a, b)), longest)) if a != b else 0.0 for b in sites] for a in sites]
    at = [
        (math.cos(2 * math.pi * n / count) * longest, math.sin(2 * math.pi * n / count) * longest) for n in range(count)
    ]
    for _ in range(STEPS):
        at = [_moved(n, at, way) for n in range(count)]
    return dict(zip(sites, _spread(_fitted(at)), strict=True))


def _moved(n: int, at: Sequence[Point], way: Sequence[Sequence[float]]) -> Point:
    """Where one point would best be, all others staying."""
    x = y = total = 0.0
    for m, (mx, my) in enumerate(at):
        if m == n:
            continue
        dx, dy = at[n][0] - mx, at[n][1] - my
        distance = math.hypot(dx, dy) or 1e-9
        weight = 1 / way[n][m] ** 2
        x += weight * (mx + way[n][m] * dx / distance)
        y += weight * (my + way[n][m] * dy / distance)
        total += weight
    return x / total, y / total


def _fitted(at: Sequence[Point]) -> list[Point]:
    """The picture within its margins, one scale for both axes, the longer side lying."""
    width = max(x for x, _ in at) - min(x for x, _ in at)
    height = max(y for _, y in at) - min(y for _, y in at)
    turned = [(y, x) for x, y in at] if height > width else list(at)
    low_x, low_y = min(x for x, _ in turned), min(y for _, y in turned)
    span_x = max(max(x for x, _ in turned) - low_x, 1e-9)
    span_y = max(max(y for _, y in turned) - low_y, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / span_x, (HEIGHT - 2 * MARGIN) / span_y)
    left, top = (WIDTH - span_x * scale) / 2, (HEIGHT - span_y * scale) / 2
    return [(left + (x - low_x) * scale, top + (y - low_y) * scale) for x, y in turned]


def _spread(at: Sequence[Point], apart: float = 26.0) -> list[Point]:
    """Points that would hide each other's names are pushed apart, downwards; whole numbers of a tenth."""
    done: list[Point] = []
    for x, y in sorted(at, key=lambda p: (p[1], p[0])):
        while any(abs(y - oy) < apart and abs(x - ox) < 150 for ox, oy in done):
            y += apart / 2
        done.append((round(x, 1), round(y, 1)))
    order = sorted(range(len(at)), key=lambda n: (at[n][1], at[n][0]))
    placed: list[Point] = [(0.0, 0.0)] * len(at)
    for n, point in zip(order, done, strict=True):
        placed[n] = point
    return placed


def _flow(
    problem: AllocationProblem,
    points: Mapping[SiteKey, Point],
    at: tuple[SiteKey, SiteKey],
    rows: Sequence[tuple[str, int, int, bool]],
    most: int,
) -> Flow:
    learners = sum(days * size for _, days, size, _ in rows)
    return Flow(
        home=at[0],
        site=at[1],
        groups=tuple(dict.fromkeys(group for group, *_ in rows)),
        group_days=sum(days for _, days, _, _ in rows),
        learner_days=learners,
        minutes=problem.way(*at),
        is_daily=all(daily for *_, daily in rows),
        path=_curve(points[at[0]], points[at[1]]),
        width=round(1.5 + (WIDEST - 1.5) * learners / most, 1),
    )


def _curve(a: Point, b: Point) -> str:
    """A line bent to its left, so that the two ways between sites do not lie on each other."""
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    bend = 0.12
    cx, cy = mx - (b[1] - a[1]) * bend, my + (b[0] - a[0]) * bend
    return f"M{a[0]} {a[1]}Q{cx:.1f} {cy:.1f} {b[0]} {b[1]}"
