"""Cost over time of many runs as one SVG: cost over best known on a logarithmic axis, a line a run."""

import math
from collections.abc import Sequence

from benchmarks.published.timetable.known import known
from benchmarks.published.timetable.run import Run

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 900, 520, 60, 40, 20, 150
_COLOURS = ("#2f6f8f", "#b5532a", "#4f7f3a", "#7a4f9a", "#9a7a1f", "#b03a6a", "#3a8f86", "#555e6b")


def curves(runs: Sequence[Run]) -> str:
    """The picture; runs without a best known cost, or one of 0, are left out."""
    best = {k.name: k.best for k in known().values() if k.best}
    shown = [r for r in runs if r.instance in best and r.curve]
    if not shown:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'
    end = max(r.limit_s for r in shown)
    high = max(c / best[r.instance] for r in shown for _, c in r.curve)
    low = min(1.0, *(c / best[r.instance] for r in shown for _, c in r.curve))
    span = math.log(high / low) or 1.0
    names = list(dict.fromkeys(r.instance for r in shown))

    def x(seconds: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log1p(seconds) / math.log1p(end)

    def y(ratio: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - math.log(ratio / low) / span)

    out = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" xmlns="http://www.w3.org/2000/svg" font-size="12">']
    for mark in (1, 1.1, 1.25, 1.5, 2, 3, 5, 10, 30, 100):
        if low <= mark <= high:
            out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(mark):.1f}" y2="{y(mark):.1f}" stroke="#8886"/>')
            out.append(f'<text x="{LEFT - 6}" y="{y(mark) + 4:.1f}" text-anchor="end" fill="#777">{mark:g}</text>')
    for second in (1, 5, 10, 30, 60, 120, 300):
        if second <= end:
            out.append(
                f'<text x="{x(second):.1f}" y="{HEIGHT - 16}" text-anchor="middle" fill="#777">{second} s</text>'
            )
    for r in shown:
        colour = _COLOURS[names.index(r.instance) % len(_COLOURS)]
        steps = "".join(f"H{x(s):.1f}V{y(c / best[r.instance]):.1f}" for s, c in r.curve[1:])
        first = r.curve[0]
        path = f"M{x(first[0]):.1f},{y(first[1] / best[r.instance]):.1f}{steps}H{x(r.limit_s):.1f}"
        out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-opacity="0.7"/>')
    for i, name in enumerate(names):
        colour = _COLOURS[i % len(_COLOURS)]
        out.append(f'<text x="{WIDTH - RIGHT + 12}" y="{TOP + 16 * (i + 1)}" fill="{colour}">{name}</text>')
    return "".join(out) + "</svg>\n"
