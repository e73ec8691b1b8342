"""
The Gantt chart of a term plan: one line an element, one bar a run of weeks, its links, and the tight chain.

The tight chain is read off the plan: from an element that ends in the last week back over links without any slack.
It shows what follows what at the end of the term; what *holds* the term is said by the confirmed causes only.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.problem import LinkKind, Precedence, TermProblem
from remeslo.core.line.tables.calendar import WeekMark, mark_of
from remeslo.core.line.tables.laid import LaidElement, LaidProgramme
from remeslo.web.apps.programmes.pictures.axis import Axis, axis_of

LINE_HEIGHT = 28
BAR_INSET = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """
    Neighbouring weeks with hours (vacations do not break a bar; they are drawn over it).

    Parameters
    ----------
    strength
        Mean hours a week of study against the weekly cap, in fifths, 1..5: how solid the bar is drawn.
    """

    x: int
    width: int
    first: int
    last: int
    hours: int
    strength: int


@dataclass(frozen=True, slots=True)
class GanttLine:
    """One element's line; ``y`` is its top."""

    element: LaidElement
    mark: WeekMark
    y: int
    bars: tuple[Bar, ...]
    is_tight: bool

    @property
    def bar_y(self) -> int:
        """Top of its bars."""
        return self.y + BAR_INSET


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two lines, as the points of an SVG path."""

    before: ElementKey
    after: ElementKey
    path: str
    is_tight: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """The chart; sizes in the picture's units, 1 unit = 1 px at full size."""

    axis: Axis
    lines: tuple[GanttLine, ...]
    links: tuple[Link, ...]

    @property
    def height(self) -> int:
        """Height of all lines."""
        return len(self.lines) * LINE_HEIGHT

    @property
    def bar_height(self) -> int:
        """Height of a bar."""
        return LINE_HEIGHT - 2 * BAR_INSET


def gantt(laid: LaidProgramme, problem: TermProblem) -> Gantt:
    """The chart of a planned programme; elements without hours have no line."""
    tight = tight_chain(laid, problem)
    study = _study_index(laid)
    axis = axis_of(laid)
    shown = [e for e in laid.elements if e.hours]
    lines = tuple(
        GanttLine(
            element=e,
            mark=mark_of(e.design.kind),
            y=n * LINE_HEIGHT,
            bars=tuple(_bars(e, laid, axis, study)),
            is_tight=e.design.index in tight,
        )
        for n, e in enumerate(shown)
    )
    return Gantt(axis=axis, lines=lines, links=tuple(_links(lines, problem, tight)))


def tight_chain(laid: LaidProgramme, problem: TermProblem) -> frozenset[ElementKey]:
    """Elements from which links without slack lead to the end of the term."""
    study = _study_index(laid)
    by_key = laid.by_key
    found: set[ElementKey] = set()
    waiting = [e.design.index for e in laid.elements if e.last_week is not None and e.last_week == laid.weeks - 1]
    while waiting:
        key = waiting.pop()
        if key in found or key not in problem.by_key:
            continue
        found.add(key)
        waiting += [
            p.before
            for p in problem.by_key[key].after
            if p.before in by_key and _slack(p, by_key[p.before], by_key[key], study) == 0
        ]
    return frozenset(found)


def _study_index(laid: LaidProgramme) -> dict[int, int]:
    """Week index -> its number among study weeks."""
    return {w.index: n for n, w in enumerate(laid.calendar.study)}


def _slack(link: Precedence, before: LaidElement, after: LaidElement, study: dict[int, int]) -> int | None:
    """Study weeks by which the later element could begin earlier as far as this link is concerned."""
    origin = before.last_week if link.kind is LinkKind.FINISH_START else before.first_week
    start = after.first_week
    if origin is None or start is None or origin not in study or start not in study:
        return None
    return study[start] - study[origin] - link.lag_weeks


def _bars(element: LaidElement, laid: LaidProgramme, axis: Axis, study: dict[int, int]) -> Iterator[Bar]:
    """Runs of study weeks with hours."""
    run: list[int] = []
    for week in element.hours:
        if run and study.get(week, -1) != study.get(run[-1], -2) + 1:
            yield _bar(run, element, laid, axis)
            run = []
        run.append(week)
    if run:
        yield _bar(run, element, laid, axis)


def _bar(run: list[int], element: LaidElement, laid: LaidProgramme, axis: Axis) -> Bar:
    hours = sum(element.hours[w] for w in run)
    share = hours / len(run) / (laid.week_cap or 36)
    return Bar(
        x=axis.x(run[0]),
        width=axis.x(run[-1] + 1) - axis.x(run[0]),
        first=run[0],
        last=run[-1],
        hours=hours,
        strength=max(1, min(5, round(share * 5 + 0.5))),
    )


def _links(lines: tuple[GanttLine, ...], problem: TermProblem, tight: frozenset[ElementKey]) -> Iterator[Link]:
    by_key = {line.element.design.index: line for line in lines}
    for line in lines:
        key = line.element.design.index
        for p in problem.by_key[key].after if key in problem.by_key else ():
            before = by_key.get(p.before)
            if before is not None and p.kind is LinkKind.FINISH_START:
                yield Link(p.before, key, _path(before, line), key in tight and p.before in tight)


def _path(before: GanttLine, after: GanttLine) -> str:
    """From the end of one bar, down a narrow lane, to the beginning of the other."""
    x0 = before.bars[-1].x + before.bars[-1].width
    y0 = before.y + LINE_HEIGHT // 2
    x1 = after.bars[0].x
    y1 = after.y + LINE_HEIGHT // 2
    lane = x0 + 4
    if x1 >= x0 + 8:
        return f"M{x0} {y0}H{lane}V{y1}H{x1 - 1}"
    gap = after.y if y1 > y0 else after.y + LINE_HEIGHT
    return f"M{x0} {y0}H{lane}V{gap}H{x1 - 6}V{y1}H{x1 - 1}"
