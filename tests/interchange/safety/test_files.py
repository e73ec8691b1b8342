"""Files and streams: nothing but the bytes or a finding, and never more bytes than the limit."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.interchange.safety import DEFAULT_LIMIT, MIB, Unreadable, read_limited


def code_of(source: object, limit_bytes: int = DEFAULT_LIMIT) -> str:
    with pytest.raises(Unreadable) as caught:
        read_limited(source, name="upload.xml", limit_bytes=limit_bytes)  # type: ignore[arg-type]
    assert all(f.hard and f.where == "upload.xml" for f in caught.value.findings)
    return caught.value.findings[0].code


@given(st.binary(max_size=300), st.integers(0, 300))
def test_stream_gives_all_bytes_or_is_too_large(data: bytes, limit: int) -> None:
    if len(data) <= limit:
        assert read_limited(io.BytesIO(data), name="upload.xml", limit_bytes=limit) == data
    else:
        assert code_of(io.BytesIO(data), limit) == "file.too_large"


def test_file_gives_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "стандарт.xml"
    path.write_bytes(b"<a/>")

    assert read_limited(path, name="x") == read_limited(str(path), name="x") == b"<a/>"


def test_file_of_200_mb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.truncate(200 * MIB)  # sparse: takes no room on the disk
    monkeypatch.setattr(os, "fdopen", lambda *_, **__: pytest.fail("the file was opened for reading"))

    with pytest.raises(Unreadable) as caught:
        read_limited(path, name="huge.xml")

    assert [f.code for f in caught.value.findings] == ["file.too_large"]
    assert dict(caught.value.findings[0].facts) == {"size": 200 * MIB, "limit": 50 * MIB}


def test_file_refused_for_its_size_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "big.xml"
    path.write_bytes(b"x" * 10)
    before = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0

    for _ in range(5):
        assert code_of(path, 5) == "file.too_large"

    assert before == 0 or len(os.listdir("/proc/self/fd")) == before


def test_what_is_not_an_ordinary_file_is_named(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)

    assert code_of(tmp_path) == "file.is_folder"
    assert code_of(tmp_path / "absent.xml") == "file.missing"
    assert code_of(tmp_path / "absent" / "absent.xml") == "file.missing"
    assert code_of("a\0b") == "file.unreadable"
    assert code_of("x" * 5000) == "file.unreadable"
    assert code_of(loop) == "file.unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert code_of(pipe) == "file.not_regular"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "closed.xml"
    path.write_bytes(b"<a/>")
    path.chmod(0)

    assert code_of(path) == "file.unreadable"


class Endless:
    """Says that it holds ten bytes, and never ends."""

    size = 10
    asked = 0

    def read(self, size: int, /) -> bytes:
        self.asked += size
        return b"x" * size


class Greedy:
    """Gives more than it was asked for."""

    def read(self, size: int, /) -> bytes:
        return b"x" * (size + 1000)


class Broken:
    def read(self, size: int, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_stream_that_lies_about_its_size_is_stopped_at_the_limit() -> None:
    stream = Endless()

    assert code_of(stream, 3 * MIB) == "file.too_large"
    assert stream.asked == 3 * MIB + 1
    assert code_of(Greedy(), 100) == "file.too_large"


def test_stream_that_fails_is_unreadable() -> None:
    closed = io.BytesIO(b"x")
    closed.close()

    assert code_of(Broken()) == "file.unreadable"
    assert code_of(closed) == "file.unreadable"
    assert code_of(io.StringIO("text")) == "file.unreadable"
