"""A term plan drawn: curriculum, calendar, Gantt chart, hours by week."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.core.line.tables.calendar import SYMBOLS, WeekMark, calendar_grid
from remeslo.core.line.tables.curriculum import curriculum_table
from remeslo.core.line.tables.laid import LaidProgramme
from remeslo.core.line.tables.weekly import weekly_grid
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.pictures.gantt import gantt as gantt_chart
from remeslo.web.apps.programmes.pictures.gantt import tight_chain
from remeslo.web.apps.programmes.pictures.load import load_curve
from remeslo.web.apps.programmes.tables.sheet import sheet_of
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page
from remeslo.web.apps.programmes.views.papers import papers


@dataclass(frozen=True, slots=True)
class Symbol:
    """A mark of the calendar with its symbol in the chosen set."""

    mark: WeekMark
    symbol: str


@cluster_member_required(Action.SEE_PROGRAMMES)
def curriculum(request: ClusterRequest, key: str) -> HttpResponse:
    """The curriculum table."""
    page, laid = _planned_page(request, key, "curriculum")
    table = curriculum_table(laid, module_titles=page.module_titles)
    sheet = sheet_of(table, all_columns=request.GET.get("columns") == "all")
    context = {"page": page, "table": table, "sheet": sheet}
    context["documents"] = papers(page, ("curriculum.xlsx", "curriculum.pdf"))
    return render(request, "programmes/curriculum.html", context)


@cluster_member_required(Action.SEE_PROGRAMMES)
def calendar(request: ClusterRequest, key: str) -> HttpResponse:
    """The calendar of 52 weeks a course with its time budget."""
    page, laid = _planned_page(request, key, "calendar")
    grid = calendar_grid(laid)
    chosen = request.GET.get("symbols", "letters")
    symbols = SYMBOLS.get(chosen, SYMBOLS["letters"])
    context = {
        "page": page,
        "grid": grid,
        "symbols": symbols,
        "chosen": chosen if chosen in SYMBOLS else "letters",
        "legend": [Symbol(m, symbols[m]) for m in grid.marks],
        "budget": grid.budget(),
        "tight_weeks": _tight_weeks(page, laid),
        "examined": any(c.examined for r in grid.rows for c in r.cells),
        "documents": papers(page, ("calendar.xlsx", "calendar.pdf"), chosen if chosen in SYMBOLS else "letters"),
    }
    return render(request, "programmes/calendar.html", context)


@cluster_member_required(Action.SEE_PROGRAMMES)
def gantt(request: ClusterRequest, key: str) -> HttpResponse:
    """The Gantt chart over the load curve."""
    page, laid = _planned_page(request, key, "gantt")
    problem = page.outcome.problem
    if problem is None:
        raise Http404
    chart = gantt_chart(laid, problem)
    marks = {line.mark for line in chart.lines}
    context = {
        "page": page,
        "chart": chart,
        "load": load_curve(laid),
        "marks": [m for m in WeekMark if m in marks],
        "tight": [line.element.design for line in chart.lines if line.is_tight],
    }
    return render(request, "programmes/gantt.html", context)


@cluster_member_required(Action.SEE_PROGRAMMES)
def weeks(request: ClusterRequest, key: str) -> HttpResponse:
    """Hours of every element week by week, one course at a time or all (for paper)."""
    page, laid = _planned_page(request, key, "weeks")
    course = _course(request, laid)
    context: dict[str, Any] = {"page": page, "courses": laid.courses, "course": course}
    context["grids"] = [weekly_grid(laid, course=c) for c in ([course] if course else laid.courses)]
    return render(request, "programmes/weeks.html", context)


def _planned_page(request: ClusterRequest, key: str, tab: str) -> tuple[ProgrammePage, LaidProgramme]:
    page = open_page(request, key, tab)
    if page.laid is None:
        raise Http404
    return page, page.laid


def _tight_weeks(page: ProgrammePage, laid: LaidProgramme) -> frozenset[int]:
    """Weeks with hours of the tight chain."""
    if page.outcome.problem is None:
        return frozenset()
    chain = tight_chain(laid, page.outcome.problem)
    return frozenset(week for key in chain for week in laid.by_key[key].hours)


def _course(request: ClusterRequest, laid: LaidProgramme) -> int | None:
    """The course asked for, the first by default, ``None`` for all."""
    wanted = request.GET.get("course", "")
    if wanted == "all":
        return None
    if wanted.isascii() and wanted.isdigit() and int(wanted) in laid.courses:
        return int(wanted)
    return laid.courses[0] if laid.courses else None
