"""The price list as its page shows it: lines in words, and bars for a chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.whatif.change import Aspect, Change, ChangeRefused, Decider
from remeslo.core.curriculum.whatif.spelling import parse
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.sentences import as_language, label
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.words import DECIDES

LINE = 30
LABELS, BARS, WIDTH = 390, 470, 920
"""Sizes of the chart in its own units: height of a line, widths of the words, of the bars, of the whole."""


@dataclass(frozen=True, slots=True)
class Price:
    """One unit of something, and the weeks it is worth."""

    change: str
    title: str
    unit: str
    weeks: int | None
    bound: int
    saved: int | None
    proven: bool
    decides: Decider

    @property
    def is_lawful(self) -> bool:
        """False: information only."""
        return self.decides.is_lawful

    @property
    def decided(self) -> tuple[Any, str, str]:
        """Who would have to agree: words, chip, icon."""
        return DECIDES[self.decides]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the chart; ``width`` 0: nothing saved."""

    price: Price
    y: int
    width: int

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.y + LINE // 2 + 4

    @property
    def end(self) -> int:
        """Where the number stands."""
        return LABELS + self.width + 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid."""

    x: int
    weeks: int


@dataclass(frozen=True, slots=True)
class PriceList:
    """All lines, those that save most first, and the chart."""

    lines: tuple[Price, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def height(self) -> int:
        """Height of the chart, its axis included."""
        return len(self.bars) * LINE + 24

    @property
    def bottom(self) -> int:
        """Where the axis lies."""
        return len(self.bars) * LINE

    @property
    def origin(self) -> int:
        """Where the bars begin."""
        return LABELS

    @property
    def width(self) -> int:
        """Width of the chart."""
        return WIDTH

    @property
    def paying(self) -> int:
        """Lines that save a week or more."""
        return sum(bool(p.saved and p.saved > 0) for p in self.lines)


def price_list(trial: Trial, outcome: ProgrammeOutcome) -> PriceList | None:
    """The lines of an answered price list; ``None`` when the plan has no problem any more."""
    problem = outcome.problem
    if problem is None or "prices" not in trial.result:
        return None
    lines = sorted(_lines(problem, trial.result["prices"]), key=lambda p: -(p.saved or 0))
    most = max([p.saved or 0 for p in lines], default=0) or 1
    bars = tuple(Bar(p, n * LINE, max(0, round((p.saved or 0) * (BARS - 60) / most))) for n, p in enumerate(lines))
    step = max(1, -(-most // 8))
    ticks = tuple(Tick(LABELS + round(w * (BARS - 60) / most), w) for w in range(0, most + 1, step))
    return PriceList(tuple(lines), bars, ticks)


def _lines(problem: TermProblem, told: list[dict[str, Any]]) -> Iterator[Price]:
    for line in told:
        try:
            change = parse(line["change"])
        except ChangeRefused:
            continue
        title, unit = words(problem, change)
        yield Price(
            change=line["change"],
            title=title,
            unit=unit,
            weeks=line["weeks"],
            bound=line["bound"],
            saved=line["weeks_saved"],
            proven=line["proven"],
            decides=Decider(line["decides"]),
        )


def words(problem: TermProblem, change: Change) -> tuple[str, str]:
    """A change in words: what, and by how much."""
    language = as_language(get_language() or "ru")
    by = f"{'+' if (change.by or 0) > 0 else '−'}{abs(change.by or 0)}"
    titles = {e.key: e.title for e in problem.elements}
    match change.aspect:
        case Aspect.RULE:
            text = label(f"rule.{change.key}", language)
            return text[:1].upper() + text[1:], by
        case Aspect.VACATION:
            return _("Vacation weeks, every year"), by
        case Aspect.RESOURCE:
            named = next((r.title for r in problem.resources if r.key == change.key), change.key)
            return _("Places: %(what)s") % {"what": named}, by
        case Aspect.SKILL:
            return _("Teachers: %(what)s") % {"what": change.key}, by
        case Aspect.WINDOW:
            return _("Window of %(what)s, wider on both sides") % {"what": change.key}, by
        case Aspect.RECOGNISE:
            named = f"{change.key} {titles.get(change.key, '')}".strip()  # type: ignore[call-overload]
            return _("Recognised as learnt already: %(what)s") % {"what": named}, ""
        case Aspect.WHOLE_WEEKS:
            return _("Practice need not lie in whole weeks"), ""
        case Aspect.CURRICULUM:
            return _("Hours fixed by semester are given up"), ""
        case _:
            return f"{change.aspect} {change.key}".strip(), by
