"""O*NET in each edition: every row of every table is in the framework, or a finding says why not."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.competence.framework import ROOT, Framework, ItemKind, LinkKind
from remeslo.interchange.onet import read, version_of

OCCUPATIONS = 'O*NET-SOC Code\tTitle\tDescription\r\n11-1.00\tTurner\tTurns "steel".\r\n'
TASKS = (
    "O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\tDate\tDomain Source\r\n"
    '11-1.00\t7\tSay "stop".\tn/a\tn/a\t08/2022\tIncumbent\r\n11-1.00\t8\tTurn.\tCore\t5\t08/2022\tAnalyst\r\n'
)
SKILLS = (
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress\tNot Relevant\r\n"
    "11-1.00\t2.A.1.a\tReading\tIM\t3.25\tN\tn/a\r\n11-1.00\t2.A.1.a\tReading\tLV\t0.5\tN\tY\r\n"
)
NEW_NAMES = (  # as the edition after 30.2 calls its columns
    "GWA Element ID\tGWA Element Name\tIWA Element ID\tIWA Element Name\tDWA Element ID\tDWA Element Name\r\n"
    "4.A.1\tGetting\t4.A.1.I01\tStudy.\t4.A.1.I01.D01\tReview materials.\r\n"
)


def files(*texts: str) -> list[tuple[str, bytes]]:
    return [(f"db_30_2/{n}.txt", t.encode()) for n, t in enumerate(texts)]


def of(*texts: str) -> Framework:
    framework = read(files(*texts)).framework
    assert framework is not None
    return framework


def rows_of(path: Path) -> list[dict[str, str]]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    if path.name.endswith(".csv.gz"):
        return list(csv.DictReader(io.StringIO(text, newline="")))
    header, *lines = text.split("\r\n")
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines if line]


@pytest.mark.shared
@pytest.mark.parametrize("edition", ["csv-29.3", "text-30.2"])
def test_every_table_is_read_with_the_counts_of_its_rows(shared: Path, edition: str) -> None:
    paths = sorted((shared / "data/onet" / edition).glob("*.gz"))
    rows = {p.name.partition(".")[0]: rows_of(p) for p in paths}
    reading = read((f"{edition}/{p.name}", p.read_bytes()) for p in paths)
    framework = reading.framework

    assert framework is not None
    assert framework.edition == f"onet@{edition[-4:]}"
    assert reading.is_clean
    counts = {c.where.rpartition("/")[2].partition(".")[0]: c for c in reading.counts}
    not_read = {f.where.rpartition("/")[2].partition(".")[0] for f in reading.findings if "not_read" in f.code}
    assert set(counts) | not_read == set(rows)
    assert {name: (c.found, c.read) for name, c in counts.items()} == {n: (len(rows[n]),) * 2 for n in counts}
    tasks = {r["Task ID"]: r["Task"] for r in rows["Task Statements"]}
    numbered = {i.code: i.text for i in framework.items if i.kind is ItemKind.TASK and i.code}
    assert numbered == tasks
    assert len(
        {(r["O*NET-SOC Code"], r["Example"].casefold(), r["Commodity Code"]) for r in rows["Technology Skills"]}
    ) == sum(1 for a in framework.associations if a.kind is LinkKind.USES and a.destination.startswith("technology-"))


@pytest.mark.shared
def test_ratings_are_those_of_the_table(shared: Path) -> None:
    path = shared / "data/onet/csv-29.3/Skills.csv.gz"
    framework = read([("csv-29.3/Skills.csv.gz", path.read_bytes())]).framework

    assert framework is not None
    ours = {
        (a.origin, a.destination, r.scale): (r.value, r.is_usable)
        for a in framework.associations
        if a.kind is LinkKind.REQUIRES
        for r in a.ratings
    }
    theirs = {
        (r["O*NET-SOC Code"], r["Element ID"], r["Scale ID"]): (
            Decimal(r["Data Value"]),
            r["Recommend Suppress"] != "Y" and r["Not Relevant"] != "Y",
        )
        for r in rows_of(path)
    }
    assert ours == theirs


def test_quotes_are_text_and_missing_values_are_nothing() -> None:
    framework = of(OCCUPATIONS, TASKS)
    first = framework.by_key()["task-7"]  # type: ignore[index]

    assert first.text == 'Say "stop".'
    assert (first.type_name, dict(first.attributes)) == ("", {"Date": "08/2022", "Domain Source": "Incumbent"})
    assert framework.hierarchy().children["11-1.00"] == ("task-7", "task-8")  # type: ignore[index]


def test_level_that_is_not_relevant_is_kept_as_not_usable() -> None:
    (link,) = (a for a in of(OCCUPATIONS, SKILLS).associations if a.kind is LinkKind.REQUIRES)

    assert [(r.scale, str(r.value), r.is_usable) for r in link.ratings] == [("IM", "3.25", True), ("LV", "0.5", False)]


def test_renamed_columns_of_activities_are_known() -> None:
    framework = of(NEW_NAMES)

    assert framework.hierarchy().ancestors("4.A.1.I01.D01") == ("4.A.1.I01", "4.A.1")  # type: ignore[arg-type]
    assert framework.hierarchy().children[ROOT] == ("4.A.1",)


def test_incomplete_rows_are_left_out_and_named() -> None:
    reading = read(files(OCCUPATIONS, TASKS + "11-1.00\t\tNo number.\r\n"))
    (finding,) = (f for f in reading.findings if f.code == "onet.rows_incomplete")

    assert finding.facts["items"] == ("4",)
    assert [(c.found, c.read, c.left_out) for c in reading.counts] == [(1, 1, 0), (3, 2, 1)]


def test_occupation_without_a_name_is_no_item_and_is_told() -> None:
    reading = read(files(TASKS))

    assert reading.framework is not None
    assert {i.kind for i in reading.framework.items} == {ItemKind.TASK}
    assert "framework.link_to_nameless" in [f.code for f in reading.findings]


def test_excel_edition_reads_as_the_text_edition() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Task Statements")
    rows = [line.split("\t") for line in TASKS.split("\r\n") if line]
    rows[0].insert(1, "Title")
    for row in rows[1:]:
        row.insert(1, "Turner")
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            number = n and rows[0][m] in ("Task ID", "Incumbents Responding") and cell.isdigit()
            sheet.write(n, m, int(cell) if number else cell.replace("n/a", ""))
    book.close()
    excel = read([("db_30_2/Task Statements.xlsx", out.getvalue())]).framework

    assert excel is not None
    assert [i for i in excel.items if i.kind is ItemKind.TASK] == [
        i for i in of(OCCUPATIONS, TASKS).items if i.kind is ItemKind.TASK
    ]


def test_archive_is_read_whole_and_foreign_tables_are_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("Occupation Data", OCCUPATIONS),
            ("Task Statements", TASKS),
            ("Read Me", "O*NET 30.2\r\nhi\r\n"),
        ):
            archive.writestr(f"db_30_2_text/{name}.txt", text)
    reading = read([("db_30_2_text.zip", out.getvalue())])

    assert reading.framework is not None
    assert reading.framework.edition == "onet@30.2"
    assert [(c.kind, c.read) for c in reading.counts] == [("occupations", 1), ("tasks", 2)]
    assert [f.code for f in reading.findings if "Read Me" in f.where] == ["onet.table_unknown"]


@pytest.mark.parametrize(
    ("names", "version"),
    [
        (["db_30_2_text.zip"], "30.2"),
        (["text-29.3/Skills.txt", "text-29.3/Tasks.txt"], "29.3"),
        (["29.3/a.txt", "30.2/a.txt"], ""),
        (["Skills.txt"], ""),
    ],
)
def test_edition_is_told_by_names_that_agree(names: list[str], version: str) -> None:
    assert version_of(names) == version


def test_unknown_edition_is_told_and_dated_by_the_rows() -> None:
    reading = read([("Tasks.txt", TASKS.encode())])

    assert reading.framework is not None
    assert reading.framework.version == "undated-2022-08"
    assert "onet.version_unknown" in [f.code for f in reading.findings]


@settings(max_examples=50)
@given(st.integers(0, 400), st.binary(max_size=4), st.sampled_from(("utf-8", "utf-16", "cp1251")), st.booleans())
def test_cut_and_spoilt_tables_never_raise(cut: int, spoilt: bytes, encoding: str, packed: bool) -> None:
    whole = TASKS.encode(encoding)
    data = whole[:cut] + spoilt + whole[cut + len(spoilt) :] if spoilt else whole[:cut]
    if packed:
        data = gzip.compress(data, mtime=0)[: cut + 10]
    reading = read([("t.txt", data)])

    assert reading.framework is not None or not reading.is_clean
