"""Bytes into rows: delimiters, quotes, workbooks that lie or do harm; two counts that never share code agree."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets import Part, read_grids, read_tables, unpack
from remeslo.interchange.sheets.delimited import find_delimiter, read_delimited

CELLS = st.text('аб c"\n\r,;|\t\u00a0x1', max_size=5)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6)


def workbook(*sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for rows in sheets:
        sheet = book.add_worksheet()
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if cell not in (None, ""):
                    sheet.write(n, m, cell)
    book.close()
    return out.getvalue()


def changed(data: bytes, member: str, change) -> bytes:  # type: ignore[no-untyped-def]
    """The archive with one member changed by a function of its bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == member else content)
    return out.getvalue()


def codes(name: str, data: bytes) -> list[str]:
    return [f.code for f in read_tables([(name, data)]).findings]


@settings(max_examples=80)
@given(ROWS, st.sampled_from((",", ";", "|")))
def test_delimited_rows_come_back_and_both_counts_agree(rows: list[list[str]], mark: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    grid, _ = read_delimited(out.getvalue(), name="t.csv", delimiter=mark)
    wanted = [list(r) for r in rows if any(c.strip() for c in r)]
    for row in wanted:
        while not row[-1].strip():
            row.pop()

    assert [list(r.cells) for r in grid.rows] == wanted
    assert grid.found == len(wanted)


@settings(max_examples=80)
@given(st.text('a,;\t"\n\r |', max_size=40))
def test_any_text_is_read_with_counts_that_agree_or_refused(text: str) -> None:
    try:
        grid, _ = read_delimited(text, name="t.csv")
    except Unreadable as refusal:
        assert {f.code for f in refusal.findings} <= {"sheets.quote_open", "sheets.row_broken"}
        return
    assert grid.found == len(grid.rows)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a;b;c\n1,5;2;3\n", ";"),
        ('a,b\n"x;y;z",2\n', ","),
        ("a\tb\n1,2,3\t4\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("Отчёт, за год\na;b;c\n1;2;3\n4;5;6\n", ";"),
        ("one\ntwo\n", ","),
    ],
)
def test_delimiter_is_the_one_that_most_lines_agree_on(text: str, mark: str) -> None:
    assert find_delimiter(text) == mark


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(("", " ", "а", "=1+1", 7, 2.5, True)), max_size=4), min_size=1, max_size=6))
def test_workbook_rows_come_back_and_both_counts_agree(rows: list[list[object]]) -> None:
    grids, _ = read_grids(Part("t.xlsx", workbook(rows)))
    wanted = [r for r in rows if any(str(c).strip() for c in r)]
    read = [list(r.cells) for g in grids for r in g.rows]

    assert len(read) == len(wanted) == sum(g.found for g in grids)
    for got, row in zip(read, wanted, strict=True):
        said = ["TRUE" if c is True else str(c) for c in row]
        while not said[-1].strip():
            said.pop()
        assert got == said


def test_dimension_that_lies_is_not_believed() -> None:
    data = changed(
        workbook([["Код", "Текст"], ["1", "а"], ["2", "б"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:A1"/>'),
    )
    (grid,), _ = read_grids(Part("t.xlsx", data))

    assert [r.cells for r in grid.rows] == [("Код", "Текст"), ("1", "а"), ("2", "б")]


def test_formula_without_a_value_and_error_values_are_told() -> None:
    data = changed(
        workbook([["a", "b"], ["x", "#REF!"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</row></sheetData>", b'<c r="C2"><f>1+1</f></c></row></sheetData>'),
    )

    assert codes("t.xlsx", data) == ["sheets.formulas_without_values", "sheets.error_values"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_workbook_never_reach_a_parser(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
    data = changed(workbook([["a"]]), "xl/worksheets/sheet1.xml", lambda _: bomb.encode(encoding))

    assert codes("t.xlsx", data) == ["xml.entities_refused"]


def test_workbook_that_unpacks_to_a_bomb_is_refused() -> None:
    data = changed(workbook([["a"]]), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 5_000_000)

    assert codes("t.xlsx", data) == ["file.zip_bomb"]


def test_gigantic_row_and_column_numbers_are_refused_soon() -> None:
    def far(xml: bytes) -> bytes:
        return xml.replace(b"</sheetData>", b'<row r="9"><c r="XFD9" t="str"><v>x</v></c></row></sheetData>')

    assert codes("t.xlsx", changed(workbook([["a"]]), "xl/worksheets/sheet1.xml", far)) == ["sheets.too_large"]


def test_last_row_of_a_million_is_read_where_it_stands() -> None:
    def far(xml: bytes) -> bytes:
        return xml.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row></sheetData>')

    (grid,), _ = read_grids(Part("t.xlsx", changed(workbook([["a"]]), "xl/worksheets/sheet1.xml", far)))

    assert [(r.number, r.cells) for r in grid.rows] == [(1, ("a",)), (1_048_576, ("x",))]


def test_cells_under_no_name_and_names_that_repeat_are_told() -> None:
    tables = read_tables([("t.csv", "Код,Текст,Код\n1,а,2,лишнее\n".encode())])

    assert [(f.code, f.facts.get("columns") or f.facts.get("items")) for f in tables.findings] == [
        ("sheets.columns_repeat", ("Код",)),
        ("sheets.cells_without_column", (2,)),
    ]


def test_table_that_ends_inside_a_row_or_a_quote_is_told() -> None:
    assert codes("t.tsv", b"a\tb\tc\n1\t2\t3\n4\t5") == ["sheets.last_line_short"]
    assert codes("t.csv", b'a,b\n1,2\n3,"4') == ["sheets.quote_open"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("t.csv", b"", "file.empty"),
        ("t.xlsx", b"PK\x03\x04" + b"\x00" * 40, "file.zip_broken"),
        ("t.csv.gz", gzip.compress(b"a,b\n1,2\n" * 99, mtime=0)[:-6], "file.gzip_cut_short"),
        ("t.csv.gz", gzip.compress(b"\x00" * (101 * 1024 * 1024), mtime=0), "file.gzip_bomb"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file.binary"),
    ],
)
def test_unreadable_file_is_refused_by_name(name: str, data: bytes, code: str) -> None:
    assert codes(name, data) == [code]


def test_archive_gives_its_members_and_names_those_it_cannot() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/x.csv", "k,v\n1,2\n")
        archive.writestr("__MACOSX/a/x.csv", "junk")
    parts, findings = unpack("all.zip", out.getvalue())

    assert [p.name for p in parts] == ["all.zip/a/x.csv"]
    assert findings == ()


@settings(max_examples=60)
@given(st.integers(0, 6000), st.binary(max_size=6))
def test_spoilt_workbooks_never_raise(at: int, spoilt: bytes) -> None:
    whole = workbook([["Код", "Текст"], ["1", "а"]])
    data = whole[:at] + spoilt + whole[at + len(spoilt) :] if spoilt else whole[:at]
    tables = read_tables([("t.xlsx", data)])

    assert tables.tables or tables.findings
