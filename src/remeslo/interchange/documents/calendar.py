"""The calendar («календарный учебный график») as a workbook: 52 weeks by course, then hours by week."""

from datetime import timedelta
from typing import Any

from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.calendar import SYMBOLS, CalendarGrid, CourseRow, WeekMark, calendar_grid
from remeslo.core.line.tables.laid import LaidProgramme
from remeslo.core.line.tables.weekly import weekly_grid
from remeslo.interchange.documents.accompany import add_budget
from remeslo.interchange.documents.planned import planned
from remeslo.interchange.documents.titlesheet import add_title_sheet
from remeslo.interchange.documents.workbook import Workbook, column_letters
from remeslo.interchange.sentences import Language, label

_MARK_STYLES = {
    WeekMark.VACATION: "vacation",
    WeekMark.WORK_PRACTICE: "practice",
    WeekMark.PREDIPLOMA_PRACTICE: "practice",
    WeekMark.TRAINING_PRACTICE: "training",
    WeekMark.ATTESTATION: "training",
    WeekMark.FINAL_ATTESTATION: "final",
    WeekMark.NONE: "vacation",
}


def calendar_xlsx(
    cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language, symbols: str = "letters"
) -> bytes:
    """The workbook: title, calendar, time budget, hours by week of each course; ``symbols``: letters or graphic."""
    laid, design = planned(outcome)
    heading = label("document.calendar", language)
    book = Workbook(title=f"{heading}: {design.title}")
    add_title_sheet(book, heading, cluster, outcome, language)
    note = label("word.illustrative", language) if cluster.illustrative else ""
    _grid(book, calendar_grid(laid), language, symbols, note)
    add_budget(book, laid, language)
    for course in laid.courses:
        _weekly(book, laid, course, language, symbols, note)
    return book.bytes()


def _grid(book: Workbook, grid: CalendarGrid, language: Language, symbols: str, note: str) -> None:
    sheet = book.sheet(label("document.calendar", language), footer=note)
    book.text(sheet, 0, 0, label("document.calendar", language), "title")
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, 53, 3.1)
    line = 2
    for row in grid.rows:
        line = _course(book, sheet, line, row, language, symbols)
    _legend(book, sheet, line + 1, grid, language, symbols)


def _course(book: Workbook, sheet: Any, line: int, row: CourseRow, language: Language, symbols: str) -> int:
    """Months, dates, week numbers and the symbols of one course; gives the next free line."""
    book.merged(sheet, (line, 0, line + 2, 0), label("document.course", language), "head")
    column = 1
    for span in row.months:
        month = label(f"month.{span.first.month}", language)
        text = month if span.weeks > 2 else month[:3]
        book.merged(sheet, (line, column, line, column + span.weeks - 1), text, "head")
        column += span.weeks
    sheet.set_row(line + 1, 58)
    for offset, cell in enumerate(row.cells, start=1):
        monday, sunday = cell.week.monday, cell.sunday
        dates = f"{monday.day:02}.{monday.month:02}–{sunday.day:02}.{sunday.month:02}"
        book.text(sheet, line + 1, offset, dates, "head_turned")
        book.number(sheet, line + 2, offset, cell.number, "head")
        book.text(sheet, line + 3, offset, SYMBOLS[symbols][cell.mark], _MARK_STYLES.get(cell.mark, "centre"))
    book.text(sheet, line + 3, 0, str(row.course), "head")
    sheet.set_row(line + 3, 20)
    return line + 5


def _legend(book: Workbook, sheet: Any, line: int, grid: CalendarGrid, language: Language, symbols: str) -> None:
    book.text(sheet, line, 0, label("document.legend", language), "plain_bold")
    for mark in grid.marks:
        line += 1
        book.text(sheet, line, 1, SYMBOLS[symbols][mark], _MARK_STYLES.get(mark, "centre"))
        book.merged(sheet, (line, 2, line, 20), label(f"week_mark.{mark}", language), "text")


def _weekly(book: Workbook, laid: LaidProgramme, course: int, language: Language, symbols: str, note: str) -> None:
    """Index x week numbers with hours, ``К`` for a vacation; the last line sums every week."""
    grid = weekly_grid(laid, course=course)
    name = f"{label('document.weekly', language)} {course}"
    sheet = book.sheet(name, a3=True, repeat_rows=3, footer=note)
    book.merged(sheet, (0, 0, 2, 0), label("curriculum_column.index", language), "head")
    book.merged(sheet, (0, 1, 2, 1), label("curriculum_column.title", language), "head")
    for offset, week in enumerate(grid.weeks, start=2):
        end = week.monday + timedelta(days=6)
        dates = f"{week.monday.day:02}.{week.monday.month:02}–{end.day:02}.{end.month:02}"
        book.text(sheet, 0, offset, dates, "head_turned")
        book.number(sheet, 1, offset, offset - 1, "head")
        book.number(sheet, 2, offset, week.index + 1, "head")
    last = len(grid.weeks) + 2
    book.merged(sheet, (0, last, 2, last), label("document.total", language), "head")
    sheet.set_row(0, 58)
    for line, row in enumerate(grid.rows, start=3):
        block = "block" if row.element.design.employer_block else ""
        book.text(sheet, line, 0, row.element.design.index, f"{block}_text" if block else "centre")
        book.text(sheet, line, 1, row.element.design.title, f"{block}_text" if block else "text")
        for offset, cell in enumerate(row.cells, start=2):
            if cell.week.is_study:
                book.number(sheet, line, offset, cell.hours, f"{block}_number" if block else "number")
            else:
                book.text(sheet, line, offset, SYMBOLS[symbols][WeekMark.VACATION], "vacation")
        _across(book, sheet, line, last, row.total)
    end_line = len(grid.rows) + 3
    book.merged(sheet, (end_line, 0, end_line, 1), label("document.total", language), "total_text")
    for offset, load in enumerate(grid.load, start=2):
        if load.hours:
            letter = column_letters(offset)
            formula = f"=SUM({letter}4:{letter}{end_line})"
            book.formula(sheet, end_line, offset, formula, load.hours, "total_number")
        else:
            book.number(sheet, end_line, offset, 0, "total_number")
    _across(book, sheet, end_line, last, grid.total)
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, last - 1, 3.2)
    sheet.set_column(last, last, 7)
    sheet.freeze_panes(3, 2)


def _across(book: Workbook, sheet: Any, line: int, last: int, total: int) -> None:
    """The sum of a line's weeks as a live formula."""
    formula = f"=SUM(C{line + 1}:{column_letters(last - 1)}{line + 1})"
    book.formula(sheet, line, last, formula, total, "total_number")
