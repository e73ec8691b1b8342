"""Files packed with xz: unpacked within the limit, or a finding that says what is wrong."""

from __future__ import annotations

import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import Finding
from remeslo.interchange.safety import MIB, Unreadable, unpack_xz


def refused(data: bytes, limit_bytes: int = MIB) -> Finding:
    with pytest.raises(Unreadable) as caught:
        unpack_xz(data, name="p.xml.xz", limit_bytes=limit_bytes)
    (finding,) = caught.value.findings
    assert finding.hard
    return finding


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3))
def test_packed_data_comes_back_also_from_several_streams(pieces: list[bytes]) -> None:
    packed = b"".join(lzma.compress(p) for p in pieces)

    assert unpack_xz(packed, name="p", limit_bytes=1000) == b"".join(pieces)


@given(st.binary(max_size=300).filter(lambda b: not b.startswith(b"\xfd7zXZ")))
def test_data_that_is_not_xz_comes_back_as_it_is(data: bytes) -> None:
    assert unpack_xz(data, name="p", limit_bytes=1) == data


@given(st.binary(max_size=300), st.data())
def test_a_cut_or_spoilt_stream_is_refused(data: bytes, draw: st.DataObject) -> None:
    packed = lzma.compress(data)
    cut = draw.draw(st.integers(6, len(packed) - 1))

    assert refused(packed[:cut]).code == "file.xz_broken"
    assert refused(packed + b"tail").code == "file.xz_broken"


def test_a_bomb_is_stopped_at_the_limit() -> None:
    bomb = lzma.compress(bytes(200 * MIB), preset=0)

    assert len(bomb) < MIB
    assert refused(bomb, limit_bytes=MIB).code == "file.too_large"


def test_exactly_the_limit_is_accepted_and_one_byte_more_is_not() -> None:
    packed = lzma.compress(bytes(1000))

    assert len(unpack_xz(packed, name="p", limit_bytes=1000)) == 1000
    assert refused(packed, limit_bytes=999).code == "file.too_large"


def test_very_many_streams_are_refused() -> None:
    assert refused(lzma.compress(b"") * 200).code == "file.xz_broken"
