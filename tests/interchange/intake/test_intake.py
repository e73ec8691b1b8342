"""Files of every kind are known by what they hold, and each that holds no framework says why."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence.frameworks import framework, item

from remeslo.interchange import case, sheets
from remeslo.interchange.intake import Form, read_frameworks, recognise

FORMS = {
    "profstandarts": {Form.PROFSTANDART},
    "onet": {Form.ONET},
    "esco": {Form.ESCO},
    "case-and-badges/case-samples": {Form.CASE},
    "case-and-badges/case-spreadsheets": {Form.CASE_SHEET},
    "case-and-badges/ob30-samples": {Form.UNKNOWN},
    "case-and-badges/clr20-samples": {Form.UNKNOWN},
}
ONE = framework(item("a", "Точить"), item("b", "Пилить"))


def codes(*files: tuple[str, bytes], **options: object) -> Counter[str]:
    readings = read_frameworks(files, **options)  # type: ignore[arg-type]
    return Counter(f.code for r in readings for f in r.findings if f.hard)


@pytest.mark.shared
@pytest.mark.parametrize("folder", FORMS)
def test_every_file_of_the_collected_data_is_known(shared: Path, folder: str) -> None:
    files = [p for p in sorted((shared / "data" / folder).rglob("*")) if p.is_file() and p.suffix != ".md"]

    assert files
    assert {
        p.name: recognise(p.name, p.read_bytes())
        for p in files
        if recognise(p.name, p.read_bytes()) not in FORMS[folder]
    } == {}


@pytest.mark.shared
def test_plans_are_known_by_their_own_forms(shared: Path) -> None:
    folder = shared / "data/curricula"
    forms = {
        p.suffix: recognise(p.name, p.read_bytes()) for p in folder.rglob("*") if p.suffix in (".plx", ".xlsx", ".xml")
    }

    assert forms == {".plx": Form.PLX, ".xlsx": Form.PLANSHEET, ".xml": Form.PLM}


@pytest.mark.shared
def test_credentials_are_refused_by_name(shared: Path) -> None:
    files = sorted((shared / "data/case-and-badges/ob30-samples").glob("*-err-*.json"))
    readings = read_frameworks((p.name, p.read_bytes()) for p in files)

    assert len(files) >= 10
    assert [(r.name, [f.code for f in r.findings]) for r in readings] == [(p.name, ["case.not_case"]) for p in files]


def test_what_we_write_is_known_and_read() -> None:
    for name, data, form in (
        ("f.json", case.write(ONE), Form.CASE),
        ("f.json.gz", gzip.compress(case.write(ONE)), Form.CASE),
        ("f.xlsx", sheets.write(ONE), Form.SHEET),
    ):
        (reading,) = read_frameworks([(name, data)])
        assert recognise(name, data) is form
        assert reading.framework is not None
        assert reading.framework.edition == ONE.edition


def test_tables_of_one_edition_are_one_framework_and_of_two_editions_two() -> None:
    occupations = b"O*NET-SOC Code\tTitle\tDescription\n1\tTurner\tTurns.\n"
    tasks = b"O*NET-SOC Code\tTask ID\tTask\n1\t7\tTurn.\n"
    one = read_frameworks([("db_30_2/o.txt", occupations), ("db_30_2/t.txt", tasks), ("t2.txt", tasks)])
    two = read_frameworks([("db_30_2/o.txt", occupations), ("db_29_3/o.txt", occupations)])

    assert [r.framework.edition for r in one if r.framework] == ["onet@30.2"]
    assert sorted(r.framework.edition for r in two if r.framework) == ["onet@29.3", "onet@30.2"]


def test_one_edition_with_two_contents_is_told_at_the_later_file() -> None:
    other = framework(item("a", "Варить"))
    readings = read_frameworks(
        [("a.json", case.write(ONE)), ("b.json", case.write(ONE)), ("c.json", case.write(other))]
    )

    assert [[f.code for f in r.findings if f.hard] for r in readings] == [[], [], ["framework.edition_conflict"]]


def test_file_of_another_kind_is_named_for_what_it_is() -> None:
    standard = b"<?xml version='1.0'?><XMLCardInfo><ProfessionalStandarts/></XMLCardInfo>"
    (reading,) = read_frameworks([("s.xml", standard)])

    assert [(f.code, f.facts) for f in reading.findings] == [("framework.not_a_framework", {"format": "profstandart"})]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", "просто текст без таблицы".encode(), "framework.format_unknown"),
        ("a.pdf", b"%PDF-1.7 ...", "file.binary"),
        ("a.zip", bomb(), "file.zip_bomb"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "xml.entities_refused"),
        ("a.json", b'{"CFDocument": {"title": ', "json.cut_short"),
        ("a.csv", b"", "file.empty"),
        ("a.csv", 'Код,Наименование\n1,"а'.encode(), "sheets.quote_open"),
    ],
)
def test_file_that_cannot_be_read_says_why(name: str, data: bytes, code: str) -> None:
    assert codes((name, data)) == {code: 1}


def test_form_that_is_stated_is_believed_and_refused_by_its_reader() -> None:
    assert codes(("a.csv", "Код,Наименование\n1,а\n".encode()), form=Form.ONET) == {"onet.no_table": 1}
    assert codes(("a.csv", "Код,Наименование\n1,а\n".encode()), form=Form.CASE) == {"json.not_json": 1}


@settings(max_examples=120)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)), st.sampled_from(Form))
def test_no_bytes_and_no_form_make_it_raise(data: bytes, form: Form) -> None:
    recognise("f", data)
    for reading in (*read_frameworks([("f", data)]), *read_frameworks([("f", data)], form=form)):
        assert reading.framework is not None or not reading.is_clean
