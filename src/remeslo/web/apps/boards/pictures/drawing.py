"""Pictures of figures: years in a line, parts as bars; hidden figures are empty boxes with a word."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from remeslo.interchange.boardsheet import Bar, Point, bars_svg, line_svg
from remeslo.web.apps.boards.lines import Line
from remeslo.web.apps.boards.words import node_word
from remeslo.web.apps.results.templatetags.fact_words import indicator_title, indicator_value
from remeslo.web.apps.results.words import FIGURE_STATES

MOST_BARS = 120


def said(line: Line) -> str:
    """The value in words, or why there is none."""
    if line.shown.value is None:
        return str(FIGURE_STATES[line.shown.state][0])
    return indicator_value(line.indicator, line.shown.value)


def history_picture(years: Sequence[Line]) -> SafeString:
    """The figure through the years."""
    points = [Point(line.name, said(line), line.shown.value) for line in years]
    title = _("%(figure)s by year; the table beside says the same") % {"figure": _title(years)}
    return mark_safe(line_svg(points, title=title))


def bars_of(parts: Sequence[Line]) -> tuple[Bar, ...]:
    """A bar a part, the largest first, those without a value at the end."""
    ordered = sorted(parts, key=lambda p: (p.shown.value is None, -(p.shown.value or 0), p.name))
    return tuple(
        Bar(
            node_word(line.shown.node, line.name),
            said(line),
            line.shown.value,
            plan=line.plan.plan if line.plan else None,
            is_provisional=line.shown.is_provisional,
        )
        for line in ordered[:MOST_BARS]
    )


def parts_picture(whole: Line, parts: Sequence[Line]) -> SafeString:
    """The parts of a figure beside each other."""
    title = _("%(figure)s by part; the table below says the same") % {"figure": _title([whole])}
    return mark_safe(bars_svg(bars_of(parts), title=title))


def _title(lines: Sequence[Line]) -> str:
    return indicator_title(lines[0].indicator) if lines else ""
