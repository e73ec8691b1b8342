"""OpenSALT's spreadsheets: every row counted, the tree by links, by columns, by levels and by codes."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from remeslo.core.competence.framework import ROOT, LinkKind
from remeslo.interchange.case import read, read_sheets, write


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    book.close()
    return out.getvalue()


ITEMS = [
    ["identifier", "fullStatement", "humanCodingScheme", "smartLevel", "educationLevel", "CFItemType", "license"],
    ["a-1", "Раздел", "А", "1", "", "Cluster", ""],
    ["a-2", "Второе", "А.2", "1.2", "10,11", "Skill", "CC"],
    ["a-3", "Первое", "А.1", "1.1", "10", "", ""],
]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["ccsso_ela.xlsx", "spreadsheet_import_sample.xlsx"])
def test_workbooks_are_read_with_the_counts_of_their_sheets_and_come_back_through_a_package(
    shared: Path, name: str
) -> None:
    path = shared / "data/case-and-badges/case-spreadsheets" / name
    book = openpyxl.load_workbook(path)
    reading = read_sheets([(name, path.read_bytes())])
    framework = reading.framework

    assert framework is not None
    assert len(framework.items) == sum(1 for r in book["CF Item"].iter_rows(min_row=2) if r[1].value)
    assert len(framework.associations) == sum(1 for r in book["CF Association"].iter_rows(min_row=2) if r[0].value)
    assert all(c.agrees for c in reading.counts)
    assert len(framework.hierarchy().descendants(ROOT)) == len(framework.items)
    assert read(write(framework), name=name).framework == framework


@pytest.mark.shared
def test_template_without_rows_is_refused_and_dangling_codes_are_told(shared: Path) -> None:
    folder = shared / "data/case-and-badges/case-spreadsheets"
    empty = read_sheets([("t.xlsx", (folder / "spreadsheet_import_template.xlsx").read_bytes())])
    dangling = read_sheets([("s.csv", (folder / "sequenceNumber.csv").read_bytes())])

    assert [f.code for f in empty.findings] == ["sheets.no_items"]
    assert "sheets.parents_unknown" in [f.code for f in dangling.findings]
    assert [(c.found, c.read, c.left_out) for c in dangling.counts] == [(2, 2, 0), (2, 0, 2)]


def test_items_stand_under_the_level_that_theirs_begins_with_in_its_order() -> None:
    framework = read_sheets([("b.xlsx", workbook({"CF Item": ITEMS}))]).framework

    assert framework is not None
    assert framework.hierarchy().children[framework.items[0].key] == ("a-3", "a-2")
    assert framework.items[1].level == "10, 11"
    assert dict(framework.items[1].attributes)["field:license"] == '"CC"'


def test_columns_that_name_other_items_become_links() -> None:
    rows = "Full Statement,Human Coding Scheme,Is Child Of,precedes\nОдин,X,,\nДва,X1,X,X\nТри,X2,нет,\n"
    reading = read_sheets([("c.csv", rows.encode())])

    assert reading.framework is not None
    keys = {i.code: i.key for i in reading.framework.items}
    got = {(a.kind, a.origin, a.destination) for a in reading.framework.associations}
    assert got == {(LinkKind.CHILD_OF, keys["X1"], keys["X"]), (LinkKind.PRECEDES, keys["X1"], keys["X"])}
    assert [(c.found, c.read, c.left_out) for c in reading.counts] == [(3, 3, 0), (3, 2, 1)]


def test_codes_tell_the_place_when_nothing_else_does() -> None:
    rows = "fullStatement,humanCodingScheme\nОдин,А.1\nДва,A.1.2\nТри,А.1.2.3.4\n"  # the second A is Latin
    framework = read_sheets([("c.csv", rows.encode())]).framework

    assert framework is not None
    codes = {i.key: i.code for i in framework.items}
    assert [(codes[a.origin], codes[a.destination]) for a in framework.associations] == [
        ("A.1.2", "А.1"),
        ("А.1.2.3.4", "A.1.2"),
    ]
