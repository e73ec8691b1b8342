"""Archives from outside: opened only when harmless, and unpacked only as far as they said."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.interchange.safety import MIB, Unreadable, ZipLimits, open_zip


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def codes_of(data: bytes, limits: ZipLimits | None = None) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        open_zip(data, name="a.zip", limits=limits or ZipLimits())
    assert all(f.hard for f in caught.value.findings)
    return [f.code for f in caught.value.findings]


SAMPLE = packed({"standards/a.xml": b"<a/>" * 50, "b.csv": bytes(range(200)), "folder/": b""})


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.text("abcdфы", min_size=1, max_size=8), st.binary(max_size=200).filter(lambda b: b[:2] != b"PK"), max_size=5
    )
)
def test_archive_gives_back_what_was_packed(members: dict[str, bytes]) -> None:
    archive = open_zip(packed(members), name="a.zip")

    assert {n: archive.read(n) for n in archive.names} == members


def open_and_read_all(data: bytes) -> None:
    try:
        archive = open_zip(data, name="a.zip")
    except Unreadable as refusal:
        assert refusal.findings
        return
    for member in archive.names:
        try:
            archive.read(member)
        except Unreadable as refusal:
            assert refusal.findings[0].code.startswith("file.zip_")


@given(st.binary(max_size=200))
def test_any_bytes_are_opened_or_refused(data: bytes) -> None:
    open_and_read_all(data)
    open_and_read_all(b"PK\x03\x04" + data)


@given(
    st.integers(0, len(SAMPLE)), st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=8)
)
def test_any_damage_is_opened_or_refused(size: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(SAMPLE)
    for place, value in changes:
        data[place] = value
    open_and_read_all(bytes(data))
    open_and_read_all(bytes(data[:size]))


def test_bomb_of_zeros_is_refused_without_unpacking() -> None:
    bomb = packed({"sheet.xml": bytes(60 * MIB)})

    assert len(bomb) < MIB
    assert codes_of(bomb) == ["file.zip_bomb"]


def test_each_limit_is_told_with_its_numbers() -> None:
    limits = ZipLimits(members=2, member_bytes=100, total_bytes=250, ratio=10, ratio_from=50)
    with pytest.raises(Unreadable) as caught:
        open_zip(packed({"a": bytes(101), "b": bytes(90), "c": bytes(80)}), name="a.zip", limits=limits)

    facts = [dict(f.facts) for f in caught.value.findings]
    assert {f.code for f in caught.value.findings} == {"file.zip_bomb"}
    assert facts[:3] == [
        {"members": 3, "limit": 2},
        {"size": 271, "limit_bytes": 250},
        {"member": "a", "size": 101, "limit_bytes": 100},
    ]
    assert [(f["member"], f["limit"]) for f in facts[3:] if "ratio" in f] == [("b", 10), ("c", 10)]
    assert open_zip(packed({"a": bytes(99)}, zipfile.ZIP_STORED), name="a.zip", limits=limits).read("a") == bytes(99)


def test_ratio_alone_is_enough_to_refuse() -> None:
    limits = ZipLimits(ratio=10, ratio_from=50)

    assert codes_of(packed({"a": bytes(9000)}), limits) == ["file.zip_bomb"]


def test_size_that_lies_is_found_when_unpacking() -> None:
    """Local and central size say 10 bytes; the deflated stream holds a thousand."""
    data = packed({"a": b"x" * 1000})
    lying = data.replace(struct.pack("<I", 1000), struct.pack("<I", 10))
    archive = open_zip(lying, name="a.zip")

    with pytest.raises(Unreadable) as caught:
        archive.read("a")

    assert caught.value.findings[0].code in {"file.zip_broken", "file.zip_bomb"}


def test_members_that_lie_over_one_another_are_refused() -> None:
    """The same bytes listed twenty times: each member is honest, together they are larger than the file."""
    raw = bytes(range(256)) * 20
    crc, size = zlib.crc32(raw), len(raw)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 33, crc, size, size, 1, 0) + b"a" + raw
    central = b"".join(
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, crc, size, size, 1, 0, 0, 0, 0, 0, 0)
        + bytes([97 + n])
        for n in range(20)
    )
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 20, 20, len(central), len(local), 0)

    assert codes_of(local + central + end) == ["file.zip_bomb"]


@pytest.mark.parametrize(
    "member", ["../a.xml", "a/../../b.xml", "/etc/a.xml", "a\\..\\b.xml", "C:/a.xml", "..", "a\nb.xml"]
)
def test_names_that_lead_out_are_refused(member: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = member
        archive.writestr(info, b"<a/>")

    assert codes_of(stream.getvalue()) == ["file.zip_path"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_repeat_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", b"<a/>")
        archive.writestr("a.xml", b"<b/>")

    assert codes_of(stream.getvalue()) == ["file.zip_path"]


def test_archives_inside_are_refused_by_name_and_by_content() -> None:
    inner = packed({"a": b"1"})

    assert codes_of(packed({"inner.zip": inner})) == ["file.zip_nested"]
    archive = open_zip(packed({"inner.xml": inner, "xl/embeddings/book.xlsx": inner}), name="a.zip")
    for member in archive.names:
        with pytest.raises(Unreadable) as caught:
            archive.read(member)
        assert caught.value.findings[0].code == "file.zip_nested"


def test_password_and_rare_methods_are_refused() -> None:
    data = bytearray(packed({"a": b"12345"}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1

    assert codes_of(bytes(data)) == ["file.zip_encrypted"]
    assert codes_of(packed({"a": b"12345" * 100}, zipfile.ZIP_LZMA)) == ["file.zip_method"]


def test_what_is_no_archive_is_named() -> None:
    assert codes_of(b"") == ["file.empty"]
    assert codes_of(b"%PDF-1.4") == ["file.binary"]
    assert codes_of(b"a;b;c") == ["file.not_zip"]
    assert codes_of(SAMPLE[:-30]) == ["file.zip_broken"]


def test_missing_member_is_named() -> None:
    with pytest.raises(Unreadable) as caught:
        open_zip(SAMPLE, name="a.zip").read("absent.xml")

    assert [(f.code, f.facts) for f in caught.value.findings] == [("file.zip_member_missing", {"member": "absent.xml"})]
