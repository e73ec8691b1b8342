"""An answer as its page shows it: terms, who decides, what moved, both calendars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermResult
from remeslo.core.curriculum.whatif.apply import apply_all
from remeslo.core.curriculum.whatif.change import ChangeRefused, Decider
from remeslo.core.curriculum.whatif.differences import ElementMove, differences
from remeslo.core.curriculum.whatif.spelling import parse
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.calendar import CalendarGrid, WeekMark, calendar_grid
from remeslo.core.line.tables.laid import LaidProgramme, lay_out
from remeslo.interchange.values import from_json
from remeslo.web.apps.programmes.pictures.load import Load, load_curve
from remeslo.web.apps.programmes.words import STATUS
from remeslo.web.apps.trials.changewords import words
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.sliders import settings_of
from remeslo.web.apps.trials.words import DECIDES


@dataclass(frozen=True, slots=True)
class Asked:
    """One change in words; ``before`` is empty where there is no number before, ``after`` where the title says all."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An element that lies elsewhere than before."""

    move: ElementMove
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A calendar and its load."""

    laid: LaidProgramme
    grid: CalendarGrid
    load: Load


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A what-if that was answered."""

    result: TermResult
    weeks_before: int | None
    weeks_saved: int | None
    proven: bool
    decides: Decider
    asked: tuple[Asked, ...]
    moved: tuple[Moved, ...]
    hours_moved: int
    before: Picture | None
    after: Picture | None

    @property
    def is_lawful(self) -> bool:
        """False: information only."""
        return self.decides.is_lawful

    @property
    def decided(self) -> tuple[Any, str, str]:
        """Who would have to agree: words, chip, icon."""
        return DECIDES[self.decides]

    @property
    def status(self) -> tuple[Any, str, str]:
        """How good the new term is."""
        return STATUS[self.result.status]

    @property
    def marks(self) -> tuple[WeekMark, ...]:
        """Marks of both calendars, for the legend."""
        shown = {m for p in (self.before, self.after) if p for m in p.grid.marks}
        return tuple(m for m in WeekMark if m in shown)


def answered(trial: Trial, outcome: ProgrammeOutcome) -> Answered | None:
    """The answer of a finished what-if; ``None`` when the plan has no problem any more or cannot be changed so."""
    problem, base = outcome.problem, outcome.result
    if problem is None or base is None or "result" not in trial.result:
        return None
    result: TermResult = from_json(TermResult, trial.result["result"])
    try:
        changed = apply_all(problem, [parse(text) for text in trial.changes])
    except ChangeRefused:
        return None
    both = differences(base.plan, result.plan) if base.plan and result.plan else None
    titles = {e.key: e.title for e in problem.elements}
    return Answered(
        result=result,
        weeks_before=base.weeks,
        weeks_saved=trial.result.get("weeks_saved"),
        proven=bool(trial.result.get("proven")),
        decides=Decider(trial.result["decides"]),
        asked=tuple(asked_of(problem, trial.changes)),
        moved=tuple(Moved(m, titles.get(m.key, "")) for m in both.moves) if both else (),
        hours_moved=both.hours_moved if both else 0,
        before=_picture(outcome, problem, base),
        after=_picture(outcome, changed, result),
    )


def asked_of(problem: TermProblem, changes: Sequence[str]) -> Iterator[Asked]:
    """What was asked, in the words of the page; what it has no slider for, in the words of the change."""
    settings = settings_of(problem, changes)
    moved = [s for s in settings.sliders if s.is_moved]
    for s in moved:
        yield Asked(s.title, f"{s.now} {s.unit}".strip(), f"{s.value} {s.unit}".strip())
    on = [s for s in settings.switches if s.is_on]
    for switch in on:
        yield Asked(switch.title, "", _("recognised"))
    told = {(c.aspect, c.key) for c in (parse(text) for text in (*(s.name for s in moved), *(s.change for s in on)))}
    for change in map(parse, changes):
        if (change.aspect, change.key) not in told:
            title, by = words(problem, change)
            yield Asked(title, "", by)


def _picture(outcome: ProgrammeOutcome, problem: TermProblem, result: TermResult) -> Picture | None:
    if result.plan is None:
        return None
    laid = lay_out(replace(outcome, problem=problem, result=result))
    return Picture(laid, calendar_grid(laid), load_curve(laid)) if laid else None
