"""Curriculum and calendar as PDF on A3, as colleges hang and sign them: the same tables as the workbooks."""

import json
from importlib import resources

import typst

from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.calendar import SYMBOLS, CalendarGrid, calendar_grid
from remeslo.core.line.tables.curriculum import Column, CurriculumTable, Row, RowKind, curriculum_table
from remeslo.core.line.tables.titles import module_titles
from remeslo.interchange.documents.accompany import FIRST, ROOM_HEADS, matrix_mark, room_rows
from remeslo.interchange.documents.curriculum import OPTION_MARK, form_text
from remeslo.interchange.documents.norms import HEADS, norm_rows
from remeslo.interchange.documents.notes import note_rows
from remeslo.interchange.documents.planned import planned
from remeslo.interchange.documents.titlesheet import title_rows
from remeslo.interchange.sentences import Language, label

Data = dict[str, object]

_PRINTED = {FIRST: "+"}
"""Signs that the font of the papers does not have, and those in their place."""


def curriculum_pdf(cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language) -> bytes:
    """Title, curriculum, time budget, competence matrix, rooms, notes, norms; raises NothingPlanned."""
    laid, _design = planned(outcome)
    table = curriculum_table(laid, module_titles=module_titles(cluster, outcome))
    data = {
        **_head(cluster, outcome, "curriculum", language),
        "plan": _plan(table, language),
        "budget": _budget(calendar_grid(laid), language),
        "matrix": _matrix(outcome, language),
        "rooms": _listing("rooms", ROOM_HEADS, room_rows(cluster, outcome, language), language),
        "notes": {"title": _word("notes", language), "rows": [list(r) for r in note_rows(outcome, laid, language)]},
        "norms": _listing("norms", HEADS, [list(r) for r in norm_rows(outcome, language)], language),
    }
    return _compiled("curriculum.typ", data)


def calendar_pdf(cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language, symbols: str = "letters") -> bytes:
    """The calendar of 52 weeks by course with its legend and time budget; raises NothingPlanned."""
    laid, _design = planned(outcome)
    grid = calendar_grid(laid)
    data = {
        **_head(cluster, outcome, "calendar", language),
        "calendar": _calendar(grid, language, symbols),
        "budget": _budget(grid, language),
    }
    return _compiled("calendar.typ", data)


def _compiled(template: str, data: Data) -> bytes:
    source = (resources.files(__package__) / template).read_bytes()
    text = json.dumps(data, ensure_ascii=False)
    made: bytes = typst.compile(source, sys_inputs={"data": text}, ignore_system_fonts=True)
    return made


def _word(key: str, language: Language) -> str:
    return label(f"document.{key}", language)


def _head(cluster: Cluster, outcome: ProgrammeOutcome, heading: str, language: Language) -> Data:
    illustrative = label("word.illustrative", language) if cluster.illustrative else ""
    signature = f"____________________ ({_word('signature', language)})"
    title = outcome.design.title if outcome.design else outcome.key
    return {
        "language": language,
        "heading": _word(heading, language),
        "title": title,
        "illustrative": illustrative,
        "note": f"{title}. {cluster.name}. {illustrative}".strip(),
        "signs": [[_word(key, language), signature] for key in ("approved", "agreed")],
        "facts": [list(r) for r in title_rows(cluster, outcome, language)],
    }


def _plan(table: CurriculumTable, language: Language) -> Data:
    columns = [label(f"curriculum_column.{c}", language) for c in Column]
    semesters = [
        f"{s.number} {_word('semester', language)} {s.weeks} {_word('weeks_short', language)}" for s in table.semesters
    ]
    footer = [
        [label(f"curriculum_footer.{f.line}", language), str(f.total), *(str(n or "") for n in f.counts)]
        for f in table.footer
    ]
    mean = ["" if not s.weeks else f"{s.hours / s.weeks:.1f}" for s in table.semesters]
    footer.append([label("curriculum_footer.hours_a_week", language), "", *mean])
    return {
        "heads": [label(f"curriculum_column.{k}", language) for k in ("index", "title", "forms")],
        "columns": columns,
        "semesters": semesters,
        "codes": label("curriculum_column.competences", language),
        "rows": [_row(r, language) for r in (*table.rows, table.total)],
        "footer": footer,
    }


def _row(row: Row, language: Language) -> Data:
    title = row.title
    if not title:
        key = f"cycle.{row.index}" if row.kind is RowKind.CYCLE else "document.total"
        title = label(key, language) if row.kind in (RowKind.CYCLE, RowKind.TOTAL) else ""
    if row.kind is RowKind.OPTION:
        title = f"{OPTION_MARK}{title}"
    plain = row.kind in (RowKind.ELEMENT, RowKind.OPTION)
    return {
        "kind": ("block" if row.employer_block else "element") if plain else row.kind.value,
        "index": row.index,
        "title": title,
        "forms": ", ".join(form_text(f, language) for f in row.forms),
        "numbers": [str(n or "") for n in row.numbers],
        "semesters": [str(n or "") for n in row.semesters],
        "codes": ", ".join(row.competences),
    }


def _budget(grid: CalendarGrid, language: Language) -> Data:
    budget = grid.budget()
    marks = [label(f"week_mark.{m}", language) for m in budget.marks]
    total = _word("total", language)
    rows = [
        [total if line.course is None else str(line.course), *(str(n or "") for n in line.weeks), str(line.total)]
        for line in budget.lines
    ]
    return {"title": _word("budget", language), "heads": [_word("course", language), *marks, total], "rows": rows}


def _matrix(outcome: ProgrammeOutcome, language: Language) -> Data:
    design = outcome.design
    if design is None:
        return {"title": "", "elements": [], "rows": [], "legend": ""}
    competence_of = {o.key: o.competence for o in design.model.outcomes}
    rows = [
        [c.key, c.title, *(_PRINTED.get(m := matrix_mark(e, c.key, competence_of), m) for e in design.elements)]
        for c in design.model.competences
    ]
    return {
        "title": _word("matrix", language),
        "elements": [e.index for e in design.elements],
        "rows": rows,
        "legend": _word("taught_mark", language).replace(FIRST, _PRINTED[FIRST]),
    }


def _listing(title: str, heads: tuple[str, ...], rows: list[list[str]], language: Language) -> Data:
    return {"title": _word(title, language), "heads": [_word(h, language) for h in heads], "rows": rows}


def _calendar(grid: CalendarGrid, language: Language, symbols: str) -> Data:
    chosen = SYMBOLS[symbols]
    courses = []
    for row in grid.rows:
        months = []
        for span in row.months:
            name = label(f"month.{span.first.month}", language)
            months.append([name if span.weeks > 2 else name[:3], span.weeks])
        weeks = [
            {
                "number": c.number,
                "dates": f"{c.week.monday:%d.%m}–{c.sunday:%d.%m}",
                "mark": c.mark.value,
                "symbol": chosen[c.mark],
            }
            for c in row.cells
        ]
        courses.append({"course": row.course, "months": months, "weeks": weeks})
    legend = [[m.value, chosen[m], label(f"week_mark.{m}", language)] for m in grid.marks]
    return {
        "course_word": _word("course", language),
        "courses": courses,
        "legend_title": _word("legend", language),
        "legend": legend,
    }
