"""Timetable sheets as PDF, as colleges hang them: days and pairs down, groups (or teachers, rooms) across."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import typst

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.sentences import Language, label

Paper = Literal["a3", "a4"]
ACROSS: dict[Paper, int] = {"a3": 7, "a4": 4}
"""Columns on a page, beside those of the day and the pair."""


@dataclass(frozen=True, slots=True)
class SheetLesson:
    """What stands in a cell: a title, and notes under it (weeks, teacher, room)."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A pair of a day; ``cells``: for each column its lessons, in order."""

    day: str
    pair: int
    time: str
    cells: tuple[tuple[SheetLesson, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSheet:
    """
    A timetable to hang.

    Parameters
    ----------
    title, note
        Over the table (what and when) and in the footer (which release of which day).
    columns
        Names of groups, teachers or rooms, at least one.
    rows
        Of one day together, in order.
    approved
        Who approves: a line to sign stands beside it; "" leaves it out.

    Raises
    ------
    ProblemError
        When there are no columns, or a row has another number of cells.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    note: str = ""
    approved: str = ""

    def __post_init__(self) -> None:
        if not self.columns or any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ProblemError(f"sheet {self.title}: at least one column, and a cell of each in every row.")


def week_sheets_pdf(
    sheets: Sequence[WeekSheet], *, language: Language, paper: Paper = "a3", illustrative: bool = False
) -> bytes:
    """The sheets, wide ones on several pages; the same bytes for the same values. ValueError without a sheet."""
    if not sheets:
        raise ValueError("there is no sheet to print.")
    data = {
        "language": language,
        "paper": paper,
        "title": sheets[0].title,
        "heads": [label(f"document.{key}", language) for key in ("day_short", "pair_short")],
        "approved": label("document.approved", language),
        "illustrative": label("word.illustrative", language) if illustrative else "",
        "pages": [_page(sheet, first, paper) for sheet in sheets for first in _firsts(sheet, paper)],
    }
    source = (resources.files(__package__) / "weeksheet.typ").read_bytes()
    text = json.dumps(data, ensure_ascii=False)
    made: bytes = typst.compile(source, sys_inputs={"data": text}, ignore_system_fonts=True)
    return made


def _firsts(sheet: WeekSheet, paper: Paper) -> range:
    return range(0, len(sheet.columns), ACROSS[paper])


def _page(sheet: WeekSheet, first: int, paper: Paper) -> dict[str, object]:
    last = first + ACROSS[paper]
    days: list[dict[str, object]] = []
    rows: list[dict[str, object]] = []
    for row in sheet.rows:
        if not days or days[-1]["day"] != row.day:
            rows = []
            days.append({"day": row.day, "rows": rows})
        cells = [[[x.title, x.note] for x in cell] for cell in row.cells[first:last]]
        rows.append({"pair": str(row.pair), "time": row.time, "cells": cells})
    return {
        "title": sheet.title,
        "note": sheet.note,
        "approved": sheet.approved,
        "columns": list(sheet.columns[first:last]),
        "days": days,
    }
