"""Bytes into grids and tables, whatever they are packed in and whichever kind of table they are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety import Unreadable, decode_text
from remeslo.interchange.sheets.delimited import read_delimited
from remeslo.interchange.sheets.grid import Grid, Table, repeated_columns, table_of
from remeslo.interchange.sheets.parts import Part, unpack_all
from remeslo.interchange.sheets.workbook import read_workbook


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables of many files together, in order, and what was met on the way."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]


def read_grids(part: Part) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """
    The grids of one plain file: every sheet of a workbook, or the one of a delimited text.

    Raises
    ------
    Unreadable
        What ``safety`` refuses, and ``sheets.broken_workbook``, ``sheets.too_large``, ``sheets.quote_open``,
        ``sheets.row_broken``, ``sheets.cell_too_long``.
    """
    if part.is_workbook:
        return read_workbook(part.data, name=part.name)
    decoded = decode_text(part.data, part.name)
    grid, met = read_delimited(decoded.text, name=part.name)
    return (grid,), (*decoded.findings, *met)


def read_tables(files: Iterable[tuple[str, bytes]], *, header_at: Callable[[Grid], int] = lambda _: 0) -> Tables:
    """
    Every table of the files, its header where ``header_at`` says (row from 0).

    Never raises: a file that cannot be read is told and the others are read all the same.
    """
    parts, wrong = unpack_all(files)
    findings = list(wrong)
    tables: list[Table] = []
    for part in parts:
        try:
            grids, met = read_grids(part)
        except Unreadable as refusal:
            findings += refusal.findings
            continue
        findings += met
        for grid in grids:
            table = table_of(grid, at=header_at(grid))
            if table is None:
                continue
            tables.append(table)
            findings += look_at(table)
    return Tables(tuple(tables), tuple(findings))


def look_at(table: Table) -> list[Finding]:
    """What is wrong with a table whatever it holds: columns of one name, cells that stand under no name."""
    findings: list[Finding] = []
    if twice := repeated_columns(table.header):
        findings.append(Finding("sheets.columns_repeat", table.name, {"columns": twice}, Severity.WARNING))
    unnamed = [n for n, h in enumerate(table.header) if not h]
    width = len(table.header)
    beside = [
        r.number for r in table.rows if any(c.strip() for c in r.cells[width:]) or any(r[n].strip() for n in unnamed)
    ]
    if beside:
        facts = {"count": len(beside), "items": tuple(beside[:12])}
        findings.append(Finding("sheets.cells_without_column", table.name, facts, Severity.WARNING))
    return findings
