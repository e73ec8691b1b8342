"""Encodings: recognised and told, or refused with the reason; never mojibake."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.interchange.safety import Unreadable, decode_text

RUSSIAN = "Наладчик станков: Выполнять наладку станка;\r\n«Ёлка», № 5 — 36 ч\n"
WORDS = (
    "наладка станка читать чертежи и карты Контролировать размеры детали по эскизу основы материаловедения "
    "код часы группа 36 № CNC мастер Охрана труда"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=4, max_size=20, unique=True).map(" ".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


def codes_of(data: bytes) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        decode_text(data, "a.csv")
    assert caught.value.findings
    return [f.code for f in caught.value.findings]


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_findings(data: bytes) -> None:
    try:
        decoded = decode_text(data, "a.csv")
    except Unreadable as refusal:
        assert all(f.code.startswith("file.") and f.hard for f in refusal.findings)
    else:
        assert "\x00" not in decoded.text


@given(ANY_TEXT)
def test_utf8_with_and_without_mark_is_itself(text: str) -> None:
    data = text.encode()
    if text.startswith("﻿"):
        return

    assert decode_text(codecs.BOM_UTF8 + data, "a.csv").text == text
    assert decode_text(data, "a.csv").text == text
    assert decode_text(data, "a.csv").findings == ()


@given(ANY_TEXT, st.sampled_from(["utf-16", "utf-32"]))
def test_utf16_with_mark_is_itself_and_told(text: str, encoding: str) -> None:
    decoded = decode_text(text.encode(encoding), "a.csv")

    assert decoded.text == text
    assert [(f.code, f.hard) for f in decoded.findings] == [("file.read_as", False)]


@given(SENTENCES)
def test_russian_in_windows_1251_is_recognised_and_told(text: str) -> None:
    if text.isascii():
        return

    decoded = decode_text(text.encode("windows-1251"), "a.csv")

    assert (decoded.text, decoded.encoding) == (text, "windows-1251")
    assert decoded.findings[0].facts == {"encoding": "windows-1251"}


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_other_russian_tables_are_refused_by_name_not_read_wrongly(encoding: str) -> None:
    text = "Наладчик станков с программным управлением выполняет наладку и контроль деталей"
    with pytest.raises(Unreadable) as caught:
        decode_text(text.encode(encoding), "a.csv")

    assert [(f.code, f.facts["guess"]) for f in caught.value.findings] == [("file.encoding_unknown", encoding)]


def test_western_text_is_not_taken_for_russian() -> None:
    assert codes_of("Café, résumé, naïve, Zürich".encode("latin-1")) == ["file.encoding_unknown"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_recognised_by_its_zero_bytes(encoding: str) -> None:
    assert decode_text(RUSSIAN.encode(encoding), "a.csv").text == RUSSIAN


@pytest.mark.parametrize("size", [1, 2, 3])
def test_text_cut_inside_a_letter_is_called_cut_short(size: int) -> None:
    assert codes_of("станок €𝄞".encode()[:-size]) == ["file.cut_short"]
    assert codes_of(codecs.BOM_UTF16_LE + "станок".encode("utf-16-le")[:-1]) == ["file.cut_short"]


def test_one_bad_byte_in_utf8_is_named_with_its_line() -> None:
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()

    with pytest.raises(Unreadable) as caught:
        decode_text(data, "a.csv")

    (finding,) = caught.value.findings
    assert (finding.code, finding.where) == ("file.broken_text", "a.csv:3")
    assert finding.facts["byte"] == len(RUSSIAN.encode())


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [(b"PK\x03\x04rest", "ZIP, XLSX, DOCX"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, XLS")],
)
def test_well_known_formats_are_named(data: bytes, looks_like: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode_text(data, "a.csv")

    assert [(f.code, f.facts) for f in caught.value.findings] == [("file.binary", {"looks_like": looks_like})]


def test_nothing_and_rubbish_are_told_apart() -> None:
    assert codes_of(b"") == codes_of(b" \r\n") == codes_of(codecs.BOM_UTF8 + b"\n") == ["file.empty"]
    assert codes_of(bytes(range(256))) == ["file.binary"]
    assert codes_of(b"key\x00value\x01\x02\x00\x00\x00") == ["file.binary"]
    assert codes_of(b"a,b\nc\x02,d") == ["file.binary"]
