"""Files and streams into bytes, never more of them than the limit."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Protocol

from remeslo.interchange.safety.unreadable import Unreadable, refuse

MIB = 1024 * 1024
DEFAULT_LIMIT = 50 * MIB
"""A whole export of a registry page is 3 MiB; 50 leaves room for an export of hundreds of standards."""

_CHUNK = MIB
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class ByteStream(Protocol):
    """What can be read from: an open binary file, an upload, a ``BytesIO``."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes, ``b""`` at the end."""


def read_limited(source: Path | str | BinaryIO | ByteStream, *, name: str, limit_bytes: int = DEFAULT_LIMIT) -> bytes:
    """
    All bytes of a file or stream.

    Parameters
    ----------
    source
        A path (opened only when it is an ordinary file) or a binary stream (read from where it stands, left open).
    name
        How findings call it: the name that the user knows.
    limit_bytes
        Most bytes accepted. A file that is larger is refused before it is opened for reading; a stream, which may
        say anything about its size, after one byte too many.

    Raises
    ------
    Unreadable
        ``file.missing``, ``file.is_folder``, ``file.not_regular``, ``file.unreadable`` or ``file.too_large``.
    """
    if not isinstance(source, str | Path):
        return _drain(source, name, limit_bytes)
    try:
        descriptor = os.open(source, _FLAGS)
    except (OSError, ValueError) as error:
        raise _why_not_opened(error, name) from None
    try:
        _must_be_a_file_within(os.fstat(descriptor), name, limit_bytes)
    except Unreadable:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as stream:
        return _drain(stream, name, limit_bytes)


def _must_be_a_file_within(status: os.stat_result, name: str, limit_bytes: int) -> None:
    """Refuses folders, pipes and devices, and files that say themselves that they are too large."""
    if stat.S_ISDIR(status.st_mode):
        raise refuse("file.is_folder", name)
    if not stat.S_ISREG(status.st_mode):
        raise refuse("file.not_regular", name)
    if status.st_size > limit_bytes:
        raise refuse("file.too_large", name, size=status.st_size, limit=limit_bytes)


def _drain(stream: ByteStream | BinaryIO, name: str, limit_bytes: int) -> bytes:
    """Reads to the end in pieces; what the stream says about its size is never believed."""
    pieces: list[bytes] = []
    size = 0
    while True:
        try:
            piece: object = stream.read(min(_CHUNK, limit_bytes + 1 - size))
        except (OSError, ValueError, EOFError) as error:  # ValueError: the stream is closed, or text in bad encoding
            raise refuse("file.unreadable", name, reason=_reason(error)) from None
        if not isinstance(piece, bytes | bytearray | memoryview):
            raise refuse("file.unreadable", name, reason=f"the stream gives {type(piece).__name__}, not bytes")
        if not piece:
            return b"".join(pieces)
        pieces.append(bytes(piece))
        size += len(pieces[-1])
        if size > limit_bytes:
            raise refuse("file.too_large", name, limit=limit_bytes)


def _why_not_opened(error: OSError | ValueError, name: str) -> Unreadable:
    if isinstance(error, IsADirectoryError):
        return refuse("file.is_folder", name)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return refuse("file.missing", name)
    return refuse("file.unreadable", name, reason=_reason(error))


def _reason(error: Exception) -> str:
    """The system's name of the error (EACCES), or the first line of what the library says."""
    number = error.errno if isinstance(error, OSError) else None
    if number is not None and number in errno.errorcode:
        return f"{errno.errorcode[number]}: {os.strerror(number)}"
    return (str(error) or type(error).__name__).splitlines()[0][:200]
