"""How best plan and bound drew together, as a small picture: two stepped lines over time, and the gap between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, INSET = 180, 36, 3

Point = tuple[float, int | None, int | None]


@dataclass(frozen=True, slots=True)
class GapCurve:
    """Paths for SVG; ``gap`` is the closed area between the lines, empty while one of them is unknown."""

    best: str
    bound: str
    gap: str
    width: int = WIDTH
    height: int = HEIGHT


def gap_curve(points: Sequence[Any], limit_s: float) -> GapCurve | None:
    """The picture of ``[seconds, best, bound]`` points, the later ones further right; ``None`` for too few."""
    curve: list[Point] = [(float(s), best, bound) for s, best, bound in points]
    values = [v for _, best, bound in curve for v in (best, bound) if v is not None]
    if len(curve) < 2 or not values:
        return None
    low, high = min(values), max(values)
    span = max(1, high - low)
    end = max(curve[-1][0], 0.1) if curve[-1][0] < limit_s / 20 else max(curve[-1][0], limit_s / 4)

    def x(seconds: float) -> float:
        return round(seconds / end * WIDTH, 1)

    def y(value: int) -> float:
        return round(HEIGHT - INSET - (value - low) / span * (HEIGHT - 2 * INSET), 1)

    best = list(_steps([(x(s), y(b)) for s, b, _ in curve if b is not None]))
    bound = list(_steps([(x(s), y(b)) for s, _, b in curve if b is not None]))
    area = f"M{'L'.join(best)}L{'L'.join(reversed(bound))}Z" if best and bound else ""
    return GapCurve(_path(best), _path(bound), area)


def _steps(points: list[tuple[float, float]]) -> Iterator[str]:
    """A stepped line: a value holds until the next one."""
    for n, (x, y) in enumerate(points):
        if n:
            yield f"{x} {points[n - 1][1]}"
        yield f"{x} {y}"
    if points:
        yield f"{WIDTH} {points[-1][1]}"


def _path(points: list[str]) -> str:
    return f"M{'L'.join(points)}" if points else ""
