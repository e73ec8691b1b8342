"""Sheets that accompany a curriculum: time budget, competence matrix, rooms, notes, norms."""

from collections.abc import Mapping
from typing import Any

from remeslo.core.base.keys import OutcomeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.calendar import calendar_grid
from remeslo.core.line.tables.laid import LaidProgramme
from remeslo.core.line.tables.rooms import rooms
from remeslo.interchange.documents.norms import HEADS, norm_rows
from remeslo.interchange.documents.notes import note_rows
from remeslo.interchange.documents.workbook import Workbook, column_letters
from remeslo.interchange.sentences import Language, label

FIRST, USED = "＋", "○"


def add_budget(book: Workbook, laid: LaidProgramme, language: Language) -> None:
    """The sheet of the time budget: weeks by course and by what they are for."""
    budget = calendar_grid(laid).budget()
    sheet: Any = book.sheet(label("document.budget_short", language))
    book.text(sheet, 0, 0, label("document.budget", language), "title")
    heads = [label("document.course", language)]
    heads += [label(f"week_mark.{m}", language) for m in budget.marks]
    heads.append(label("document.total", language))
    for column, head in enumerate(heads):
        book.text(sheet, 2, column, head, "head")
    final = len(budget.marks) + 1
    for line, entry in enumerate(budget.lines, start=3):
        last = entry.course is None
        name = label("document.total", language) if last else str(entry.course)
        book.text(sheet, line, 0, name, "total_text" if last else "centre")
        for column, weeks in enumerate((*entry.weeks, entry.total), start=1):
            style = "total_number" if last or column == final else "number"
            letter = column_letters(column)
            if last and weeks:
                book.formula(sheet, line, column, f"=SUM({letter}4:{letter}{line})", weeks, style)
            elif column == final and weeks:
                across = f"=SUM(B{line + 1}:{column_letters(final - 1)}{line + 1})"
                book.formula(sheet, line, column, across, weeks, style)
            else:
                book.number(sheet, line, column, weeks, style)
    sheet.set_column(0, len(heads), 17)


def add_matrix(book: Workbook, design: ProgrammeDesign, language: Language, note: str) -> None:
    """The sheet of the matrix: competence x element, where each is first taught and where it is used."""
    sheet = book.sheet(label("document.matrix", language), a3=True, repeat_rows=1, footer=note)
    book.text(sheet, 0, 0, label("document.code", language), "head")
    book.text(sheet, 0, 1, label("document.competence", language), "head")
    for column, element in enumerate(design.elements, start=2):
        book.text(sheet, 0, column, element.index, "head_turned")
    competence_of = {o.key: o.competence for o in design.model.outcomes}
    for line, competence in enumerate(design.model.competences, start=1):
        block = "block_text" if competence.origin == "employer" else "text"
        book.text(sheet, line, 0, competence.key, block)
        book.text(sheet, line, 1, competence.title, block)
        for column, element in enumerate(design.elements, start=2):
            book.text(sheet, line, column, matrix_mark(element, competence.key, competence_of), "centre")
    end = len(design.model.competences) + 2
    book.text(sheet, end, 1, label("document.taught_mark", language), "small")
    sheet.set_row(0, 74)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, len(design.elements) + 1, 3.4)
    sheet.freeze_panes(1, 2)


def matrix_mark(element: DesignElement, competence: str, competence_of: Mapping[OutcomeKey, str]) -> str:
    """How an element and a competence meet."""
    if any(competence_of.get(o) == competence for o in element.first):
        return FIRST
    if competence in element.competences or any(competence_of.get(o) == competence for o in element.uses):
        return USED
    return ""


def room_rows(cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> list[list[str]]:
    """Number, workshop, where it stands, whose it is, places, equipment."""
    shared = label("document.shared", language)
    rows = []
    for n, room in enumerate(rooms(cluster, outcome.key), start=1):
        where = ", ".join(filter(None, (room.site, room.address)))
        whose = room.organisation + (f" ({shared})" if not room.own else "")
        w = room.workshop
        rows.append([str(n), w.name, where, whose, str(w.places), "; ".join(w.equipment)])
    return rows


ROOM_HEADS = ("number", "room", "where", "owner", "places", "equipment")
"""What the columns of a room are (labels of ``document``)."""


def add_rooms(book: Workbook, cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> None:
    """The sheet of laboratories and workshops, as the registry of the cluster has them."""
    sheet: Any = book.sheet(label("document.rooms_short", language))
    book.text(sheet, 0, 0, label("document.rooms", language), "title")
    for column, key in enumerate(ROOM_HEADS):
        book.text(sheet, 2, column, label(f"document.{key}", language), "head")
    for line, row in enumerate(room_rows(cluster, outcome, language), start=3):
        for column, text in enumerate(row):
            if ROOM_HEADS[column] in ("number", "places"):
                book.number(sheet, line, column, int(text))
            else:
                book.text(sheet, line, column, text)
    for column, width in enumerate((5, 46, 40, 34, 8, 60)):
        sheet.set_column(column, column, width)


def add_notes(book: Workbook, outcome: ProgrammeOutcome, laid: LaidProgramme, language: Language) -> None:
    """The sheet of notes: what the curriculum rests on, in numbers."""
    sheet: Any = book.sheet(label("document.notes", language))
    book.text(sheet, 0, 0, label("document.notes", language), "title")
    for line, (name, value) in enumerate(note_rows(outcome, laid, language), start=2):
        book.text(sheet, line, 0, name, "text")
        book.text(sheet, line, 1, value, "text")
    sheet.set_column(0, 0, 70)
    sheet.set_column(1, 1, 60)


def add_norms(book: Workbook, outcome: ProgrammeOutcome, language: Language) -> None:
    """The sheet of norms: value, source, and whether that was verified."""
    sheet: Any = book.sheet(label("document.norms", language))
    for column, key in enumerate(HEADS):
        book.text(sheet, 0, column, label(f"document.{key}", language), "head")
    for line, row in enumerate(norm_rows(outcome, language), start=1):
        for column, text in enumerate(row):
            book.text(sheet, line, column, text, "centre" if HEADS[column] == "value" else "text")
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, 3, 26)
