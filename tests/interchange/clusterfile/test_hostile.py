"""Folders, archives and bytes that mean harm or are just broken: told, never followed, never a traceback."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import any_hard
from remeslo.interchange.clusterfile import (
    csvrows,
    programme_key,
    read,
    read_demand_card,
    read_elements,
    read_files,
    read_programme,
    read_zip,
)
from remeslo.interchange.clusterfile.log import MOST_IN_A_FILE

FRAME = b"""format: 1
language: en
key: c
name: C
industry: i
region: r
day: 2026-09-01
start_year: 2026
"""
ORGANISATIONS = b"key,name,role\ncollege,College,base_college\nworks,Works,anchor_employer\n"
CARD = b"""key: card
employer: works
job: Turner
deadline: 2027-09-01
headcount: [{year: 2027, people: 5}]
requirements:
  - {number: 1, text: Turn, criticality: 3}
"""
FILES = {"cluster.yaml": FRAME, "organisations.csv": ORGANISATIONS, "demand/card.yaml": CARD}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder that is right."""
    for name, data in FILES.items():
        (tmp_path / "c" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "c" / name).write_bytes(data)
    return tmp_path / "c"


def codes(findings: object) -> list[str]:
    return [f.code for f in findings]  # type: ignore[attr-defined]


def test_the_small_folder_is_right(folder: Path) -> None:
    reading = read(folder)

    assert (reading.findings, reading.language) == ((), "en")
    assert reading.cluster is not None


@pytest.mark.parametrize("target", ["/etc/passwd", "../outside.csv", "organisations.csv"])
def test_a_link_is_told_and_not_followed(folder: Path, target: str) -> None:
    (folder.parent / "outside.csv").write_bytes(b"key,organisation,name,role\nspy,works,Spy,mentor\n")
    (folder / "staff.csv").symlink_to(target)

    reading = read(folder)

    assert [(f.code, f.where) for f in reading.findings] == [("cluster.link", "staff.csv")]
    assert reading.cluster is None


