"""
The file as what it is: a DataSet diffgram, tables whose rows are elements and whose columns are attributes.

``parse`` and ``lay_out`` are inverse to the byte on what the program «Планы» writes: nothing of a file is lost here,
whatever the plan made of it holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.interchange.safety import Unreadable, XmlLimits, read_xml
from remeslo.interchange.safety.unreadable import refuse

ROOT = "Документ"
SPACE = "http://tempuri.org/dsMMISDB.xsd"
DIFFGRAM = "urn:schemas-microsoft-com:xml-diffgram-v1"
MSDATA = "urn:schemas-microsoft-com:xml-msdata"
LIMITS = XmlLimits(elements=300_000, attributes=2_000_000)
"""A plan has about 4 000 rows of up to 300 columns."""

_PREFIXES = {DIFFGRAM: "diffgr", MSDATA: "msdata"}
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#xD;", "\n": "&#xA;", "\t": "&#x9;"}
_TO_ESCAPE = re.compile("[" + "".join(_ESCAPED) + "]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row: its table, its columns in order (``diffgr:id`` and the like with their prefix), and rows nested in it."""

    table: str
    columns: Mapping[str, str]
    rows: tuple["DataRow", ...] = ()
    line: int = 0

    def get(self, column: str) -> str:
        """The value of a column, ``""`` when it is not there."""
        return self.columns.get(column, "")

    def walk(self) -> Iterator["DataRow"]:
        """The row and all nested ones, in order."""
        waiting = [self]
        while waiting:
            row = waiting.pop()
            yield row
            waiting += reversed(row.rows)


@dataclass(frozen=True, slots=True)
class Dataset:
    """
    A whole file.

    Parameters
    ----------
    root
        Attributes of the root element.
    rows
        Top rows of the data set, in order.
    sections
        What a diffgram may hold after the data: earlier values of changed rows, errors.
    findings
        Notes of the parser.
    """

    root: Mapping[str, str]
    rows: tuple[DataRow, ...]
    sections: tuple[DataRow, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    def table(self, name: str) -> tuple[DataRow, ...]:
        """All rows of a table, nested ones too, in order."""
        return tuple(r for top in self.rows for r in top.walk() if r.table == name)

    def tables(self) -> Mapping[str, int]:
        """Number of rows by table, in the order in which tables begin."""
        counts: dict[str, int] = {}
        for top in self.rows:
            for row in top.walk():
                counts[row.table] = counts.get(row.table, 0) + 1
        return counts


def parse(data: bytes, *, name: str) -> Dataset:
    """
    The data set of a file.

    Raises
    ------
    Unreadable
        What ``read_xml`` raises; ``studyplan.not_plx`` for XML of another vocabulary, ``studyplan.plx_text`` for text
        where only columns may be, ``xml.too_deep``.
    """
    document = read_xml(data, name=name, limits=LIMITS)
    root = document.root
    if root.tag != ROOT or [c.tag for c in root] != [f"{{{DIFFGRAM}}}diffgram"]:
        raise refuse("studyplan.not_plx", name, root=_plain(str(root.tag)))
    diffgram = root[0]
    data_sets = [c for c in diffgram if c.tag == f"{{{SPACE}}}dsMMISDB"]
    if len(data_sets) != 1:
        raise refuse("studyplan.not_plx", name, root=_plain(str(root.tag)))
    _no_text((root, diffgram, data_sets[0]), name)
    rows = tuple(_row(e, name, 1) for e in data_sets[0])
    sections = tuple(_row(e, name, 1) for e in diffgram if e is not data_sets[0])
    findings = [*document.findings]
    if sections:
        facts = {"rows": sum(len(s.rows) for s in sections), "items": tuple(s.table for s in sections)}
        findings.append(Finding("studyplan.plx_section", name, facts, Severity.NOTE))
    return Dataset(_columns_of(root, name), rows, sections, tuple(findings))


def _columns_of(element: etree._Element, name: str) -> dict[str, str]:
    columns = {_plain(str(k)): str(v) for k, v in element.attrib.items()}
    if foreign := next((c for c in columns if "{" in c), None):
        raise refuse("studyplan.not_plx", f"{name}:{_line(element)}", root=foreign)
    return columns


def _row(element: etree._Element, name: str, depth: int) -> DataRow:
    if depth > _DEEPEST:
        raise refuse("xml.too_deep", f"{name}:{_line(element)}", line=_line(element), column=0)
    table = _plain(str(element.tag))
    if "{" in table or not str(element.tag).startswith("{"):
        raise refuse("studyplan.not_plx", f"{name}:{_line(element)}", root=table)
    _no_text((element,), name)
    columns = _columns_of(element, name)
    nested = tuple(_row(e, name, depth + 1) for e in element)
    return DataRow(table, columns, nested, _line(element))


def _line(element: etree._Element) -> int:
    return int(getattr(element, "sourceline", None) or 0)


def _no_text(elements: tuple[etree._Element, ...], name: str) -> None:
    for e in elements:
        texts = (e.text, *(c.tail for c in e))
        if text := next((t for t in texts if t and t.strip()), None):
            raise refuse("studyplan.plx_text", f"{name}:{_line(e)}", table=_plain(str(e.tag)), value=text.strip()[:80])


def _plain(tag: str) -> str:
    """``diffgr:id`` for a qualified name of a known space, the local name for the data set's own."""
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else local if space in ("", f"{{{SPACE}") else tag


def lay_out(dataset: Dataset) -> bytes:
    """
    The bytes of a file: UTF-16 with its mark, CRLF, two blanks a level, as «Планы» writes it.

    Raises ``ProblemError`` for a text that XML cannot hold.
    """
    lines = ['<?xml version="1.0" encoding="utf-16"?>', f"<{ROOT}{_columns(dataset.root)}>"]
    lines.append(f'  <diffgr:diffgram xmlns:msdata="{MSDATA}" xmlns:diffgr="{DIFFGRAM}">')
    lines.append(f'    <dsMMISDB xmlns="{SPACE}">')
    for row in dataset.rows:
        _lay_row(row, "      ", lines)
    lines.append("    </dsMMISDB>")
    for section in dataset.sections:
        spaced = tuple(DataRow(r.table, {**r.columns, "xmlns": SPACE}, r.rows) for r in section.rows)
        _lay_row(DataRow(section.table, section.columns, spaced), "    ", lines)
    lines += ["  </diffgr:diffgram>", f"</{ROOT}>"]
    return b"\xff\xfe" + "\r\n".join(lines).encode("utf-16-le")


def _lay_row(row: DataRow, indent: str, lines: list[str]) -> None:
    head = f"{indent}<{row.table}{_columns(row.columns)}"
    if not row.rows:
        lines.append(head + " />")
        return
    lines.append(head + ">")
    for inner in row.rows:
        _lay_row(inner, indent + "  ", lines)
    lines.append(f"{indent}</{row.table}>")


def _columns(columns: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_escaped(value, name)}"' for name, value in columns.items())


def _escaped(value: str, name: str) -> str:
    if found := _NOT_XML.search(value):
        raise ProblemError(f"plx: {name} holds the character U+{ord(found[0]):04X}, which XML cannot hold.")
    return _TO_ESCAPE.sub(lambda m: _ESCAPED[m[0]], value)


__all__ = ["DataRow", "Dataset", "Unreadable", "lay_out", "parse"]
