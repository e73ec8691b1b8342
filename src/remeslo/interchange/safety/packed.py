"""Files packed with xz, unpacked piece by piece within a limit."""

import lzma

from remeslo.interchange.safety.files import MIB
from remeslo.interchange.safety.unreadable import refuse

XZ_MAGIC = b"\xfd7zXZ\x00"
_MEMORY = 128 * MIB
"""Memory that unpacking may take: the largest dictionary of ordinary settings is 64 MiB."""
_STREAMS = 100
"""Packed files put one after the other; each is looked at once, so that many tiny ones do not take for ever."""


def unpack_xz(data: bytes, *, name: str, limit_bytes: int) -> bytes:
    """
    What an xz file holds; data that does not begin as xz comes back as it is.

    Raises
    ------
    Unreadable
        ``file.too_large`` when more than ``limit_bytes`` come out (a bomb is stopped there, not unpacked),
        ``file.xz_broken`` when the stream is damaged, cut short, or followed by something else.
    """
    if not data.startswith(XZ_MAGIC):
        return data
    pieces: list[bytes] = []
    size, rest = 0, data
    while rest:
        if len(pieces) == _STREAMS:
            raise refuse("file.xz_broken", name, reason=f"more than {_STREAMS} streams in one file")
        try:
            stream = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MEMORY)
            piece = stream.decompress(rest, max_length=limit_bytes + 1 - size)
            while not stream.eof and not stream.needs_input and size + len(piece) <= limit_bytes:
                piece += stream.decompress(b"", max_length=limit_bytes + 1 - size - len(piece))
        except (lzma.LZMAError, EOFError, MemoryError) as error:
            raise refuse("file.xz_broken", name, reason=str(error)[:200] or type(error).__name__) from None
        pieces.append(piece)
        size += len(piece)
        if size > limit_bytes:
            raise refuse("file.too_large", name, limit=limit_bytes)
        if not stream.eof:
            raise refuse("file.xz_broken", name, reason="the end is missing")
        rest = stream.unused_data.lstrip(b"\x00")
    return b"".join(pieces)