def test_a_linked_folder_is_told_and_not_entered(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere/more.yaml").write_bytes(CARD)
    (folder / "demand/more").symlink_to(folder.parent / "elsewhere")

    assert codes(read(folder).findings) == ["cluster.link"]


def test_a_pipe_does_not_stop_reading(folder: Path) -> None:
    os.mkfifo(folder / "staff.csv")

    assert codes(read(folder).findings) == ["file.not_regular"]


def test_what_is_no_folder_is_told(folder: Path) -> None:
    assert codes(read(folder / "nothing").findings) == ["cluster.no_folder"]
    assert codes(read(folder / "cluster.yaml").findings) == ["cluster.not_a_folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "demand").chmod(0)
    try:
        assert codes(read(folder).findings) == ["cluster.folder_unreadable"]
    finally:
        (folder / "demand").chmod(0o755)


def test_a_name_that_cannot_be_shown_is_told(folder: Path) -> None:
    try:
        (folder / "a\nb.csv").write_bytes(b"x")
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.csv")).write_bytes(b"x")
    except OSError:
        pytest.skip("the file system refuses such names")

    assert codes(read(folder).findings) == ["cluster.odd_name", "cluster.odd_name"]


def test_folders_deeper_than_any_cluster_are_told(folder: Path) -> None:
    (folder / "a/b/c/d/e/f/g/h").mkdir(parents=True)

    assert codes(read(folder).findings) == ["cluster.folder_too_deep"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("demand/a.yaml", b"a: " + b"[" * 100_000, "cluster.yaml_too_deep"),
        ("demand/a.yaml", b"a: " + b"{a: " * 100_000, "cluster.yaml_too_deep"),
        ("demand/a.yaml", b"- " * 100_000 + b"a", "cluster.yaml_too_deep"),
        ("demand/a.yaml", b"a: [" + b"1," * 300_000 + b"1]", "cluster.yaml_too_large"),
        ("demand/a.yaml", b"a: &a [x]\nb: [" + b"*a," * 50 + b"*a]", "cluster.yaml_alias"),
        ("demand/a.yaml", CARD.replace(b"Turner", b"T" * 20_001), "cluster.text_too_long"),
        ("demand/a.yaml", CARD.replace(b"Turner", b'"a\\x07b"'), "cluster.control_character"),
        ("staff.csv", b"1,2,3,4\n", "cluster.csv_no_header"),
        ("staff.csv", b"\n\n\n", "file.empty"),
        ("staff.csv", b"key,organisation,name,role,,x\na,works,A,teacher,,\n", "cluster.column_nameless"),
        ("staff.csv", "key,organisation,name,role\na,works,Ё,teacher\n".encode("koi8-r"), "file.encoding_unknown"),
        ("staff.csv", b"," * 11_000_000, "file.too_large"),
        ("staff.csv", b"key,organisation,name,role\n" + b"," * 1_000_000 + b"x\n", "cluster.csv_ragged"),
        ("standards/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "xml.entities_refused"),
    ],
)
def test_a_file_out_of_all_measure_is_told(name: str, data: bytes, code: str) -> None:
    reading = read_files({**FILES, name: data})

    assert code in codes(reading.findings)
    assert len(reading.findings) < 3 * MOST_IN_A_FILE


def test_a_table_longer_than_any_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvrows, "MOST_ROWS", 50)
    rows = b"".join(b"p%d,works,A,teacher\n" % n for n in range(60))

    reading = read_files({**FILES, "staff.csv": b"key,organisation,name,role\n" + rows})

    assert [(f.code, f.where) for f in reading.findings] == [("cluster.csv_too_many_rows", "staff.csv:51")]


def test_a_file_wrong_throughout_is_told_by_its_first_problems_and_their_number() -> None:
    rows = b"".join(b"key %d,nowhere,,boss\n" % n for n in range(1000))

    findings = read_files({**FILES, "staff.csv": b"key,organisation,name,role\n" + rows}).findings

    assert len(findings) == MOST_IN_A_FILE + 1
    assert findings[-1].code == "cluster.more_problems"
    assert findings[-1].facts["number"] == 4000 - MOST_IN_A_FILE


def zipped(files: dict[str, bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return box.getvalue()


@pytest.mark.parametrize("inside", ["", "кластер/", "a b/"])
def test_an_archive_of_the_folder_or_of_its_contents_is_read(inside: str) -> None:
    left = {"__MACOSX/._cluster.yaml": b"x", f"{inside}.DS_Store": b"x"}

    reading = read_zip(zipped({**{inside + name: data for name, data in FILES.items()}, **left}), name="c.zip")

    assert reading.findings == ()
    assert reading.cluster == read_files(FILES).cluster


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"not a zip",
        lambda: zipped(FILES)[:200],
        lambda: zipped({**FILES, "../../evil.yaml": b"x"}),
        lambda: zipped({**FILES, "/etc/evil.yaml": b"x"}),
        lambda: zipped({**FILES, "staff.csv": b"0" * 60_000_000}),
        lambda: zipped({}),
    ],
)
def test_an_archive_that_means_harm_gives_findings_and_no_cluster(make: Callable[[], bytes]) -> None:
    reading = read_zip(make(), name="c.zip")

    assert reading.cluster is None
    assert any_hard(reading.findings)


ALL = {
    **FILES,
    "programmes/p.yaml": b"key: p\ntitle: P\nstate_standard: 15.01.38\nbase: ooo\nqualification: q\nnorms: x\n"
    b"elements: [elements/e.csv]\n",
    "programmes/elements/e.csv": b"index;title;kind;cycle;hours_min;after\nA;A;theory;P;36;\nB;B;theory;P;36;A\n",
    "state/s.yaml": b"code: 15.01.38\ntitle: T\nkind: worker\nqualification: q\nactivities: [{number: 1, title: V}]\n",
}
NASTY = st.sampled_from(
    (
        *rb""" " ' { ] : & *a ! - ; key =1 % | # null ../ 2026-13-45 1111111111111111111111111111111 ? [ }""".split(),
        *(b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xd0", b"\n", b"\r", b"\t"),
    )
)


@settings(max_examples=200)
@given(data=st.data(), name=st.sampled_from(sorted(ALL)))
def test_whatever_a_file_holds_reading_ends_with_findings_or_a_cluster(data: st.DataObject, name: str) -> None:
    original = ALL[name]
    at = data.draw(st.integers(0, len(original)))
    until = data.draw(st.integers(at, min(len(original), at + 20)))
    changed = original[:at] + b"".join(data.draw(st.lists(NASTY, max_size=4))) + original[until:]

    reading = read_files({**ALL, name: changed})

    assert (reading.cluster is None) == any_hard(reading.findings)


@settings(max_examples=100)
@given(text=st.text(max_size=60) | st.binary(max_size=60).map(lambda b: b.decode("latin-1")))
def test_whatever_a_card_or_programme_holds_reading_ends_with_findings_or_a_value(text: str) -> None:
    for reading in (read_demand_card(text, "card"), read_programme(text, "programme")):
        assert (reading.value is None) == any_hard(reading.findings)


def test_a_programme_alone_cannot_name_files() -> None:
    reading = read_programme(ALL["programmes/p.yaml"].decode(), "p")

    assert [(f.code, f.where) for f in reading.findings] == [("cluster.no_element_file", "p:7")]


def test_a_bare_table_of_elements_is_read_by_the_same_rules(tmp_path: Path) -> None:
    table = tmp_path / "e.csv"
    table.write_bytes(ALL["programmes/elements/e.csv"])

    elements, findings = read_elements(table)

    assert ([e.index for e in elements], findings) == (["A", "B"], ())
    table.write_bytes(table.read_bytes() + b"B;again;theory;P;36;\nC;C;theory;P;36;Z\n")
    elements, findings = read_elements(table)
    assert elements == ()
    assert [(f.code, f.where) for f in findings] == [
        ("cluster.key_twice", "e.csv:4"),
        ("cluster.leads_nowhere", "e.csv:5"),
    ]
    assert [f.code for f in read_elements(tmp_path / "none.csv")[1]] == ["file.missing"]


def test_the_key_of_a_programme_file_is_known_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(ALL["programmes/p.yaml"])

    assert programme_key(path) == "p"
    path.write_bytes(b"key: a b")
    assert programme_key(path) is None
    assert programme_key(tmp_path / "none.yaml") is None


def test_blank_rows_and_lines_of_a_spreadsheet_are_skipped_and_counted() -> None:
    rows = "sep=;\r\n;;;\r\nkey;organisation;name;role;;\r\n\r\n;;;;;\r\n\ta;works;A;teacher;;\r\n   \r\nb;;B;teacher;;"

    reading = read_files({**FILES, "staff.csv": rows.encode()})

    assert [(f.code, f.where) for f in reading.findings] == [("cluster.field_missing", "staff.csv:8")]
