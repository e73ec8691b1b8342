"""Chapter 5: the curriculum in the customary form, the calendar, the time budget, the list of working programmes."""

from remeslo.core.line.tables.calendar import SYMBOLS, CalendarGrid, CourseRow, calendar_grid
from remeslo.core.line.tables.curriculum import Column
from remeslo.core.line.tables.curriculum import Row as PlanRow
from remeslo.core.line.tables.curriculum import RowKind as PlanKind
from remeslo.interchange.documents.curriculum import OPTION_MARK, form_text
from remeslo.interchange.documents.notes import note_rows
from remeslo.interchange.programmebook.blocks import (
    Align,
    Block,
    Chapter,
    Role,
    Row,
    RowKind,
    Table,
    cell,
    centred,
    head,
    row,
)
from remeslo.interchange.programmebook.scene import Scene

_LOOKS = {PlanKind.CYCLE: RowKind.TOTAL, PlanKind.MODULE: RowKind.SUM, PlanKind.TOTAL: RowKind.TOTAL}


def curriculum(scene: Scene) -> list[Block]:
    """The table of the curriculum with sums of modules and cycles and the footer by semester, then its notes."""
    table = scene.table
    semesters = table.semesters
    widths = (15.0, 44.0, 17.0, *(8.4 for _ in Column), *(8.4 for _ in semesters), 24.0)
    rows = [_plan_row(scene, r) for r in (*table.rows, table.total)]
    rows += [
        row(
            cell(scene.label(f"curriculum_footer.{f.line}"), span=3, align=Align.RIGHT),
            f.total,
            cell("", span=len(Column) - 1),
            *f.counts,
            "",
            kind=RowKind.SUM,
        )
        for f in table.footer
    ]
    chapter = Chapter()
    caption = scene.label("document.curriculum")
    chapter.add(Table("curriculum", caption, widths, _plan_head(scene), tuple(rows), small=True))
    notes = tuple(row(*r) for r in note_rows(scene.outcome, scene.laid, scene.language))
    chapter.add(Table("notes", scene.label("document.notes"), (60, 40), (), notes))
    return chapter.blocks


def _plan_head(scene: Scene) -> tuple[Row, ...]:
    """Two rows: the columns joined downwards, hours by semester under one head; a third with their numbers."""
    semesters = scene.table.semesters
    texts = [scene.label(f"curriculum_column.{k}") for k in ("index", "title", "forms")]
    first = [cell(t, align=Align.CENTRE, down="start") for t in texts]
    first += [cell(scene.label(f"curriculum_column.{c}"), turned=True, down="start") for c in Column]
    if semesters:
        first.append(cell(scene.label("curriculum_column.by_semester"), align=Align.CENTRE, span=len(semesters)))
    first.append(cell(scene.label("curriculum_column.competences"), align=Align.CENTRE, down="start"))
    second = [cell(down="on") for _ in range(3 + len(Column))]
    for s in semesters:
        sem, weeks = scene.label("document.semester"), scene.label("document.weeks_short")
        text = f"{s.course} {scene.label('document.course').lower()}, {s.number} {sem}, {s.weeks} {weeks}"
        second.append(cell(text, turned=True))
    second.append(cell(down="on"))
    last = [centred(n + 1) for n in range(3 + len(Column) + len(semesters) + 1)]
    return Row(tuple(first)), Row(tuple(second)), Row(tuple(last))


def _plan_row(scene: Scene, r: PlanRow) -> Row:
    title = r.title
    if r.kind is PlanKind.OPTION:
        title = f"{OPTION_MARK}{title}"
    if not title:
        title = scene.label(f"cycle.{r.index}" if r.kind is PlanKind.CYCLE else "document.total")
    forms = ", ".join(form_text(f, scene.language) for f in r.forms)
    look = _LOOKS.get(r.kind, RowKind.BLOCK if r.employer_block else RowKind.PLAIN)
    codes = ", ".join(r.competences)
    return row(r.index, title, centred(forms), *r.numbers, *r.semesters, codes, kind=look)


def calendar(scene: Scene) -> list[Block]:
    """52 weeks by course in letters, with their legend, then the time budget."""
    grid = calendar_grid(scene.laid)
    chapter = Chapter()
    for r in grid.rows:
        chapter.add(_course(scene, r))
    symbols = SYMBOLS["letters"]
    legend = "; ".join(f"«{symbols[m] or ' '}» — {scene.label(f'week_mark.{m}')}" for m in grid.marks)
    chapter.say(f"{scene.label('document.legend')}: {legend}.", role=Role.NOTE)
    chapter.add(_budget(scene, grid))
    return chapter.blocks


def _course(scene: Scene, r: CourseRow) -> Table:
    months = []
    for span in r.months:
        name = scene.label(f"month.{span.first.month}")
        months.append(cell(name if span.weeks > 2 else name[:3], align=Align.CENTRE, span=span.weeks))
    dates = (cell(f"{c.week.monday:%d.%m}–{c.sunday:%d.%m}", turned=True) for c in r.cells)
    heads = (Row(tuple(months)), Row(tuple(dates)), Row(tuple(centred(c.number) for c in r.cells)))
    symbols = SYMBOLS["letters"]
    weeks = row(*(centred(symbols[c.mark]) for c in r.cells))
    caption = f"{scene.label('document.calendar')}, {scene.label('document.course').lower()} {r.course}"
    return Table(f"calendar:{r.course}", caption, (1.0,) * len(r.cells), heads, (weeks,), small=True)


def _budget(scene: Scene, grid: CalendarGrid) -> Table:
    budget = grid.budget()
    total = scene.label("document.total")
    heads = head(scene.label("document.course"), *(scene.label(f"week_mark.{m}") for m in budget.marks), total)
    rows = []
    for line in budget.lines:
        name = total if line.course is None else str(line.course)
        kind = RowKind.TOTAL if line.course is None else RowKind.PLAIN
        rows.append(row(centred(name), *line.weeks, line.total, kind=kind))
    widths = (12.0, *(14.0 for _ in budget.marks), 12.0)
    return Table("budget", scene.label("document.budget"), widths, heads, tuple(rows))


def programmes_list(scene: Scene) -> list[Block]:
    """Modules and disciplines with hours and the annex that holds the working programme of each."""
    rows = [_list_row(scene, n, index) for n, index in enumerate(scene.annexes, start=1)]
    heads = head(*(scene.word(f"column.{k}") for k in ("index", "title", "hours", "annex")))
    taught = sum(e.total for m in scene.modules.values() for e in m) + sum(e.total for e in scene.disciplines)
    rows.append(row(cell(scene.label("document.total"), span=2), taught, "", kind=RowKind.TOTAL))
    return [Table("programmes", scene.word("caption.programmes"), (14, 58, 12, 16), heads, tuple(rows))]


def _list_row(scene: Scene, number: int, index: str) -> Row:
    annex = centred(f"{scene.word('word.annex')} {number}")
    if index in scene.modules:
        members = scene.modules[index]
        return row(index, scene.module_titles.get(index, ""), sum(e.total for e in members), annex)
    element = next(e for e in scene.disciplines if e.design.index == index)
    return row(index, element.design.title, element.total, annex)


def upbringing(scene: Scene) -> list[Block]:
    """The plan of upbringing: the college's own."""
    chapter = Chapter()
    chapter.say(scene.gap("upbringing"))
    return chapter.blocks
