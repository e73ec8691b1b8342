"""A course as its page shows it: what is asked of those who come, lessons by week, where each outcome comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from remeslo.core.base.keys import ElementKey, OutcomeKey, StatementKey
from remeslo.core.competence.courses.closure import Because, Needed
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.curriculum.result import TermResult
from remeslo.core.line.courses.make import MadeCourse
from remeslo.core.line.courses.parts import CoursePart
from remeslo.core.line.courses.tracing import TracedOutcome, traced
from remeslo.web.apps.programmes.tables.requests import RequestBook, Requests


@dataclass(frozen=True, slots=True)
class EntryLine:
    """Something that lessons rest on; ``title`` of the element in which the programme teaches it."""

    need: Needed
    text: str
    title: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """What one element of the programme teaches of that."""

    element: ElementKey
    title: str
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of the course's plan: hours by place of `PlanTable.weeks`."""

    index: str
    title: str
    hours: int
    of: int
    lessons: tuple[tuple[int, int], ...]
    weeks: tuple[int, ...]
    is_exam: bool


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The plan of a course: its weeks as (number, monday, lessons or not), a row an element, the sums."""

    weeks: tuple[tuple[int, date, bool], ...]
    lines: tuple[PlanLine, ...]
    sums: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TraceLine:
    """An outcome with the standards and the requests behind it, as the reader may see them."""

    traced: TracedOutcome
    functions: tuple[tuple[str, str], ...]
    requests: Requests


def entry_groups(needs: Iterable[Needed], design: ProgrammeDesign) -> tuple[EntryGroup, ...]:
    """What lessons rest on, by the element that teaches it, in the order of the programme."""
    texts = {o.key: o.text for o in design.model.outcomes}
    by_home: dict[ElementKey, list[Needed]] = {}
    for need in needs:
        by_home.setdefault(need.home, []).append(need)
    return tuple(
        EntryGroup(e.index, e.title, tuple(_entry(n, texts, e.title) for n in by_home[e.index]))
        for e in design.elements
        if e.index in by_home
    )


def _entry(need: Needed, texts: Mapping[OutcomeKey, str], title: str) -> EntryLine:
    text = texts.get(need.outcome, "") if need.outcome is not None else ""
    return EntryLine(need, text, title, need.because is Because.USED)


def least_weeks(made: MadeCourse) -> int:
    """Weeks below which no plan of the course can go, by its hours alone."""
    return ceil(made.hours / made.course.group.pace)


def plan_table(made: MadeCourse, result: TermResult | None) -> PlanTable | None:
    """The plan week by week; ``None`` without one."""
    if made.problem is None or result is None or result.plan is None:
        return None
    plan, calendar = result.plan, made.problem.calendar
    used = calendar.weeks[: plan.weeks]
    parts: dict[str, CoursePart] = {p.element: p for p in made.parts}
    lines = []
    for element in made.problem.elements:
        part = parts.get(element.key)
        mine = plan.hours.get(element.key, {})
        lines.append(
            PlanLine(
                index=element.key,
                title=element.title,
                hours=plan.of(element.key),
                of=part.of if part else 0,
                lessons=part.lessons if part else (),
                weeks=tuple(mine.get(w.index, 0) for w in used),
                is_exam=part is None,
            )
        )
    sums = tuple(plan.in_week(w.index) for w in used)
    return PlanTable(
        weeks=tuple((w.index + 1, w.monday, w.is_study) for w in used), lines=tuple(lines), sums=sums, total=sum(sums)
    )


def last_day(made: MadeCourse, result: TermResult | None) -> date | None:
    """The last Saturday of the plan; ``None`` without one."""
    if made.problem is None or result is None or result.plan is None or not result.plan.weeks:
        return None
    return made.problem.calendar.weeks[result.plan.weeks - 1].monday + timedelta(days=5)


def trace_lines(
    made: MadeCourse, design: ProgrammeDesign, book: RequestBook, functions: Mapping[StatementKey, tuple[str, str]]
) -> tuple[TraceLine, ...]:
    """Every outcome of the course back to standards and requests."""
    return tuple(
        TraceLine(t, tuple(functions.get(f, (str(f), "")) for f in t.functions), book.read(t.requests))
        for t in traced(made, design)
    )
