"""
Pictures as SVG: bars and a line through years, in colours of Okabe and Ito, each told apart by form as well.

Bars of provisional figures are hatched, hidden ones are an empty box with a word, plans are a stroke across the bar.
Everything is said by attributes and classes, nothing by style, so that a page's content policy lets them be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

BLUE, ORANGE, INK, LINE = "#0072B2", "#D55E00", "#333333", "#888888"
WIDTH = 640
_ROW, _LABEL, _NUMBER = 26, 280, 84
_HEIGHT, _EDGE = 150, 22
_LONGEST_LABEL = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """
    One bar.

    Parameters
    ----------
    said
        The number in words, as tables have it; or why there is none.
    value
        Length, ``None``: nothing to draw.
    plan
        Where the stroke stands.
    is_own
        The one that the others are compared with.
    is_provisional
        Hatched: not yet complete or not yet confirmed.
    """

    label: str
    said: str
    value: Fraction | None
    plan: Fraction | None = None
    is_own: bool = False
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a line."""

    label: str
    said: str
    value: Fraction | None
    plan: Fraction | None = None


def bars_svg(bars: Sequence[Bar], *, title: str) -> str:
    """Bars under each other, to the scale of the longest; never below zero."""
    top = _top([n for b in bars for n in (b.value, b.plan)])
    room = WIDTH - _LABEL - _NUMBER
    height = _ROW * len(bars) + 8
    drawn = (piece for n, bar in enumerate(bars) for piece in _bar(bar, 4 + n * _ROW, top, room))
    return "".join((_head(title, WIDTH, height), _hatch(), *drawn, "</svg>"))


def line_svg(points: Sequence[Point], *, title: str) -> str:
    """Years from left to right: dots joined by a line, plans as strokes, numbers above the dots."""
    top = _top([n for p in points for n in (p.value, p.plan)])
    step = WIDTH // max(1, len(points))
    base = _HEIGHT - _EDGE
    parts = [_head(title, WIDTH, _HEIGHT), f'<path class="chart-axis" d="M0 {base}H{WIDTH}" stroke="{LINE}"/>']
    dots = [(n * step + step // 2, p) for n, p in enumerate(points)]
    way = " ".join(f"{x},{_level(p.value, top, base)}" for x, p in dots if p.value is not None)
    if way:
        parts.append(f'<polyline class="chart-line" points="{way}" fill="none" stroke="{BLUE}" stroke-width="2"/>')
    for x, point in dots:
        if point.plan is not None:
            y = _level(point.plan, top, base)
            dashes = f'{_STROKE} stroke-width="2" stroke-dasharray="6 4"'
            parts.append(f'<path class="chart-plan" d="M{x - 24} {y}H{x + 24}" {dashes}/>')
        if point.value is not None:
            y = _level(point.value, top, base)
            parts.append(f'<circle class="chart-dot" cx="{x}" cy="{y}" r="5" fill="{BLUE}"/>')
            parts.append(_text(x, y - 10, point.said, "middle", "chart-number"))
        else:
            parts.append(_text(x, base - 6, point.said, "middle", "chart-label"))
        parts.append(_text(x, _HEIGHT - 5, point.label, "middle", "chart-label"))
    return "".join((*parts, "</svg>"))


_STROKE = f'fill="none" stroke="{INK}"'
_EMPTY = f'fill="none" stroke="{LINE}" stroke-dasharray="3 3"'


def _bar(bar: Bar, y: int, top: Fraction, room: int) -> Iterator[str]:
    """The pieces of one bar whose row begins at ``y``."""
    yield _text(_LABEL - 8, y + 17, _short(bar.label), "end", "chart-own" if bar.is_own else "chart-label")
    if bar.value is None:
        yield f'<rect class="chart-none" x="{_LABEL}" y="{y + 5}" width="12" height="{_ROW - 10}" {_EMPTY}/>'
        yield _text(_LABEL + 20, y + 17, bar.said, "start", "chart-label")
        return
    length = max(1, round(max(Fraction(0), bar.value) / top * room))
    box = f'x="{_LABEL}" y="{y + 4}" width="{length}" height="{_ROW - 8}"'
    name, colour = ("chart-bar-own", ORANGE) if bar.is_own else ("chart-bar", BLUE)
    yield f'<rect class="{name}" {box} fill="{colour}"/>'
    if bar.is_provisional:
        yield f'<rect {box} fill="url(#hatch)"/>'
    if bar.plan is not None:
        x = _LABEL + round(max(Fraction(0), bar.plan) / top * room)
        yield f'<path class="chart-plan" d="M{x} {y + 1}V{y + _ROW - 1}" {_STROKE} stroke-width="3"/>'
    yield _text(WIDTH, y + 17, bar.said, "end", "chart-number")


def _head(title: str, width: int, height: int) -> str:
    said = quoteattr(_clean(title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label={said} font-family="Libertinus Serif, serif" font-size="13">'
    )


def _hatch() -> str:
    return (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="chart-hatch" d="M0 0V6" stroke="#FFFFFF" stroke-width="4"/></pattern></defs>'
    )


def _text(x: int, y: int, text: str, anchor: str, name: str) -> str:
    return f'<text class="{name}" x="{x}" y="{y}" text-anchor="{anchor}" fill="{INK}">{escape(_clean(text))}</text>'


def _top(numbers: Sequence[Fraction | None]) -> Fraction:
    return max((n for n in numbers if n is not None and n > 0), default=Fraction(1))


def _level(value: Fraction, top: Fraction, base: int) -> int:
    return round(base - max(Fraction(0), value) / top * (base - 2 * _EDGE))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"


def _clean(text: str) -> str:
    return "".join(c for c in text if c >= " ")
