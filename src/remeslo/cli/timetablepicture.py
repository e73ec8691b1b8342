"""Pictures of a timetable's cost as inline SVG: bars, and the curve of cost over time."""

import math
from collections.abc import Sequence
from html import escape

from remeslo.cli.timetablecurve import CurvePoint

WIDTH, ROW = 760, 22
_LEFT, _RIGHT = 250, 90


def bars(rows: Sequence[tuple[str, float, str]], title: str) -> str:
    """Horizontal bars: (name, value >= 0, what is written beside it)."""
    most = max((v for _, v, _ in rows), default=0) or 1
    height = ROW * len(rows) + 6
    out = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">'
    ]
    for i, (name, value, told) in enumerate(rows):
        y = ROW * i + 3
        length = (WIDTH - _LEFT - _RIGHT) * value / most
        shown = name if len(name) <= 36 else name[:35] + "…"
        out.append(
            f'<text x="{_LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(shown)}<title>{escape(name)}</title></text>'
            f'<rect x="{_LEFT}" y="{y + 3}" width="{max(1.0, length):.1f}" height="{ROW - 6}" class="bar"/>'
            f'<text x="{_LEFT + length + 6:.1f}" y="{y + 15}">{escape(told)}</text>'
        )
    return "".join(out) + "</svg>"


def curve(points: Sequence[CurvePoint], seconds: str, cost: str) -> str:
    """
    Cost over time as steps, with the names of the axes.

    The axis of cost is logarithmic where it falls far. Empty for fewer than two lawful points.
    """
    height, left, bottom, top, right = 300, 80, 40, 16, 24
    lawful = [p for p in points if p.score.hard == 0]
    if len(lawful) < 2:
        return ""
    end = max(1.0, lawful[-1].seconds)
    values = [p.score.total for p in lawful]
    low, high = min(values), max(values)
    logarithmic = low > 0 and high > 4 * low

    def scale(v: float) -> float:
        return math.log(v) if logarithmic else float(v)

    room = (scale(high) - scale(low)) or 1.0

    def x(s: float) -> float:
        return left + (WIDTH - left - right) * s / end

    def y(v: float) -> float:
        return top + (height - top - bottom) * (1 - (scale(v) - scale(low)) / room)

    path = [f"M{x(lawful[0].seconds):.1f},{y(values[0]):.1f}"]
    path += [f"H{x(p.seconds):.1f}V{y(p.score.total):.1f}" for p in lawful[1:]]
    marks = sorted({low, high, round(math.sqrt(low * high)) if logarithmic else (low + high) // 2})
    lines = [
        f'<line x1="{left}" x2="{WIDTH - right}" y1="{y(v):.1f}" y2="{y(v):.1f}" class="grid"/>'
        f'<text x="{left - 6}" y="{y(v) + 4:.1f}" text-anchor="end">{v}</text>'
        for v in marks
    ]
    ticks = [
        f'<text x="{x(end * i / 4):.1f}" y="{height - bottom + 18}" text-anchor="middle">{end * i / 4:.0f}</text>'
        for i in range(5)
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(cost)}" xmlns="http://www.w3.org/2000/svg">'
        + "".join(lines + ticks)
        + f'<path d="{"".join(path)}" class="curve"/>'
        + f'<text x="{WIDTH - right}" y="{height - 6}" text-anchor="end">{escape(seconds)}</text>'
        + f'<text x="{left}" y="{top - 4}">{escape(cost)}</text></svg>'
    )
