"""XLSX into grids: the archive is looked at first, openpyxl reads, a second look at the XML counts the rows."""

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety import GuardedZip, Unreadable, ZipLimits, open_zip
from remeslo.interchange.safety.unreadable import refuse
from remeslo.interchange.sheets.grid import Grid, Row

MOST_ROWS = 300_000
"""Rows of a sheet that hold something."""
MOST_COLUMNS = 256
MOST_SHEETS = 100
LIMITS = ZipLimits(members=2_000, total_bytes=200 * 1024 * 1024)
_HIGHEST_ROW = 1_048_576
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_DECLARED_ELSEWHERE = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8|us-ascii)""", re.IGNORECASE)
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
_NO_VALUE = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")


def read_workbook(data: bytes, *, name: str) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """
    The grids of all sheets that hold something.

    Raises
    ------
    Unreadable
        What ``safety.open_zip`` refuses, ``xml.entities_refused``, ``sheets.broken_workbook``, ``sheets.too_large``.
    """
    archive = open_zip(data, name=name, limits=LIMITS)
    findings = _look_inside(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know
            grids = tuple(g for g in _grids(data, archive) if g.rows or g.found)
    except Unreadable:
        raise
    except Exception as error:  # what openpyxl raises on hostile bytes is not a closed list
        raise refuse("sheets.broken_workbook", name, reason=_reason(error)) from None
    return grids, (*findings, *(f for g in grids for f in _errors(g)))


def _look_inside(archive: GuardedZip) -> list[Finding]:
    """Unpacks every XML part once: what is a bomb, broken, or names entities never reaches a parser."""
    findings: list[Finding] = []
    for member in archive.names:
        if not member.lower().endswith((".xml", ".rels", ".vml")):
            continue
        text = archive.read(member)
        if any(mark in text for mark in _DOCTYPE) or _DECLARED_ELSEWHERE.search(text[:200]):
            raise refuse("xml.entities_refused", f"{archive.name}/{member}", doctype=member)
        if "/worksheets/" in member and (count := len(_NO_VALUE.findall(text))):
            facts = {"count": count, "sheet": member}
            findings.append(Finding("sheets.formulas_without_values", archive.name, facts, Severity.WARNING))
    return findings


def _grids(data: bytes, archive: GuardedZip) -> Iterator[Grid]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        worksheets: list[Any] = list(book.worksheets)  # typed as sheets of a workbook that can be written
        sheets = [s for s in worksheets if isinstance(s, ReadOnlyWorksheet)]
        if len(sheets) > MOST_SHEETS:
            raise refuse("sheets.too_large", archive.name, sheets=len(sheets), limit=MOST_SHEETS)
        blank = _blank_strings(archive)
        for sheet in sheets:
            path = str(vars(sheet)["_worksheet_path"]).lstrip("/")
            found = _count_rows(archive.read(path), blank, f"{archive.name}!{sheet.title}")
            sheet.reset_dimensions()
            yield Grid(archive.name, str(sheet.title), tuple(_rows(sheet, archive.name)), found)
    finally:
        book.close()


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    """Rows that are not blank; the dimension that the sheet states is never believed, and width is bounded."""
    held = 0
    nothing = (None,) * (MOST_COLUMNS + 1)
    skipped: Any = None  # openpyxl gives one and the same tuple for every row that the file leaves out
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
        if number > _HIGHEST_ROW:
            raise refuse("sheets.too_large", f"{name}!{sheet.title}", rows=number, limit=_HIGHEST_ROW)
        if values is skipped:
            continue
        if values == nothing:
            skipped = values
            continue
        if values[MOST_COLUMNS] is not None:
            raise refuse("sheets.too_large", f"{name}!{sheet.title}", columns=MOST_COLUMNS + 1, limit=MOST_COLUMNS)
        width = next(n for n in range(MOST_COLUMNS, 0, -1) if values[n - 1] is not None)
        cells = [as_text(v) for v in values[:width]]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            held += 1
            if held > MOST_ROWS:
                raise refuse("sheets.too_large", f"{name}!{sheet.title}", rows=held, limit=MOST_ROWS)
            yield Row(number, tuple(cells))


def as_text(value: object) -> str:
    """A cell's value as a person would type it: whole numbers without a point, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _blank_strings(archive: GuardedZip) -> frozenset[int]:
    """Numbers of the shared strings that hold nothing but white space."""
    member = next((n for n in archive.names if n.lower() == "xl/sharedstrings.xml"), None)
    if member is None:
        return frozenset()
    blank: set[int] = set()
    for at, element in enumerate(_walk(archive.read(member), "si")):
        texts = (t.text or "" for t in element.iter() if _local(t) == "t")
        if not "".join(texts).strip():
            blank.add(at)
        element.clear()
    return frozenset(blank)


def _count_rows(xml: bytes, blank: frozenset[int], name: str) -> int:
    """
    Rows with at least one cell that says something; openpyxl has no part in it.

    A cell too far right and a row of a number that no sheet has are refused: rows that are left out cost time, too.
    """
    rows = 0
    for row in _walk(xml, "row"):
        number = (row.get("r") or "").lstrip("0")
        if number.isdecimal() and (len(number) > len(str(_HIGHEST_ROW)) or int(number) > _HIGHEST_ROW):
            raise refuse("sheets.too_large", name, rows=int(number[:9]), limit=_HIGHEST_ROW)
        says = [c for c in row if _local(c) == "c" and _cell_says(c, blank)]
        for cell in says:
            if (column := column_of(cell.get("r") or "")) > MOST_COLUMNS:
                raise refuse("sheets.too_large", name, columns=column, limit=MOST_COLUMNS)
        rows += bool(says)
        row.clear()
    return rows


def column_of(reference: str) -> int:
    """Number of a column from 1: 28 of ``AB7``; 0 without letters."""
    number = 0
    for letter in reference:
        if not ("A" <= letter <= "Z"):
            break
        number = number * 26 + ord(letter) - 64
    return number


def _cell_says(cell: etree._Element, blank: frozenset[int]) -> bool:
    text = "".join(e.text or "" for e in cell.iter() if _local(e) in ("v", "t"))
    if not text.strip():
        return False
    return not (cell.get("t") == "s" and text.strip().isdigit() and int(text) in blank)


def _walk(xml: bytes, local: str) -> Iterator[etree._Element]:
    events = etree.iterparse(
        io.BytesIO(xml), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in events:
        if _local(element) == local:
            yield element


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _errors(grid: Grid) -> list[Finding]:
    """One warning for the error values that a spreadsheet shows instead of a result."""
    places = [r.number for r in grid.rows if any(c in _ERRORS for c in r.cells)]
    if not places:
        return []
    facts = {"count": len(places), "rows": tuple(places[:12])}
    return [Finding("sheets.error_values", grid.name, facts, Severity.WARNING)]


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]
