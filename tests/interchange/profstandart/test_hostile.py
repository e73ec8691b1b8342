"""Files meant to harm, or harmed on the way: findings with place and cause, and nothing else."""

from __future__ import annotations

import codecs
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.interchange.profstandart import Reading, read, read_file, read_files, write

SAMPLE = (Path(__file__).parent / "sample.xml").read_text(encoding="utf-8")
DATA = SAMPLE.encode()


def unreadable(data: bytes) -> str:
    reading = read(data, name="s.xml")
    assert reading.standards == ()
    assert all(f.hard for f in reading.findings)
    assert reading.findings[0].where.startswith("s.xml")
    return reading.findings[0].code


def judged(reading: Reading) -> None:
    """Either read (and then written and read again with the same result) or refused with a hard finding."""
    if not reading.standards:
        assert any(f.hard for f in reading.findings)
        return
    again = read(write(reading.standards), name="s.xml")
    assert again.standards == reading.standards
    assert reading.found == reading.counted or not reading.is_clean


@given(st.binary(max_size=300))
def test_any_bytes_are_judged(data: bytes) -> None:
    judged(read(data, name="s.xml"))


@settings(max_examples=80)
@given(st.integers(0, len(DATA)))
def test_any_truncation_is_judged(size: int) -> None:
    judged(read(DATA[:size], name="s.xml"))


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 7)), min_size=1, max_size=5))
def test_any_bit_flips_are_judged(flips: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for place, bit in flips:
        data[place] ^= 1 << bit
    judged(read(bytes(data), name="s.xml"))


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 60)), max_size=4))
def test_any_cut_pieces_are_judged(cuts: list[tuple[int, int]]) -> None:
    text = SAMPLE
    for place, size in cuts:
        text = text[:place] + text[place + size :]
    judged(read(text.encode(), name="s.xml"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "utf-16"])
def test_encoding_is_recognised_whatever_is_declared(encoding: str, declared: str) -> None:
    text = SAMPLE.replace('encoding="utf-8"', f'encoding="{declared}"')

    assert read(text.encode(encoding), name="s.xml").standards == read(DATA, name="s.xml").standards


def test_russian_tables_that_are_not_declared_are_refused_by_name() -> None:
    reading = read(SAMPLE.replace("§", "п. ").encode("koi8-r"), name="s.xml")

    assert [(f.code, f.facts) for f in reading.findings] == [("file.encoding_unknown", {"guess": "koi8-r"})]


def test_entities_are_refused_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна")
    text = SAMPLE.replace("<XMLCardInfo", f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>\n<XMLCardInfo', 1)
    text = text.replace("Мастер учебного", "&e;")

    reading = read(text.encode(), name="s.xml")

    assert [(f.code, f.facts) for f in reading.findings] == [("xml.entities_refused", {"doctype": "x", "entity": "e"})]


def test_billion_laughs_ends_at_once() -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{layers}]><XMLCardInfo>&l9;</XMLCardInfo>'
    started = time.monotonic()

    assert unreadable(laughs.encode()) == "xml.entities_refused"
    assert time.monotonic() - started < 1


def test_deep_nesting_of_boxes_is_read_or_refused() -> None:
    def nested(depth: int) -> bytes:
        boxes = "<LaborActions>" * depth + "<LaborAction>дело</LaborAction>" + "</LaborActions>" * depth
        return SAMPLE.replace("<LaborAction>Пуск на холостом ходу</LaborAction>", boxes).encode()

    assert read(nested(200), name="s.xml").standards[0].functions[1].actions == ("дело",)
    assert unreadable(nested(5000)) == "xml.too_deep"


def test_file_of_200_mb_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    (finding,) = read_file(path).findings

    assert (finding.code, finding.where) == ("file.too_large", "huge.xml")


def test_broken_file_does_not_keep_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(DATA[:-40])
    (tmp_path / "b.xml").write_bytes(DATA)
    (tmp_path / "c.xml").mkdir()

    together = read_files([tmp_path / "a.xml", tmp_path / "b.xml", tmp_path / "c.xml", tmp_path / "d.xml"])

    assert [s.code for s in together.standards] == ["99.001"]
    assert [(f.code, f.where.partition(":")[0]) for f in together.findings if f.hard] == [
        ("xml.cut_short", "a.xml"),
        ("file.is_folder", "c.xml"),
        ("file.missing", "d.xml"),
    ]


def test_many_statements_and_long_texts_stay_quick() -> None:
    many = "".join(f"<LaborAction>Действие номер {n}</LaborAction>" for n in range(20_000))
    text = SAMPLE.replace("<LaborAction>Пуск на холостом ходу</LaborAction>", many)
    text = text.replace("Устройство станка", "слово " * 200_000)
    started = time.monotonic()

    reading = read(text.encode(), name="s.xml")

    assert reading.counted.labour_actions == reading.found.labour_actions == 20_002
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (codecs.BOM_UTF8, "file.empty"),
        (b"PK\x03\x04", "file.binary"),
        (b"<!DOCTYPE html><html></html>", "xml.web_page"),
        ("код;наименование".encode(), "xml.not_xml"),
        (DATA[:-1000], "xml.cut_short"),
        (DATA.replace(b"</LaborAction>", b"</LaborActoin>", 1), "xml.broken"),
    ],
)
def test_what_is_wrong_is_told(data: bytes, code: str) -> None:
    assert unreadable(data) == code
