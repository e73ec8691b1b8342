"""GZIP files from outside, unpacked piece by piece and never to more than the limit."""

import zlib

from remeslo.interchange.safety.files import MIB
from remeslo.interchange.safety.text import refuse_empty_and_binary
from remeslo.interchange.safety.unreadable import refuse

GZIP_BEGINNING = b"\x1f\x8b"
GZIP_LIMIT = 100 * MIB
_WITH_HEADER = 31
"""zlib's number for: expect the header and the check sum of gzip."""


def gunzip(data: bytes, *, name: str, limit_bytes: int = GZIP_LIMIT) -> bytes:
    """
    What a GZIP file of one or several parts holds.

    Raises
    ------
    Unreadable
        ``file.not_gzip``, ``file.gzip_broken`` (also a wrong check sum), ``file.gzip_cut_short`` or
        ``file.gzip_bomb`` when it unpacks to more than the limit.
    """
    if not data.startswith(GZIP_BEGINNING):
        refuse_empty_and_binary(data, name)
        raise refuse("file.not_gzip", name)
    pieces: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(GZIP_BEGINNING):
        part = zlib.decompressobj(_WITH_HEADER)
        try:
            piece = part.decompress(rest, limit_bytes + 1 - size)
        except zlib.error as error:
            raise refuse("file.gzip_broken", name, reason=str(error)[:200]) from None
        size += len(piece)
        if size > limit_bytes or part.unconsumed_tail:
            raise refuse("file.gzip_bomb", name, limit_bytes=limit_bytes)
        if not part.eof:
            raise refuse("file.gzip_cut_short", name)
        pieces.append(piece)
        rest = part.unused_data
    return b"".join(pieces)
